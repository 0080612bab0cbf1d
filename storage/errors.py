"""What storage may raise, drawn in one place.

StorageFault                   the database cannot be used; one clear line, exit 2
├── DatabaseLocked             another Navette holds it
│   └── AccountHeld            on a server: another process may write for the account
├── NewerDatabase              written by a newer Navette
├── WrongKey                   the sealing key does not open it
├── BrokenIlot                 what an îlot is set to cannot be read
└── Unreachable                the engine does not answer
LostLease                      another process took over: stop at once, nothing was written
BrokenRule                     a rule of the collective; undone, and worded by the kit under its own name
├── UnknownReference(ref)
├── OwnListing(ref)
├── NotTheAuthor(ref)
├── AlreadyClosed(ref, direction, state)
├── TooLateToReopen(ref, days)
├── UnknownCommon(ref)
├── CommonIsOver(ref, state)
├── CommonIsRunning(ref)
├── UnknownMechanism(ref)
├── NotThatState(ref, state, wanted)
├── UnknownTrace(ref)
├── TracePublished(ref)
├── UnknownRequest(ref)
├── RequestOver(ref)
├── OwnCase(ref)
├── CaseSettled(ref)
├── UnknownMovement(ref)
├── UnknownCommittee(ref)
├── CommitteeIsOver(ref)
├── UnknownLine(ref)
├── UnknownBulletin(ref)
├── UnknownFrameworkSheet(ref)
├── UnknownReminder(ref)
├── UnknownPerson(name)
└── SeveralPeople(name, user_ids)
"""

from __future__ import annotations

from storage.values import CommonState, Direction, ListingState, MechanismState, Ref


class StorageFault(Exception):
    """The database cannot be used. The message is one line for the person who hosts the bot."""


class DatabaseLocked(StorageFault):
    """Another Navette holds the database."""


class AccountHeld(DatabaseLocked):
    """On a server, another process may write for the account."""


class NewerDatabase(StorageFault):
    """The database was written by a newer Navette."""


class WrongKey(StorageFault):
    """The sealing key does not open this database."""


class BrokenIlot(StorageFault):
    """What an îlot is set to cannot be read: the bot would speak where it has to be silent."""


class Unreachable(StorageFault):
    """The database engine does not answer."""


class LostLease(Exception):
    """Another process holds the account now: this one must stop. Nothing was written."""


class BrokenRule(Exception):
    """A rule of the collective would be broken: the command is undone and the rule is said."""

    def __init__(self, **fields: object) -> None:
        super().__init__(type(self).__name__, fields)
        self.fields = fields


class UnknownReference(BrokenRule):
    """No listing of that name that this person may see."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class OwnListing(BrokenRule):
    """One does not raise a hand for one's own listing."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class NotTheAuthor(BrokenRule):
    """Only who posted it (or the Tisseuse) may do this."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class AlreadyClosed(BrokenRule):
    """The listing lives no more."""

    def __init__(self, ref: Ref, direction: Direction, state: ListingState) -> None:
        super().__init__(ref=ref, direction=direction, state=state)


class TooLateToReopen(BrokenRule):
    """Closed for longer than `days`."""

    def __init__(self, ref: Ref, days: int) -> None:
        super().__init__(ref=ref, days=days)


class UnknownCommon(BrokenRule):
    """Nothing in common of that name that this person may see."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class CommonIsOver(BrokenRule):
    """It is finished, or was dropped."""

    def __init__(self, ref: Ref, state: CommonState) -> None:
        super().__init__(ref=ref, state=state)


class CommonIsRunning(BrokenRule):
    """It has begun already."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownMechanism(BrokenRule):
    """No mechanism sheet of that name."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class NotThatState(BrokenRule):
    """A mechanism does not come to that state from the one it is in, or not on such a day."""

    def __init__(self, ref: Ref, state: MechanismState, wanted: MechanismState) -> None:
        super().__init__(ref=ref, state=state, wanted=wanted)


class UnknownTrace(BrokenRule):
    """No trace of that name that this person may read."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class TracePublished(BrokenRule):
    """It stands in the anthology: what was given out cannot change."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownRequest(BrokenRule):
    """No solidarity request of that name, or none that this person may know of."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class RequestOver(BrokenRule):
    """It is closed, or was withdrawn."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class OwnCase(BrokenRule):
    """Nobody decides on their own request to the fund."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class CaseSettled(BrokenRule):
    """The commission has decided."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownMovement(BrokenRule):
    """No payment of that name was declared."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownCommittee(BrokenRule):
    """No steering committee of that name."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class CommitteeIsOver(BrokenRule):
    """It was held, or cancelled."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownLine(BrokenRule):
    """No point and no decision of that name."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownBulletin(BrokenRule):
    """No announcement of that name."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownFrameworkSheet(BrokenRule):
    """No frame sheet goes by that reference."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownReminder(BrokenRule):
    """They asked for no reminder of that name."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(ref=ref)


class UnknownPerson(BrokenRule):
    """Nobody goes by that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class SeveralPeople(BrokenRule):
    """More than one person goes by that name."""

    def __init__(self, name: str, user_ids: tuple[str, ...]) -> None:
        super().__init__(name=name, user_ids=user_ids)


class UnknownDiagnosis(BrokenRule):
    """There is none, or it is not for this reader."""

    def __init__(self) -> None:
        super().__init__()
