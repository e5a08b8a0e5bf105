"""Drawing: the sheet a chart is drawn on, from the heading down; it measures every word it writes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from partnermap.domain.record import About
from partnermap.scene.chart.hatching import WIDTH, hatch_lines
from partnermap.scene.chart.look import Look, Shade
from partnermap.scene.chart.model import (
    NO_MARK,
    Area,
    Box,
    ChartScene,
    Mark,
    Points,
    Stroke,
    Twin,
    Writing,
)
from partnermap.scene.model import ASCENT, LEADING
from partnermap.scene.text import break_words, text_width

MIDDLE = 0.36
"""From the middle of capital letters down to the baseline, in font sizes."""

NOTHING = "–"
"""What a table says where there is no figure to say."""

_TITLE = 1.15


class Drawing:
    """Collects shapes, words and marks; `y` is how far down the sheet is filled."""

    def __init__(self, look: Look, title: str) -> None:
        self.look = look
        self.style = look.style
        self.palette = look.palette
        self.size = look.size
        self.y = 0.0
        self._title = title
        self._shapes: list[Area | Stroke] = []
        self._words: list[Writing] = []
        self._marks: list[Mark] = []
        if look.headed and title:
            self.paragraph(title, size=look.size * _TITLE, bold=True)
            self.y += 0.5 * look.size

    @property
    def row(self) -> float:
        """Height of a line of ordinary words."""
        return self.size * LEADING

    @property
    def bar(self) -> float:
        """Height of a bar with words in it."""
        return round(self.size * 1.55)

    def mark(self, name: str, about: Iterable[About] = (), *, each_once: bool = False) -> int:
        """A new mark, to which belongs what is drawn with its number; `each_once` looks for no twins."""
        records = tuple(about if each_once else dict.fromkeys(about))
        self._marks.append(Mark(name, records, (0.0, 0.0, 0.0, 0.0)))
        return len(self._marks) - 1

    def area(
        self,
        points: Points,
        fill: str | None,
        outline: str | None = None,
        *,
        width: float = 1.0,
        dash: tuple[float, ...] = (),
        mark: int = NO_MARK,
    ) -> None:
        """A polygon."""
        self._shapes.append(Area(points, fill, outline, width, dash, mark))

    def shaded(self, points: Points, shade: Shade, mark: int = NO_MARK) -> None:
        """A polygon in a shade: fill, hatch, outline."""
        self.area(points, shade.fill, mark=mark)
        for line in hatch_lines(points, shade.hatching):
            self.stroke(line, shade.hatch, WIDTH)
        self.area(points, None, shade.outline, dash=shade.dash, mark=mark)

    def stroke(
        self,
        points: Points,
        colour: str,
        width: float = 1.0,
        dash: tuple[float, ...] = (),
        mark: int = NO_MARK,
        *,
        behind: bool = False,
    ) -> None:
        """A line, in front of what is drawn so far or behind all of it."""
        at = 0 if behind else len(self._shapes)
        self._shapes.insert(at, Stroke(points, colour, width, dash, mark))

    def upright(
        self,
        x: float,
        top: float,
        bottom: float,
        colour: str,
        width: float,
        *,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A line straight down that leaves out the words written so far."""
        boxes = sorted(
            (box[1] - 1, box[3] + 1)
            for box in (words.box for words in self._words)
            if box[0] - 2 < x < box[2] + 2 and box[3] > top and box[1] < bottom
        )
        for high, low in (*boxes, (bottom, bottom)):
            if high > top:
                self.stroke(((x, top), (x, min(high, bottom))), colour, width, dash)
            top = max(top, low)

    def write(
        self,
        words: str,
        x: float,
        baseline: float,
        *,
        align: str = "left",
        colour: str | None = None,
        size: float | None = None,
        bold: bool = False,
        mark: int = NO_MARK,
    ) -> None:
        """One line of words."""
        self._words.append(
            Writing(
                words,
                x,
                baseline,
                size or self.size,
                colour or self.style.ink,
                self.style.font,
                bold,
                align,
                mark,
            )
        )

    def block(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        *,
        align: str = "left",
        colour: str | None = None,
        bold: bool = False,
        mark: int = NO_MARK,
    ) -> None:
        """Several lines below each other, from the top."""
        for number, line in enumerate(lines):
            y = top + self.size * ASCENT + number * self.row
            self.write(line, x, y, align=align, colour=colour, bold=bold, mark=mark)

    def inside(self, words: str, box: Box, shade: Shade, mark: int) -> bool:
        """Write on a shaded box where there is room, on a plate that keeps the hatch off."""
        left, top, right, bottom = box
        wide = self.wide(words)
        if wide + 0.8 * self.size > right - left:
            return False
        middle, y = (left + right) / 2, (top + bottom) / 2
        if shade.hatching.value != "none":
            half, high = wide / 2 + 2, 0.55 * self.size
            self.area(rectangle(middle - half, y - high, middle + half, y + high), shade.fill)
        baseline = y + MIDDLE * self.size
        self.write(words, middle, baseline, align="centre", colour=shade.ink, mark=mark)
        return True

    def wide(self, words: str, *, bold: bool = False) -> float:
        """Width of ordinary words."""
        return text_width(words, self.size, self.style.font, bold)

    def folded(self, words: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """Words in lines of at most that width; nothing is left out."""
        return break_words(words, self.size, self.style.font, bold, width)

    def column(self, titles: Iterable[str], share: float, *, bold: bool = False) -> float:
        """Width for row labels: as wide as the widest, at most a share of the sheet."""
        widest = max((self.wide(title, bold=bold) for title in titles), default=0.0)
        return min(widest + 1, share * self.look.width)

    def paragraph(
        self, words: str, *, size: float | None = None, bold: bool = False, colour: str | None = None
    ) -> None:
        """Words over the whole width at `y`, which moves below them."""
        high = size or self.size
        for line in break_words(words, high, self.style.font, bold, self.look.width):
            self.write(line, 0.0, self.y + ASCENT * high, size=high, bold=bold, colour=colour)
            self.y += LEADING * high

    def note(self, words: str) -> None:
        """Quiet words at `y`."""
        if words:
            self.y += 0.35 * self.size
            self.paragraph(words, colour=self.style.muted)

    def legend(self, entries: Sequence[tuple[str, Shade]]) -> None:
        """Samples with their words in rows that fit the width."""
        box, x = self.size * 1.1, 0.0
        for title, shade in entries:
            lines = self.folded(title, self.look.width - 1.5 * box)
            wide = 1.5 * box + max(self.wide(line) for line in lines)
            if x and x + wide > self.look.width:
                x, self.y = 0.0, self.y + self.row + 5
            top = self.y + 1
            self.shaded(rectangle(x + 0.5, top, x + box + 0.5, top + box), shade)
            self.block(lines, x + 1.5 * box, self.y)
            x += wide + 1.6 * self.size
            self.y += (len(lines) - 1) * self.row
        if entries:
            self.y += self.row + 0.7 * self.size

    def is_full(self, next_height: float) -> bool:
        """Whether a row of that height would stand below the lowest edge allowed."""
        return self.y + next_height > self.look.most_height

    def done(self, alt: str, twin: Twin) -> ChartScene:
        """The finished chart, as high as what was drawn."""
        return ChartScene(
            self.look.width,
            self.y + 2,
            self.style.background,
            self.style.font,
            self._title,
            tuple(self._shapes),
            tuple(self._words),
            self._boxed(),
            alt,
            twin,
        )

    def _boxed(self) -> tuple[Mark, ...]:
        boxes: list[list[Box]] = [[] for _ in self._marks]
        for shape in self._shapes:
            if shape.mark != NO_MARK:
                boxes[shape.mark].append(bounds(shape.points))
        for words in self._words:
            if words.mark != NO_MARK and not boxes[words.mark]:
                boxes[words.mark].append(words.box)
        return tuple(
            replace(mark, box=_union(found) if found else mark.box)
            for mark, found in zip(self._marks, boxes, strict=True)
        )


def rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    """The corners of a box."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def bounds(points: Points) -> Box:
    """The box round points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _union(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def left_over(drawn: int, everything: int) -> str:
    """What a chart says when rows found no room."""
    missing = everything - drawn
    if not missing:
        return ""
    return f"{missing:,} more {'row stands' if missing == 1 else 'rows stand'} in the table only."


def alt_in_full(scene: ChartScene) -> str:
    """The alternative text with every row of the twin, for a chart that stands without its table."""
    rows = scene.twin.rows
    return scene.alt.replace(first_rows(rows), first_rows(rows, len(rows)))


def first_rows(rows: Sequence[Sequence[str]], most: int = 6) -> str:
    """The first rows of a twin as sentences for the alternative text."""
    said = [f"{row[0]}: {', '.join(cell for cell in row[1:] if cell)}." for row in rows[:most]]
    rest = len(rows) - most
    if rest > 0:
        said.append(f"The table has {rest:,} more {'row' if rest == 1 else 'rows'}.")
    return " ".join(said)
