"""What keeps the bill true, and an audit without an answer from being a good one."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

SUPPLY = (
    Breakage(
        "hole-passed-over",
        "A package that the audit passed over is no package without a hole.",
        "supply/audit.py",
        {
            "return Found(len(told), silence=f\"it passed over {', '.join(passed_over)}\")": (
                "told = [each for each in told if each['name'] not in passed_over]"
            )
        },
        "tests/test_supply.py::test_what_could_not_be_asked_is_never_well[passed-over]",
    ),
    Breakage(
        "build-tool-required",
        "What only builds the wheel is not counted among what runs.",
        "supply/bill.py",
        {'"scope": "required" if needed else "excluded"': '"scope": "required"'},
        "tests/test_supply.py::test_the_bill_tells_who_brings_what_and_what_only_builds",
    ),
    Breakage(
        "other-machines-forgotten",
        "The bill names what other machines and other Pythons get, too.",
        "supply/bill.py",
        {"=pin.name in running) for pin in pins]": "=pin.name in running) for pin in pins if not pin.when]"},
        "tests/test_supply.py::test_the_bill_is_the_one_of_this_lock",
    ),
)
