"""A period's figures as one HTML file: read on a phone or printed, in light and in dark, with nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from commands.kit.message import Joined, Message
from commands.kit.pictures import Ink
from commands.kit.speech import ShortDay
from commands.report import pictured as say
from commands.report.gathering import Gathered, Reviewed
from commands.report.messages import ReportTimes
from commands.report.picturing import Picture, category_named, pictures
from commands.report.telling import by_quarters, days_of, fulfilled, links, mechanisms, posted, year_of
from storage.people import Language
from storage.sayings import File, Speak
from storage.values import Moment, Span

_MIME = "text/html"
# drawn in these, which stand for what a reader's light or dark asks for
_INK = Ink(text="#010101", paper="#020202", accent="#030303", faint="#040404")
_STANDS_FOR = {
    _INK.text: "var(--ink)",
    _INK.paper: "var(--paper)",
    _INK.accent: "var(--accent)",
    _INK.faint: "var(--faint)",
}
_STYLE = """
:root{color-scheme:light dark;--ink:#1d2733;--paper:#fbfaf7;--accent:#3d8ea8;--faint:#b9bfc4}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#171b20;--accent:#5fb0ca;--faint:#4c555e}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem;max-width:62rem;background:var(--paper);color:var(--ink);
 font:1rem/1.5 system-ui,"DejaVu Sans",sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.1rem;margin:0 0 .5rem}
.made{margin:0 0 1.5rem;opacity:.8}
.parts{columns:2 19rem;column-gap:1.25rem}.pictures{margin-top:1.25rem}
.parts>:last-child{margin-bottom:0}
section,figure{margin:0 0 1.25rem;padding:1rem;border:1px solid var(--faint);border-radius:.5rem;break-inside:avoid}
figure svg{display:block;width:100%;max-width:26rem;height:auto;margin:0 auto .75rem}
figure svg text{font-family:system-ui,"DejaVu Sans",sans-serif!important}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.2rem .4rem .2rem 0;border-top:1px solid var(--faint);vertical-align:top;
 overflow-wrap:anywhere}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
p{margin:.25rem 0}ul{margin:0;padding-left:1.1rem}blockquote{margin:0 0 .75rem;padding-left:.75rem;
 border-left:3px solid var(--accent)}blockquote footer{font-size:.9rem}
.notes{margin-top:1.5rem;font-size:.9rem}
@media (max-width:30rem){body{padding:.75rem}section{padding:.75rem}figure{padding:.75rem .4rem}}
@page{size:A4;margin:15mm}
@media print{:root{font-size:10pt;color-scheme:light;--ink:#000;--paper:#fff;--accent:#3d8ea8;--faint:#999}
 body{padding:0 1px;max-width:none}.parts{column-gap:.75rem}.pictures{margin-top:.75rem}
 section,figure{border-radius:0;margin-bottom:.75rem;padding:.6rem}.notes{margin-top:0}
 .pictures{columns:auto}figure{display:grid;grid-template-columns:10fr 11fr;column-gap:.75rem;align-items:start}
 figure svg{margin:0}h2{break-after:avoid}tr,li,blockquote{break-inside:avoid}p{orphans:3;widows:3}
 section:has(blockquote,li){break-inside:auto;-webkit-box-decoration-break:clone;box-decoration-break:clone}
 *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def document(figures: Gathered, language: Language) -> File:
    """To be sent: `bilan-2021-01-01-2021-03-31.html`."""
    name = f"bilan-{figures.period.first}-{figures.period.last}.html"
    return File(name, _MIME, lambda speak: page(figures, speak, language).encode())


def page(figures: Gathered, speak: Speak, language: Language) -> str:
    """The same figures give the same page."""
    days, so_far = days_of(figures.period), figures.is_under_way
    title = escape(speak(say.PageTitle(days=days, year=year_of(figures), so_far=so_far)))
    made = escape(speak(say.PageMade(day=Moment(figures.today), year=str(figures.today.year))))
    parts, drawn = "\n".join(_sections(figures, speak)), "\n".join(_figures(figures, speak))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{title}</h1>\n<p class="made">{made}</p>\n'
        f'<main>\n<div class="parts">\n{parts}\n</div>\n<div class="parts pictures">\n{drawn}\n</div>\n</main>\n'
        f"{_notes(speak)}\n</body>\n</html>\n"
    )


def _sections(figures: Gathered, speak: Speak) -> list[str]:
    """What is not drawn, and what the drawings do not tell."""
    first = _lines(speak, [posted(figures), fulfilled(figures), links(figures)])
    time = _lines(speak, [ReportTimes(held=figures.held, shared=figures.shared)])
    sheets = _lines(speak, [mechanisms(figures.mechanisms)]) + _reviews(figures, speak)
    made = [
        _section(speak, say.Part.EXCHANGE, first),
        _section(speak, say.Part.TIME, time),
        _section(speak, say.Part.SOLIDARITY, _lines(speak, by_quarters(figures))),
        _section(speak, say.Part.MECHANISMS, sheets),
    ]
    if figures.milestones:
        made.append(_section(speak, say.Part.MILESTONES, _milestones(figures, speak)))
    if figures.quotes:
        made.append(_section(speak, say.Part.QUOTES, _quotes(figures, speak)))
    return made


def _section(speak: Speak, part: say.Part, body: str) -> str:
    return f"<section>\n<h2>{escape(speak(say.PartTitle(part=part)))}</h2>\n{body}\n</section>"


def _lines(speak: Speak, messages: Iterable[Message]) -> str:
    return "\n".join(f"<p>{escape(speak(each))}</p>" for each in messages)


def _reviews(figures: Gathered, speak: Speak) -> str:
    rows = [
        (f"{each.ref} {each.name}", speak(say.DaySaid(day=ShortDay(each.on))), _help(each, speak))
        for each in figures.mechanisms.reviews
    ]
    heads = [say.Head.MECHANISM, say.Head.DAY, say.Head.HELP]
    return _table(speak, heads, rows) if rows else ""


def _help(review: Reviewed, speak: Speak) -> str:
    return speak(say.HelpSaid(mean=review.usefulness)) if review.usefulness is not None else "–"


def _milestones(figures: Gathered, speak: Speak) -> str:
    days = [(each, Span(Moment(each.first), Moment(each.last))) for each in figures.milestones]
    said = [speak(say.MilestoneDated(ref=each.ref, title=each.title, days=span)) for each, span in days]
    return "<ul>\n" + "\n".join(f"<li>{escape(each)}</li>" for each in said) + "\n</ul>"


def _quotes(figures: Gathered, speak: Speak) -> str:
    """Whole and signed, under the licence that their authors agreed to."""
    made = [
        f"<blockquote><p>{escape(each.words)}</p>"
        f"<footer>{escape(speak(say.QuoteSigned(by=each.by, ref=each.ref)))}</footer></blockquote>"
        for each in figures.quotes
    ]
    return "\n".join(made)


# ── pictures, each with its words ──


def _figures(figures: Gathered, speak: Speak) -> list[str]:
    links_picture, mechanisms_picture, needs_picture = pictures(figures)
    return [
        _figure(links_picture, speak, _links_table(figures, speak)),
        _figure(mechanisms_picture, speak, _steps_table(figures, speak)),
        _figure(needs_picture, speak, _needs_table(figures, speak)),
    ]


def _figure(picture: Picture, speak: Speak, table: str) -> str:
    drawn = picture.svg(_INK, speak)
    for colour, meaning in _STANDS_FOR.items():
        drawn = drawn.replace(colour, meaning)
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(speak(picture.alt))}" ', 1)
    return f"<figure>\n{_own_names(drawn, picture.scene.name)}\n<figcaption>{table}</figcaption>\n</figure>"


def _own_names(drawn: str, name: str) -> str:
    """Three drawings on one page: what one of them names must not be taken for another's."""
    for before in ('id="', 'xlink:href="#', "url(#"):
        drawn = drawn.replace(before, f"{before}{name}-")
    return drawn


def _links_table(figures: Gathered, speak: Speak) -> str:
    rows = [
        (" – ".join(edge.pair), speak(say.LinkCounted(kind=kind, count=len(origins), refs=Joined(origins, by=", "))))
        for edge in figures.edges
        for kind, origins in edge.origins.items()
    ]
    return _table(speak, [say.Head.ILOTS, say.Head.LINK], rows)


def _steps_table(figures: Gathered, speak: Speak) -> str:
    rows = [(speak(say.DaySaid(day=ShortDay(step.day))), str(step.count)) for step in figures.mechanisms.steps]
    return _table(speak, [say.Head.SINCE, say.Head.IN_PLACE], rows)


def _needs_table(figures: Gathered, speak: Speak) -> str:
    rows = [(speak(category_named(each)), str(each.open), str(each.fulfilled)) for each in figures.categories]
    return _table(speak, [say.Head.CATEGORY, say.Head.OPEN, say.Head.FULFILLED], rows)


def _table(speak: Speak, heads: Sequence[say.Head], rows: Iterable[Sequence[str]]) -> str:
    numbers = {say.Head.IN_PLACE, say.Head.OPEN, say.Head.FULFILLED, say.Head.HELP}
    kinds = [' class="n"' if head in numbers else "" for head in heads]
    top = "".join(
        f'<th scope="col"{kind}>{escape(speak(say.TableHead(head=head)))}</th>'
        for head, kind in zip(heads, kinds, strict=True)
    )
    body = "\n".join(
        "<tr>" + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _notes(speak: Speak) -> str:
    """How each figure is counted, so that anybody can count again."""
    return f'<section class="notes">\n<h2>{escape(speak(say.PartTitle(part=say.Part.NOTES)))}</h2>\n' + (
        "\n".join(f"<p>{escape(line)}</p>" for line in speak(say.HowCounted()).splitlines()) + "\n</section>"
    )
