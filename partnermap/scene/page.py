"""Page furniture: title, data-as-at line, legend and key, and the room that they leave for the map."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnermap.scene.fit import Box
from partnermap.scene.legend import ROW, SIZE, groups, legend_height, placed, row_width
from partnermap.scene.model import (
    LEADING,
    KeyEntry,
    LegendEntry,
    Medium,
    TextMark,
    View,
)
from partnermap.scene.style import Style
from partnermap.scene.text import break_words, text_width

MARGIN = 14.0
TITLE_SIZE = 17.0
SUBTITLE_SIZE = 9.5
NOTE_SIZE = 8.0
KEY_SIZE = 7.5
KEY_COLUMN = 150.0
KEY_GAP = 12.0
GAP = 10.0
SCREEN_MARGIN = 6.0
A4_DIAGONAL = 1031.0
HEADING_SIZE = 9.5
HEADING_STEP = 1.7
"""From the top of a heading to its first row, in sizes of the heading."""

EMPTY = "No organisation is shown: none is open on this date, or a filter hides them all."

NAME_AREA = 24.0
FILL = 0.315
LEAST_SIZE, MOST_SIZE = 7.0, 11.0


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the furniture, settled from the data."""

    title: str
    summary: str
    badge: str | None
    note: str | None


@dataclass(frozen=True, eq=False)
class Page:
    """Furniture in its place and the box left for the map."""

    area: Box
    key_box: Box
    texts: tuple[TextMark, ...]
    legend: tuple[LegendEntry, ...]


def paper_view(width: float, height: float, organisations: int) -> View:
    """A view of a page of so many points, with names as large as that many organisations allow."""
    size = _roomy_size(width, height, organisations)
    most = MOST_SIZE * _scale(width, height)
    return View(width, height, Medium.PAPER, font_size=min(max(size, LEAST_SIZE), most))


def most_enlarged(width: float, height: float, organisations: int) -> float:
    """How many times larger than by itself everything may be printed on a page of so many points.

    A page is read from as many times farther away as it is larger than A4. Where names have room for
    more than the size that is ample in the hand, all else grows as they do.
    """
    size = _roomy_size(width, height, organisations)
    return max(1.0, min(math.hypot(width, height) / A4_DIAGONAL, size / MOST_SIZE))


def _roomy_size(width: float, height: float, organisations: int) -> float:
    """The size of names, in points, at which so many have room on a page."""
    area = 0.6 * width * height / max(organisations, 1)
    return float((FILL * area / NAME_AREA) ** 0.5)


def furniture_scale(view: View) -> float:
    """How much larger title, legend and key are than on A4: posters are read from farther away."""
    return _scale(view.width, view.height)


def _scale(width: float, height: float) -> float:
    return max(1.0, math.pow(math.hypot(width, height) / A4_DIAGONAL, 0.5))


def screen_page(view: View, legend: Sequence[LegendEntry]) -> Page:
    """The whole window for the map: title and legend stand in the panels around it."""
    area = Box(0.0, 0.0, view.width, view.height).inside(SCREEN_MARGIN, SCREEN_MARGIN)
    return Page(area, Box(0, 0, 0, 0), (), tuple(legend))


def paper_page(
    view: View, style: Style, wording: Wording, legend: Sequence[LegendEntry], key_height: float
) -> Page:
    """Title on top, legend at the right of a wide page or under the map of a high one, key below."""
    scale = furniture_scale(view)
    full = Box(0.0, 0.0, view.width, view.height).inside(MARGIN, MARGIN)
    texts, top = _header(full, style, wording, scale)
    notes, bottom = _notes(full, style, wording, scale)
    key_box = Box(full.left, bottom - key_height, full.right, bottom)
    bottom = key_box.top - (GAP if key_height else 0.0)
    room = Box(full.left, top, full.right, bottom)
    headings, rows, area = _with_legend(room, style, legend, scale, wide=view.width > view.height)
    return Page(area, key_box, (*texts, *headings, *notes), rows)


Furniture = tuple[list[TextMark], tuple[LegendEntry, ...], Box]


def _with_legend(
    room: Box, style: Style, legend: Sequence[LegendEntry], scale: float, *, wide: bool
) -> Furniture:
    """The legend beside the map of a wide page, smaller or in two columns where it must; else below."""
    tall = [_group_height(rows) for _, rows in groups(legend)]
    least = LEAST_SIZE / SIZE
    for columns, needed, size in (
        (1, sum(tall), scale),
        (1, sum(tall), least),
        (2, max(tall, default=0), least),
    ):
        if wide and needed * size <= room.height:
            return _beside(room, style, legend, size, columns)
    return _below(room, style, legend, min(scale, least) if wide else scale)


def _group_height(rows: Sequence[LegendEntry]) -> float:
    """Height of a heading and its rows at scale 1, with the gap below."""
    return HEADING_SIZE * HEADING_STEP + ROW * len(rows) + GAP


def _beside(
    room: Box, style: Style, legend: Sequence[LegendEntry], scale: float, columns: int
) -> Furniture:
    """The legend at the right, its groups under headings, in one column or in one for each group."""
    step = row_width(legend, style.font, scale) + GAP
    left = room.right - step * columns + GAP
    headings: list[TextMark] = []
    rows: list[LegendEntry] = []
    x, y = left, room.top
    for title, group in groups(legend):
        size = HEADING_SIZE * scale
        headings.append(TextMark("heading", title, x, y + size, size, True, style.ink))
        first, high = y + size * HEADING_STEP, len(group) * ROW * scale
        rows.extend(placed(group, Box(x, first, room.right, first + high), style.font, scale))
        x, y = (x + step, y) if columns > 1 else (x, y + _group_height(group) * scale)
    return headings, tuple(rows), Box(room.left, room.top, left - GAP, room.bottom)


def _below(room: Box, style: Style, legend: Sequence[LegendEntry], scale: float) -> Furniture:
    """The legend in columns under the map."""
    high = legend_height(legend, room.width, style.font, scale)
    box = Box(room.left, room.bottom - high, room.right, room.bottom)
    rows = placed(legend, box, style.font, scale)
    return [], rows, Box(room.left, room.top, room.right, box.top - GAP)


def _header(full: Box, style: Style, wording: Wording, scale: float) -> tuple[list[TextMark], float]:
    rows = [
        ("title", wording.title, TITLE_SIZE * scale, True, style.ink),
        ("subtitle", wording.summary, SUBTITLE_SIZE * scale, False, style.muted),
    ]
    if wording.badge:
        rows.append(("badge", wording.badge, SUBTITLE_SIZE * scale, True, style.warning))
    y = full.top
    texts: list[TextMark] = []
    for role, text, size, bold, colour in rows:
        for line in break_words(text, size, style.font, bold, full.width):
            texts.append(TextMark(role, line, full.left, y + size * 0.95, size, bold, colour))
            y += size * 1.3
    return texts, y + GAP / 2


def _notes(full: Box, style: Style, wording: Wording, scale: float) -> tuple[list[TextMark], float]:
    """The note at the foot and where the room above it ends."""
    if wording.note is None:
        return [], full.bottom
    size = NOTE_SIZE * scale
    lines = break_words(wording.note, size, style.font, False, full.width)
    step = size * LEADING
    first = full.bottom - step * len(lines)
    marks = [
        TextMark("note", line, full.left, first + step * place + 0.95 * size, size, False, style.muted)
        for place, line in enumerate(lines)
    ]
    return marks, first - GAP / 2


def empty_words(area: Box, style: Style, view: View) -> TextMark:
    """What stands in the middle of a page without organisations."""
    size = HEADING_SIZE * furniture_scale(view)
    x = (area.left + area.right - text_width(EMPTY, size, style.font)) / 2
    return TextMark("note", EMPTY, x, (area.top + area.bottom) / 2, size, False, style.muted)


def key_entries(
    names: Sequence[str],
    rows: Sequence[int],
    room: tuple[float, float],
    family: str,
    names_size: float,
) -> tuple[tuple[KeyEntry, ...], float]:
    """The key in columns, from y 0 downwards, and its height; as large as the names where that fits.

    Args:
        names: of all organisations.
        rows: the organisations in the key, in its order.
        room: width, and the greatest height; entries beyond it are left out.
        family: the font.
        names_size: of the names on the map.
    """
    largest = max(1.0, names_size / KEY_SIZE)
    found: tuple[tuple[KeyEntry, ...], float] = ((), 0.0)
    for scale in (largest, (largest + 1.0) / 2, 1.0):
        found = _key_at(scale, names, rows, room, family)
        if len(found[0]) == len(rows):
            break
    return found


def _key_at(
    scale: float, names: Sequence[str], rows: Sequence[int], room: tuple[float, float], family: str
) -> tuple[tuple[KeyEntry, ...], float]:
    """The key in one size, with as many entries as fit."""
    width, most = room
    size, gap = KEY_SIZE * scale, KEY_GAP * scale
    columns = max(1, int((width + gap) // (KEY_COLUMN * scale + gap)))
    step = (width + gap) / columns
    indent = text_width(f"{len(rows)} ", size, family, True) + 3.0
    wrapped = [break_words(names[row], size, family, False, step - gap - indent) for row in rows]
    high = min(_least_rows(wrapped, columns), int(most / (LEADING * size)))
    entries, column, down = [], 0, 0
    for place, (row, lines) in enumerate(zip(rows, wrapped, strict=True)):
        if len(lines) > high:
            continue
        if down + len(lines) > high:
            column, down = column + 1, 0
        if column == columns:
            break
        x, y = column * step, (down * LEADING + 0.95) * size
        entries.append(KeyEntry(place + 1, row, names[row], lines, x, y, x + indent, size))
        down += len(lines)
    return tuple(entries), high * LEADING * size


def key_in(box: Box, key: Sequence[KeyEntry]) -> tuple[KeyEntry, ...]:
    """The entries moved into their box."""
    return tuple(
        replace(entry, x=entry.x + box.left, text_x=entry.text_x + box.left, y=entry.y + box.top)
        for entry in key
    )


def _least_rows(wrapped: Sequence[Sequence[str]], columns: int) -> int:
    """The least height, in lines, at which the entries fit the columns without being torn."""
    lines = sum(len(entry) for entry in wrapped)
    high = max(-(-lines // columns), max((len(entry) for entry in wrapped), default=0))
    while _columns_used(wrapped, high) > columns:
        high += 1
    return high


def _columns_used(wrapped: Sequence[Sequence[str]], high: int) -> int:
    columns, down = 1, 0
    for lines in wrapped:
        if down + len(lines) > high:
            columns, down = columns + 1, 0
        down += len(lines)
    return columns
