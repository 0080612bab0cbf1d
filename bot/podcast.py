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
    """All of them; `address` is where the folder will be read, with its final slash, `file` and `cover` lie in it."""

    title: str
    description: str
    rights: str
    language: str
    address: str
    episodes: Sequence[Episode]
    file: str = "podcast.xml"
    cover: str = "cover.png"


_SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)
_ABOUT = (
    '<itunes:category text="Society &amp; Culture"><itunes:category text="Personal Journals"/></itunes:category>'
    "<itunes:explicit>false</itunes:explicit><itunes:type>episodic</itunes:type>"
    "<podcast:license>cc-by-nd-4.0</podcast:license><podcast:locked>no</podcast:locked>"
)


def feed(podcast: Podcast) -> str:
    """The file: RSS 2.0, with what podcast directories want besides."""
    items = "".join(_item(podcast, each) for each in podcast.episodes)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {_SPACES}><channel>'
        f'<atom:link href={_at(podcast, podcast.file)} rel="self" type="application/rss+xml"/>'
        f"<title>{plain(podcast.title)}</title><link>{plain(podcast.address)}</link>"
        f"<description>{plain(podcast.description)}</description><language>{podcast.language}</language>"
        f"<copyright>{plain(podcast.rights)}</copyright><itunes:author>{plain(podcast.title)}</itunes:author>"
        f"<itunes:image href={_at(podcast, podcast.cover)}/>{_ABOUT}{items}</channel></rss>\n"
    )


def _item(podcast: Podcast, episode: Episode) -> str:
    url = _at(podcast, episode.file)
    return (
        f"<item><title>{plain(episode.title)}</title><description>{plain(episode.description)}</description>"
        f'<guid isPermaLink="false">{plain(episode.guid)}</guid>'
        f"<pubDate>{format_datetime(episode.published_at)}</pubDate>"
        f'<enclosure url={url} length="{episode.size}" type="{episode.mimetype}"/></item>'
    )


def _at(podcast: Podcast, file: str) -> str:
    """Its address, quoted."""
    return quoteattr(urljoin(podcast.address, file))
