"""Which pictures a period has, and what each says to whoever does not see it; drawn elsewhere, and only when wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from commands.kit.message import Joined, Message
from commands.kit.pictures import WIDE, Ink
from commands.kit.speech import MonthName, ShortDay
from commands.report import pictured as say
from commands.report.counting import Category, Edge
from commands.report.gathering import Gathered
from commands.report.targets import Step, Target
from storage.sayings import File, Speak

MOST_ILOTS, MOST_CATEGORIES, MOST_STEPS = 12, 14, 12
_MIME = "image/png"
_MONTH_LABELS = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """What one picture shows: links between îlots, mechanisms over time, or needs. `high` is in dots."""

    name: str
    high: int
    edges: Sequence[Edge] | None = None
    ilots: Sequence[str] = ()
    steps: Sequence[Step] | None = None
    targets: Sequence[Target] = ()
    until: dt.date = dt.date.min
    categories: Sequence[Category] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words in a picture, in the language of whoever looks at it."""

    title: str
    labels: dict[str, str]
    targets: dict[Target, str] = field(default_factory=dict)
    months: Sequence[tuple[dt.date, str]] = ()
    categories: dict[Category, str] = field(default_factory=dict)
    counts: dict[Category, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene, what it says in words, and the words in it."""

    scene: Scene
    alt: Message
    worded: Callable[[Speak], Words]

    def file(self) -> File:
        """For a chat."""
        pixels = (WIDE, self.scene.high)
        return File(f"{self.scene.name}.png", _MIME, self.png, pixels)

    def png(self, speak: Speak) -> bytes:
        """Drawn on paper of its own."""
        from commands.report import drawing

        return drawing.png(self.scene, Ink(), self.worded(speak))

    def svg(self, ink: Ink, speak: Speak) -> str:
        """Drawn for a page."""
        from commands.report import drawing

        return drawing.svg(self.scene, ink, self.worded(speak))


def pictures(figures: Gathered) -> list[Picture]:
    """Links, mechanisms, needs."""
    return [_links(figures), _mechanisms(figures), _needs(figures)]


def _label(speak: Speak, *labels: say.Label) -> dict[str, str]:
    return {label.value: speak(say.PictureLabel(label=label)) for label in labels}


# ── îlots, and what links them ──


def _links(figures: Gathered) -> Picture:
    """The îlots with most links, where there are many: a picture of more can be read by nobody."""
    linked = list(dict.fromkeys(name for edge in figures.edges for name in edge.pair))
    alone = [name for name in figures.ilots if name not in linked]
    shown = sorted([*linked, *alone][:MOST_ILOTS])
    edges = [edge for edge in figures.edges if set(edge.pair) <= set(shown)]
    pairs = tuple(_pair(edge) for edge in edges)
    alt = say.LinksPictured(
        pairs=Joined(pairs, by=" ; "),
        count=len(pairs),
        alone=Joined(tuple(name for name in alone if name in shown), by=", "),
        lonely=sum(name in shown for name in alone),
        left_out=len(figures.ilots) - len(shown),
    )
    scene = Scene("liens", 860, edges=edges, ilots=shown)
    return Picture(
        scene, alt, lambda speak: Words(speak(say.LinksTitle()), _label(speak, *(say.Label(k) for k in _KINDS)))
    )


_KINDS = ("exchange", "common", "told")


def _pair(edge: Edge) -> say.PairLinked:
    parts = tuple(
        say.LinkCounted(kind=kind, count=len(origins), refs=Joined(origins, by=", "))
        for kind, origins in edge.origins.items()
    )
    return say.PairLinked(one=edge.pair[0], other=edge.pair[1], parts=Joined(parts, by=", "))


# ── mechanisms over time ──


def _mechanisms(figures: Gathered) -> Picture:
    found = figures.mechanisms
    told = tuple(say.InPlaceSince(count=step.count, day=ShortDay(step.day)) for step in found.steps[-MOST_STEPS:])
    aims = tuple(_aim(target) for target in found.targets)
    alt = say.MechanismsPictured(
        count=found.in_place, day=ShortDay(found.day), steps=Joined(told, by=" ; "), targets=Joined(aims, by=" ; ")
    )
    scene = Scene("mecanismes", 640, steps=found.steps, targets=found.targets, until=found.day)
    return Picture(scene, alt, lambda speak: _over_time(scene, speak))


def _aim(target: Target) -> say.AimSaid:
    spread = target.high > target.low
    return say.AimSaid(low=target.low, high=target.high, range=spread, month=MonthName(target.last.month))


def _over_time(scene: Scene, speak: Speak) -> Words:
    targets = {
        each: speak(say.AimNumber(low=each.low, high=each.high, range=each.high > each.low)) for each in scene.targets
    }
    months = [(day, speak(say.MonthSaid(month=MonthName(day.month)))) for day in _months(scene)]
    labels = _label(speak, say.Label.IN_PLACE, say.Label.TARGET)
    return Words(speak(say.MechanismsTitle()), labels, targets=targets, months=months)


def _months(scene: Scene) -> list[dt.date]:
    """First days of months, as many as can be read side by side."""
    days = [scene.until, *(step.day for step in scene.steps or ())]
    days += [day for target in scene.targets for day in (target.first, target.last)]
    first, last = min(days).replace(day=1), max(days)
    found = [first]
    while (after := (found[-1] + dt.timedelta(days=32)).replace(day=1)) <= last:
        found.append(after)
    return found[:: -(-len(found) // _MONTH_LABELS)]


# ── needs by category ──


def _needs(figures: Gathered) -> Picture:
    shown = figures.categories[:MOST_CATEGORIES]
    told = tuple(
        say.CategoryCounted(
            name=category_named(each), counts=say.OpenAndFulfilled(open=each.open, fulfilled=each.fulfilled)
        )
        for each in shown
    )
    left_out = len(figures.categories) - len(shown)
    alt = say.NeedsPictured(categories=Joined(told, by=" ; "), count=len(told), left_out=left_out)
    scene = Scene("besoins", 220 + 48 * max(2, len(shown)), categories=shown)
    return Picture(scene, alt, lambda speak: _by_category(shown, speak))


def _by_category(shown: Sequence[Category], speak: Speak) -> Words:
    names = {each: speak(category_named(each)) for each in shown}
    counts = {each: speak(say.OpenAndFulfilled(open=each.open, fulfilled=each.fulfilled)) for each in shown}
    labels = _label(speak, say.Label.OPEN, say.Label.FULFILLED)
    return Words(speak(say.NeedsTitle()), labels, categories=names, counts=counts)


def category_named(each: Category) -> say.UsualCategory | say.CategoryNamed | say.NoCategory:
    """With its accents, where it is one that the collective has always had."""
    if each.name is None:
        return say.NoCategory()
    if each.name in set(say.Usual):
        return say.UsualCategory(category=say.Usual(each.name))
    return say.CategoryNamed(name=each.name.replace("_", " "))
