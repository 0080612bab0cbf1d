"""What Navette is made of: the lock, the page and the bill agree, the licences are those of the packages."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.spdx import is_expression
from cyclonedx.validation.json import JsonStrictValidator

from supply.audit import HOLES, NOT_ASKED, WELL, show, understand
from supply.bill import BILL, bill_of_materials, text_of_bill
from supply.locks import BUILD, HOUSE, LOCK, ROOT, Pin, read_lock, used_by
from supply.page import licences, rows

PINS = read_lock(LOCK.read_text("utf-8"))
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
SMALL = f"""\
curve==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:{"0" * 64}
    # via picture
curve==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:{"1" * 64}
    # via picture
maker==3.1 \\
    --hash=sha256:{"2" * 64}
    # via {BUILD}
picture==0.1 \\
    --hash=sha256:{"3" * 64} \\
    --hash=sha256:{"4" * 64}
    # via
    #   {ROOT}
    #   maker
"""


# ── the lock ──


def test_a_lock_is_read_with_its_machines_and_who_asks() -> None:
    assert read_lock(SMALL) == (
        Pin("curve", "1.0", "python_full_version < '3.12'", ("picture",)),
        Pin("curve", "2.0", "python_full_version >= '3.12'", ("picture",)),
        Pin("maker", "3.1", "", (BUILD,)),
        Pin("picture", "0.1", "", (ROOT, "maker")),
    )


def test_what_only_the_build_asks_for_is_none_of_what_runs() -> None:
    assert used_by(read_lock(SMALL), ROOT) == {"picture", "curve"}


@pytest.mark.parametrize("line", ["picture>=1.0", "--no-index", "picture==1.0 --hash=sha256:00"])
def test_a_line_that_is_no_pin_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no pin"):
        read_lock(f"{SMALL}{line}\n")


def test_whoever_asks_for_a_package_of_the_lock_stands_in_it() -> None:
    names = {pin.name for pin in PINS} | {ROOT, BUILD}
    assert {asker for pin in PINS for asker in pin.asked_by} - names == set()
    assert [pin.name for pin in PINS if not pin.asked_by] == []


# ── the bill ──


def test_the_bill_is_the_one_of_this_lock() -> None:
    assert BILL.read_text("utf-8") == text_of_bill(), "type: python3 dev sbom"


def test_the_bill_is_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(BILL.read_text("utf-8")) is None


@pytest.mark.parametrize("part", ["bomFormat", "components.type", "components.licenses"])
def test_that_check_finds_what_is_no_cyclonedx(part: str) -> None:
    bill = json.loads(BILL.read_text("utf-8"))
    holder = bill if part == "bomFormat" else bill["components"][3]
    holder[part.rsplit(".", 1)[-1]] = "nonsense"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is not None


def _small_bill() -> dict[str, Any]:
    return bill_of_materials(SMALL, PROJECT, {"curve": "MIT", "maker": "ISC", "picture": "MIT"})


def test_the_bill_tells_who_brings_what_and_what_only_builds() -> None:
    bill = _small_bill()
    assert {each["purl"]: each["scope"] for each in bill["components"]} == {
        "pkg:pypi/curve@1.0": "required",
        "pkg:pypi/curve@2.0": "required",
        "pkg:pypi/maker@3.1": "excluded",
        "pkg:pypi/picture@0.1": "required",
    }
    edges = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert edges["navette"] == ["pkg:pypi/maker@3.1", "pkg:pypi/picture@0.1"]
    assert edges["pkg:pypi/picture@0.1"] == ["pkg:pypi/curve@1.0", "pkg:pypi/curve@2.0"]
    assert bill["components"][0]["properties"] == [{"name": "navette:when", "value": "python_full_version < '3.12'"}]


def test_nothing_in_the_bill_changes_by_itself() -> None:
    bill = json.loads(BILL.read_text("utf-8"))
    assert "serialNumber" not in bill
    assert "timestamp" not in bill["metadata"]


def test_a_package_without_a_licence_makes_no_bill() -> None:
    with pytest.raises(KeyError):
        bill_of_materials(SMALL, PROJECT, {"curve": "MIT", "maker": "ISC"})


# ── the page ──


def test_the_page_names_each_package_once_in_the_locked_versions() -> None:
    shown = [(row.name, version) for row in rows() for version in row.versions]
    assert sorted(shown) == sorted((pin.name, pin.version) for pin in PINS)
    assert all(row.purpose and row.looked_at for row in rows())


_SAID = {  # what packages say that do not yet say it in SPDX → what it is
    "MIT": "MIT",
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "Apache-2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "APL 2": "Apache-2.0",
    "BSD-3-Clause": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "ISC License": "ISC",
    "Internet Systems Consortium license": "ISC",
    "PSF-2.0": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_ONLY_IN_A_FILE = {"peewee": "MIT", "vodozemac": "MIT AND Apache-2.0"}  # and the crate inside is Apache-2.0


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # of another machine
        return None


def said_licence(package: Distribution) -> str | None:
    """What the package says of itself, as SPDX; None where it says nothing."""
    told = package.metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    classifiers = [each.split(" :: ")[-1] for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    words = [(told["License"] or "").strip().split("\n")[0] if "License" in told else "", *classifiers]
    return next((_SAID[word] for word in words if word in _SAID), None)


def test_every_licence_is_what_the_package_says_of_itself() -> None:
    found = {name: package for name in licences() if (package := _installed(name)) is not None}
    assert len(found) > 70
    said = {name: said_licence(package) or _ONLY_IN_A_FILE.get(name) for name, package in found.items()}
    assert {name: said[name] for name in said if said[name] != licences()[name]} == {}


@pytest.mark.parametrize("name", _ONLY_IN_A_FILE)
def test_who_says_it_only_in_a_file_does(name: str) -> None:
    package = distribution(name)
    texts = [str(file.read_text()) for file in package.files or [] if re.search(r"LICENSE", file.name)]
    assert any("Permission is hereby granted, free of charge" in text for text in texts)


def test_every_licence_is_spdx_and_may_go_with_ours() -> None:
    assert [each for each in licences().values() if not is_expression(each)] == []
    parts = {part for each in licences().values() for part in re.split(r" (?:AND|OR) ", each)}
    free = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU"}
    assert parts - free - {"MPL-2.0", "PSF-2.0", "Unlicense", "Zlib"} == set()


# ── the audit ──


def test_a_hole_is_told_with_the_version_that_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    hole = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["1.1"], "description": "…"}
    told = {
        "dependencies": [{"name": "a", "version": "1.0", "vulns": [hole]}, {"name": "b", "version": "2", "vulns": []}]
    }
    assert show("x.lock", understand(json.dumps(told), "")) == HOLES
    assert capsys.readouterr().out == "✗ x.lock: a 1.0: PYSEC-2026-1, CVE-2026-1; mended in 1.1\n"


def test_no_hole_is_told_with_how_many_were_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    told = {"dependencies": [{"name": "b", "version": "2", "vulns": []}], "fixes": []}
    assert show("x.lock", understand(json.dumps(told), "")) == WELL
    assert capsys.readouterr().out == "✓ x.lock: 1 packages, no known hole\n"


@pytest.mark.parametrize(
    ("out", "err", "why"),
    [
        ("", "Traceback …\nConnectionError: Failed to resolve 'osv'\n", "ConnectionError: Failed to resolve 'osv'"),
        ("", "", "it said nothing"),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', "", "it passed over a"),
    ],
    ids=["no network", "no word", "passed-over"],
)
def test_what_could_not_be_asked_is_never_well(
    capsys: pytest.CaptureFixture[str], out: str, err: str, why: str
) -> None:
    assert show("x.lock", understand(out, err)) == NOT_ASKED
    assert capsys.readouterr().out.strip().endswith(f"so nothing is known: {why}")
