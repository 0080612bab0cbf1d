"""How a trace is signed beyond its îlot: as its author agreed to, and with nobody's name where nothing was agreed."""

from __future__ import annotations

from commands.kit.messages import SignedAs
from storage.ilots import Ilots
from storage.people import People, Person
from storage.traces import Signature, Trace


async def signed_as(trace: Trace, people: People, ilots: Ilots) -> SignedAs:
    """As it was agreed to; without a signature, nobody is named."""
    signature = Signature(trace.signature or Signature.ANONYMOUS)
    if signature is Signature.ANONYMOUS:
        return SignedAs(signature=signature, collective=trace.collective, name="", ilot="")
    ilot = await ilots.get(trace.ilot_id) if trace.ilot_id is not None else None
    name = name_of(await people.get(trace.author_id), signature)
    return SignedAs(signature=signature, collective=trace.collective, name=name, ilot=ilot.name if ilot else "")


def name_of(person: Person, signature: Signature) -> str:
    """As they sign."""
    if signature is Signature.FULL_NAME and person.last_name:
        return f"{person.first_name} {person.last_name}"
    return person.first_name
