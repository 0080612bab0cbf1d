"""A Message and a language become words (Fluent). One bundle a language, from every feature's `.ftl` file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from fluent.runtime import FluentBundle, FluentResource

from bot.markup import Slots, Text, to_text
from commands.kit.message import Joined, Mention, Phrase, Quoting
from commands.kit.speech import Speech
from storage.desk import Sayable, Speak
from storage.people import Language
from storage.values import Ref

_HANGING = re.compile(r" (?=[:;?](?:\s|$))", re.MULTILINE)  # a French « : » begins no line
_OPENS, _CLOSES = "«", "»"
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class MissingWords(LookupError):
    """A Message, or one of its parts, has no words in that language: a bug, caught by the catalogue test."""


class Dictionary:
    """All words of one language."""

    def __init__(self, language: Language, files: Iterable[Path]) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for file in files:
            words = _unbroken(file.read_text("utf-8"))
            self._bundle.add_resource(FluentResource(_HANGING.sub("\u00a0", words) if language == "fr" else words))

    def phrase(self, key: str, /, **values: object) -> str:
        """The words under `name` or `name.attribute`. Raises MissingWords."""
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            raise MissingWords(f"{key} ({self.language})")
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise MissingWords(f"{key} ({self.language})")
        return self._format(key, pattern, values)

    def has(self, key: str) -> bool:
        """True when there are words under that key."""
        try:
            self.phrase(key)
        except MissingWords:
            return False
        return True

    def between(self, separator: str) -> str:
        """What stands between joined parts: a French « ; » stands apart and begins no line, an English one is glued."""
        return _HANGING.sub("\u00a0" if self.language == "fr" else "", separator)

    def _format(self, key: str, pattern: object, values: Mapping[str, object]) -> str:
        words, errors = self._bundle.format_pattern(pattern, dict(values))  # type: ignore[arg-type]
        if errors:
            raise MissingWords(f"{key} ({self.language}): {errors[0]}")
        return str(words)


def _unbroken(words: str) -> str:
    """No line ends between a French quotation mark and what it holds; the files themselves stay readable."""
    return words.replace(f"{_OPENS} ", f"{_OPENS}\u00a0").replace(f" {_CLOSES}", f"\u00a0{_CLOSES}")


@dataclass(frozen=True, slots=True)
class Worded:
    """The words, the names of the Messages in them, and the references they speak of."""

    text: Text
    says: tuple[str, ...]
    refs: tuple[str, ...]
    quoted: tuple[str, ...]  # the listings whose own words are among them


class Words:
    """Says Messages in any language. Each is read when it is first spoken: half a second, and few speak both."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._dictionaries: dict[Language, Dictionary] = {}

    def dictionary(self, language: Language) -> Dictionary:
        """The words of one language."""
        if language not in self._dictionaries:
            files = [folder / f"{language}.ftl" for folder in self._folders]
            self._dictionaries[language] = Dictionary(language, files)
        return self._dictionaries[language]

    def read_all(self) -> None:
        """Now, and not when there is somebody to answer."""
        for language in LANGUAGES:
            self.dictionary(language)

    def say(self, message: Sayable, language: Language, today: dt.date) -> Worded:
        """Worded, with what people typed escaped. `today` decides whether a year is worth saying."""
        telling = _Telling(self.dictionary(language), today)
        text = to_text(telling.words(message), telling.slots)
        return Worded(
            text,
            tuple(dict.fromkeys(telling.names)),
            tuple(dict.fromkeys(telling.refs)),
            tuple(dict.fromkeys(telling.quoted)),
        )

    def speaking(self, language: Language, today: dt.date) -> Speak:
        """For what is written outside of messages: a file's own words."""
        return lambda what: self.say(what, language, today).text.body


class _Telling:
    """One rendering: nested messages share its slots."""

    def __init__(self, dictionary: Dictionary, today: dt.date) -> None:
        self._dictionary = dictionary
        self._speech = Speech(dictionary.language, dictionary.phrase, today)
        self.slots = Slots()
        self.names: list[str] = []
        self.refs: list[str] = []
        self.quoted: list[str] = []

    def words(self, message: Sayable) -> str:
        self.names.append(message.says)
        if isinstance(message, Quoting):
            self.quoted.append(str(message.ref))
        values = {name: self._said(value) for name, value in message.values().items()}
        return self._dictionary.phrase(message.says, **values)

    def _said(self, value: object) -> object:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, StrEnum | int | float):
            return str(value) if isinstance(value, StrEnum) else value
        if isinstance(value, str):
            return self.slots.keep(value)
        return self._composed(value)

    def _composed(self, value: object) -> str:
        if isinstance(value, tuple | list):
            return ", ".join(str(self._said(part)) for part in value)
        if isinstance(value, Joined):
            parts = [str(self._said(part)) for part in value.parts]
            return self._dictionary.between(value.by).join(part for part in parts if part)
        if isinstance(value, Mention):
            return self.slots.mention(value.user_id, value.name)
        if isinstance(value, Phrase):
            return self._dictionary.phrase(value.key)
        if hasattr(value, "says"):  # a Sayable: asking Python whether it fits the protocol takes far longer
            return self.words(cast("Sayable", value))
        return self._typed(value)

    def _typed(self, value: object) -> str:
        """Dates, prices and places; a place is the person's own word."""
        if isinstance(value, Ref):
            self.refs.append(str(value))
        said = self._speech.say(value)
        return self.slots.keep(said) if self._speech.is_typed(value) else said
