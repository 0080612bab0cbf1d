"""The feed of the anthology's voices: RSS 2.0 as podcast players read it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from commands.traces.epub import plain


@dataclass(frozen=True, slots=True)
class Episode:
    """One voice: its words, whose it is, and its file."""

    title: str
    description: str
    published_at: dt.datetime
    guid: str
    file: str  # its path beside the feed
    size: int  # bytes
    mimetype: str


@dataclass(frozen=True, slots=True)
class Podcast:
    """All of them; `address` is where the folder will be read, with its final slash."""

    title: str
    description: str
    rights: str
    language: str
    address: str
    episodes: Sequence[Episode]


def feed(podcast: Podcast) -> str:
    """The file."""
    items = "".join(_item(podcast, each) for each in podcast.episodes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{plain(podcast.title)}</title><link>{plain(podcast.address)}</link>"
        f"<description>{plain(podcast.description)}</description><language>{podcast.language}</language>"
        f"<copyright>{plain(podcast.rights)}</copyright>{items}</channel></rss>\n"
    )


def _item(podcast: Podcast, episode: Episode) -> str:
    url = quoteattr(urljoin(podcast.address, episode.file))
    return (
        f"<item><title>{plain(episode.title)}</title><description>{plain(episode.description)}</description>"
        f'<guid isPermaLink="false">{plain(episode.guid)}</guid>'
        f"<pubDate>{format_datetime(episode.published_at)}</pubDate>"
        f'<enclosure url={url} length="{episode.size}" type="{episode.mimetype}"/></item>'
    )
