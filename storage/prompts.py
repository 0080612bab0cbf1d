"""Questions to think about together, one a session: those that come with the bot, and those that people proposed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.people import Person
from storage.sessions import ReflectionSession

_PROPOSED, _IN_USE, _RETIRED = "proposed", "in_use", "retired"


class Prompt(Base):
    """One question that somebody proposed, or one of the first, once it was changed or retired."""

    __tablename__ = "prompt"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(12), default=_PROPOSED)


class Prompts:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def propose(self, text: str, author: Person) -> Prompt:
        """It waits for the Tisseuse."""
        row = Prompt(text=text, author_id=author.id, state=_PROPOSED)
        self._session.add(row)
        await self._session.flush()
        return row

    async def decide(self, prompt_id: int, *, taken: bool) -> Prompt | None:
        """Used from now on, or not. None when there is no such one."""
        row = await self._session.get(Prompt, prompt_id)
        if row is not None:
            row.state = _IN_USE if taken else _RETIRED
            await self._session.flush()
        return row

    async def of_author(self, person: Person) -> list[Prompt]:
        """What somebody proposed, whatever became of it."""
        query = select(Prompt).where(Prompt.author_id == person.id).order_by(Prompt.id)
        return list(await self._session.scalars(query))

    async def forget(self, person: Person) -> list[Prompt]:
        """What is in use stays, as nobody's; the rest goes, and is returned."""
        theirs = await self.of_author(person)
        gone = [prompt for prompt in theirs if prompt.state != _IN_USE]
        for prompt in theirs:
            prompt.author_id = None
        for prompt in gone:
            await self._session.delete(prompt)
        await self._session.flush()
        return gone

    async def begin_with(self, texts: Sequence[str]) -> None:
        """The first ones, where there are none yet."""
        if await self._session.scalar(select(func.count()).select_from(Prompt).where(Prompt.author_id.is_(None))):
            return
        self._session.add_all(Prompt(text=text, author_id=None, state=_IN_USE) for text in texts)
        await self._session.flush()

    async def in_use(self) -> list[Prompt]:
        """In the order of their coming."""
        query = select(Prompt).where(Prompt.state == _IN_USE).order_by(Prompt.id)
        return list(await self._session.scalars(query))

    async def next_for(self, ilot_id: int) -> str | None:
        """The one that this îlot has had least, and of those the first."""
        query = select(ReflectionSession.prompt, func.count()).where(ReflectionSession.ilot_id == ilot_id)
        rows = await self._session.execute(query.group_by(ReflectionSession.prompt))
        used: dict[str, int] = {str(text): count for text, count in rows}
        texts = [prompt.text for prompt in await self.in_use()]
        return min(texts, key=lambda text: used.get(text, 0), default=None)

    async def retire(self, number: int) -> Prompt | None:
        """The one at that place (from 1) is not used any more."""
        found = await self.in_use()
        if not 1 <= number <= len(found):
            return None
        found[number - 1].state = _RETIRED
        await self._session.flush()
        return found[number - 1]
