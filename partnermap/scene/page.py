"""Page furniture: title, data-as-at line, legend and key, and the room that they leave for the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.scene.fit import Box
from partnermap.scene.legend import ROW, placed, row_width, rows_high
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
MOST_COLUMN_SHARE = 0.3
NAME_AREA = 24.0
FILL = 0.25
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
    area = 0.6 * width * height / max(organisations, 1)
    size = (FILL * area / NAME_AREA) ** 0.5
    return View(width, height, Medium.PAPER, font_size=min(max(size, LEAST_SIZE), MOST_SIZE))


def screen_page(view: View, legend: Sequence[LegendEntry]) -> Page:
    """The whole window for the map: title and legend stand in the panels around it."""
    area = Box(0.0, 0.0, view.width, view.height).inside(SCREEN_MARGIN, SCREEN_MARGIN)
    return Page(area, Box(0, 0, 0, 0), (), tuple(legend))


def paper_page(
    view: View, style: Style, wording: Wording, legend: Sequence[LegendEntry], key_height: float
) -> Page:
    """Title on top, legend at the right of a wide page or under the map of a high one, key below."""
    full = Box(0.0, 0.0, view.width, view.height).inside(MARGIN, MARGIN)
    texts, top = _header(full, style, wording)
    notes, bottom = _notes(full, style, wording)
    key_box = Box(full.left, bottom - key_height, full.right, bottom)
    bottom = key_box.top - (GAP if key_height else 0.0)
    if view.width > view.height:
        side = min(row_width(legend, style.font), MOST_COLUMN_SHARE * full.width)
        box = Box(full.right - side, top, full.right, max(bottom, top + ROW * len(legend)))
        area = Box(full.left, top, box.left - GAP, bottom)
    else:
        high = rows_high(legend, full.width, style.font) * ROW
        box = Box(full.left, bottom - high, full.right, bottom)
        area = Box(full.left, top, full.right, box.top - GAP)
    return Page(area, key_box, (*texts, *notes), placed(legend, box, style.font))


def _header(full: Box, style: Style, wording: Wording) -> tuple[list[TextMark], float]:
    y = full.top
    texts: list[TextMark] = []
    rows = [("title", wording.title, TITLE_SIZE, True, style.ink)]
    rows.append(("subtitle", wording.summary, SUBTITLE_SIZE, False, style.muted))
    if wording.badge:
        rows.append(("badge", wording.badge, SUBTITLE_SIZE, True, style.warning))
    for role, text, size, bold, colour in rows:
        for line in break_words(text, size, style.font, bold, full.width):
            texts.append(TextMark(role, line, full.left, y + size * 0.95, size, bold, colour))
            y += size * 1.3
    return texts, y + GAP / 2


def _notes(full: Box, style: Style, wording: Wording) -> tuple[list[TextMark], float]:
    """The note at the foot and where the room above it ends."""
    if wording.note is None:
        return [], full.bottom
    lines = break_words(wording.note, NOTE_SIZE, style.font, False, full.width)
    step = NOTE_SIZE * LEADING
    first = full.bottom - step * len(lines)
    marks = [
        TextMark(
            "note", line, full.left, first + step * place + NOTE_SIZE, NOTE_SIZE, False, style.muted
        )
        for place, line in enumerate(lines)
    ]
    return marks, first - GAP / 2


def key_entries(
    names: Sequence[str], rows: Sequence[int], width: float, family: str
) -> tuple[tuple[KeyEntry, ...], float]:
    """The key in columns across a width, from y 0 downwards, and its height."""
    columns = max(1, int((width + KEY_GAP) // (KEY_COLUMN + KEY_GAP)))
    step = (width + KEY_GAP) / columns
    indent = text_width(f"{len(rows)} ", KEY_SIZE, family, True) + 3.0
    wrapped = [break_words(names[row], KEY_SIZE, family, False, step - KEY_GAP - indent) for row in rows]
    tallest = max((len(lines) for lines in wrapped), default=0)
    high = max(-(-sum(len(lines) for lines in wrapped) // columns), tallest)
    while _columns_used(wrapped, high) > columns:
        high += 1
    entries, column, down = [], 0, 0
    for place, (row, lines) in enumerate(zip(rows, wrapped, strict=True)):
        if down + len(lines) > high:
            column, down = column + 1, 0
        x, y = column * step, (down * LEADING + 0.95) * KEY_SIZE
        entries.append(KeyEntry(place + 1, row, names[row], lines, x, y, x + indent, KEY_SIZE))
        down += len(lines)
    return tuple(entries), high * LEADING * KEY_SIZE


def _columns_used(wrapped: Sequence[Sequence[str]], high: int) -> int:
    columns, down = 1, 0
    for lines in wrapped:
        if down + len(lines) > high:
            columns, down = columns + 1, 0
        down += len(lines)
    return columns
