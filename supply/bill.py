"""The software bill of materials: CycloneDX, written from the lock alone, the same bytes for the same lock."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from supply.locks import BUILD, HOUSE, LOCK, ROOT, Pin, read_lock, used_by
from supply.page import licences

BILL = HOUSE / "docs" / "sbom.cdx.json"


def bill_of_materials(lock: str, project: dict[str, Any], licence_of: dict[str, str]) -> dict[str, Any]:
    """CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json), without serial number and hour: they would change each time.

    What only builds the wheel has the scope `excluded`. The hashes of the files stay in the lock, since a package has
    one for each machine. Raises KeyError for a package whose licence nobody wrote down.
    """
    pins = read_lock(lock)
    running = used_by(pins, ROOT)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _ourselves(project)},
        "components": [_component(pin, licence_of[pin.name], needed=pin.name in running) for pin in pins],
        "dependencies": [
            _edges(project["name"], [pin for pin in pins if {ROOT, BUILD} & set(pin.asked_by)]),
            *(_edges(pin.purl, [each for each in pins if pin.name in each.asked_by]) for pin in pins),
        ],
    }


def _ourselves(project: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
    }


def _component(pin: Pin, licence: str, *, needed: bool) -> dict[str, Any]:
    component = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if needed else "excluded",
        "licenses": [{"expression": licence}],
        "purl": pin.purl,
    }
    when = {"properties": [{"name": "navette:when", "value": pin.when}]}
    return component | (when if pin.when else {})


def _edges(ref: str, pins: list[Pin]) -> dict[str, Any]:
    return {"ref": ref, "dependsOn": [pin.purl for pin in pins]}


def text_of_bill() -> str:
    """The file as it has to be now."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    return json.dumps(bill_of_materials(LOCK.read_text("utf-8"), project, licences()), indent=1) + "\n"


if __name__ == "__main__":
    BILL.write_text(text_of_bill(), "utf-8")
    print(f"{BILL.relative_to(HOUSE)}: {len(read_lock(LOCK.read_text('utf-8')))} packages")
