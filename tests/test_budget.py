"""The budget of a room: one piece of news a day and four a week; what is not counted is not held up."""

from __future__ import annotations

import datetime as dt

from bot.transport import DeliveryUncertain
from storage.delivery import Delivery, Departure
from tests.inside import GRANIT, Inside, Wall

MONDAY = dt.datetime(2027, 3, 1, 10, 0, tzinfo=dt.UTC)  # 11:00 in Paris


async def _post(inside: Inside, key: str, urgency: str = "news") -> None:
    async with inside.bench.transaction() as session:
        letter = Departure(key, GRANIT, kind="text", urgency=urgency, content={"body": key})
        await Delivery(session, inside.account_id).post(letter, inside.wall.now())


async def test_a_second_piece_of_news_waits_for_the_next_day(inside: Inside, wall: Wall) -> None:
    wall.at = MONDAY
    await _post(inside, "one")
    await _post(inside, "two")
    await _post(inside, "cover", "beside")
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["one", "cover"]
    wall.at = MONDAY + dt.timedelta(days=1)
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["one", "cover", "two"]


async def test_a_fifth_in_a_week_waits_for_monday(inside: Inside, wall: Wall) -> None:
    for day in range(5):
        wall.at = MONDAY + dt.timedelta(days=day)
        await _post(inside, f"day {day}")
        await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["day 0", "day 1", "day 2", "day 3"]
    wall.at = MONDAY + dt.timedelta(days=7)
    await inside.postman.send_all()
    assert inside.door.said(GRANIT)[-1] == "day 4"


async def test_what_was_tried_and_is_in_doubt_is_not_held_up_by_itself(inside: Inside, wall: Wall) -> None:
    """It was seen once: a bot that is killed in the middle of its courrier would have told it the next day."""
    wall.at = MONDAY
    await _post(inside, "one")
    inside.door.troubles[GRANIT] = [DeliveryUncertain("away")]
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == []
    wall.forward(minutes=2)
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["one"]
