"""A sentence is a class: what the bot may say, without its words, and the refusal that carries one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from storage.desk import Sayable
from storage.errors import BrokenRule
from storage.questions import Question
from storage.values import Ref


class Message(BaseModel):
    """One sentence or a few. Its words stand under the class name in `fr.ftl` and `en.ftl`; fields fill them.

    A field may be typed text (`str`, escaped), a number, an enum (for Fluent selectors), a value that speech can
    say (dates, prices, places), another Message, or several `Joined`.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @property
    def says(self) -> str:
        """The name its words stand under."""
        return type(self).__name__

    def values(self) -> Mapping[str, object]:
        """What fills the words, by field name."""
        return {name: getattr(self, name) for name in type(self).model_fields}


@dataclass(frozen=True, slots=True)
class Joined:
    """Several parts said as one: no stray separator when one is missing."""

    parts: tuple[object, ...]
    by: str = " · "


@dataclass(frozen=True, slots=True)
class Lines(Joined):
    """One part a line."""

    by: str = "\n"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words without a class of their own: a command's summary, a group's title. `key` is `name` or `name.attribute`."""

    key: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody, by name; a link to them where the client shows links."""

    user_id: str
    name: str


class Quoting(Message):
    """A message that holds a listing's own words: when these are erased, so is it."""

    ref: Ref
    title: str


class Addressed(Message):
    """Something said to one person where others read along."""

    to: Mention
    what: Sayable


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """A broken rule of storage, worded under the rule's own name."""

    rule: BrokenRule

    @property
    def says(self) -> str:
        """The rule's class name."""
        return type(self.rule).__name__

    def values(self) -> Mapping[str, object]:
        """The rule's own fields."""
        return self.rule.fields


class Refusal(Exception):
    """Expected and worded: undoes everything the command did, and says why. May leave a question open."""

    def __init__(self, message: Sayable, question: Question | None = None) -> None:
        super().__init__(message.says)
        self.message = message
        self.question = question
