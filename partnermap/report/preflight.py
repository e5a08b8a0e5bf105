"""What is wrong with a map before it is printed, as data, with the ways out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from partnermap.report.paper import PAPERS, READS_WELL, Advice, advice_for
from partnermap.scene.crossings import over_points
from partnermap.scene.marks import symbol_corners
from partnermap.scene.model import LEADING, Floats, Scene
from partnermap.scene.symbols import symbol_reach
from partnermap.scene.text import INSTALL_A_FONT, is_drawable, text_width
from partnermap.shell.words import counted

LEAST_SIZE = 7.0
"""Points; smaller print is not read."""

LONG_NAME = 100
"""Letters; a longer name takes several lines, which no paper has for many."""

_SLACK = 0.01
_MOST_NAMED = 3


class Trouble(StrEnum):
    """What may be wrong with a printed map."""

    CROWDED = "more organisations than the paper shows well"
    KEYED = "names in the key"
    UNNAMED = "names left out"
    OVERLAPPING = "overlapping"
    CLIPPED = "cut off"
    TOO_SMALL = "too small"
    NO_GLYPH = "characters that the fonts lack"


class WayOut(StrEnum):
    """What helps."""

    SHORTER = "shorten the longest names in their register"
    LARGER = "take larger paper"
    SPLIT = "print one page for each sector"
    FEWER = "show fewer kinds of link or fewer organisations with a filter"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, how often, in a sentence, and what helps, the best first."""

    trouble: Trouble
    count: int
    words: str
    ways_out: tuple[WayOut, ...] = ()

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        if not self.ways_out:
            return self.words
        first, *rest = self.ways_out
        ways = ", or ".join([first.value, *(way.value for way in rest)])
        return f"{self.words} To mend it, {ways}."


@dataclass(frozen=True, slots=True)
class Checked:
    """What a user should know of a map before it is printed: advice, faults, pages left out."""

    advice: Advice
    findings: tuple[Finding, ...]
    left_out: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The advice on paper, which pages there are none of, then everything that is wrong."""
        told = (self.advice.words, self.left_out, *(finding.sentence for finding in self.findings))
        return tuple(words for words in told if words)


def checked(scenes: Sequence[Scene], paper: str, left_out: str = "") -> Checked:
    """The advice for the first of some maps, and what is wrong with all of them."""
    return Checked(advice_for(len(scenes[0].organisation_ids)), preflight(scenes, paper), left_out)


def preflight(scenes: Sequence[Scene], paper: str) -> tuple[Finding, ...]:
    """Everything that is wrong with some maps on a paper; nothing where all is well.

    Args:
        scenes: composed for paper.
        paper: the name of the sheet that they are printed on.
    """
    found: dict[Trouble, Finding] = {}
    for scene in scenes:
        for finding in _findings(scene, paper):
            known = found.get(finding.trouble)
            if known is None or finding.count > known.count:
                found[finding.trouble] = finding
    return tuple(found[trouble] for trouble in Trouble if trouble in found)


def _findings(scene: Scene, paper: str) -> Iterator[Finding]:
    ways = _ways(scene, paper)
    drawn = len(scene.organisation_ids)
    if drawn > READS_WELL[paper]:
        said = f"{paper} shows up to {READS_WELL[paper]} organisations well; this map has {drawn}."
        yield Finding(Trouble.CROWDED, drawn, said, ways)
    for trouble, count, words in _COUNTED:
        if number := count(scene):
            shorter = _shorter(scene) if trouble in _OF_NAMES else ()
            yield Finding(trouble, number, words(number), (*shorter, *ways))
    names = [row.organisation for row in scene.adjacency if not is_drawable(row.organisation)]
    if names:
        few = "; ".join(map(_shown, names[:_MOST_NAMED])) + (
            " and others" if len(names) > _MOST_NAMED else ""
        )
        said = f"No font here has all characters of {few}: they print as boxes; {INSTALL_A_FONT}."
        yield Finding(Trouble.NO_GLYPH, len(names), said)


def _shown(name: str) -> str:
    """A name as it can be said: without signs that steer a terminal."""
    return "".join(sign for sign in name if sign.isprintable())


def _ways(scene: Scene, paper: str) -> tuple[WayOut, ...]:
    """On the largest paper pages for sectors are the next thing, also for a map that is not large."""
    drawn = len(scene.organisation_ids)
    is_largest = paper == max(PAPERS, key=lambda name: PAPERS[name])
    should_split = advice_for(drawn).should_split or (is_largest and drawn > READS_WELL["A4"])
    larger = () if is_largest else (WayOut.LARGER,)
    split = (WayOut.SPLIT,) if should_split else ()
    return (*larger, *split, WayOut.FEWER)


def _shorter(scene: Scene) -> tuple[WayOut, ...]:
    is_long = any(len(row.organisation) > LONG_NAME for row in scene.adjacency)
    return (WayOut.SHORTER,) if is_long else ()


def _keyed(scene: Scene) -> int:
    return len(scene.key)


def _unnamed(scene: Scene) -> int:
    named = {label.organisation for label in scene.labels if label.number is None}
    return len(scene.organisation_ids) - len(named | {entry.organisation for entry in scene.key})


def _overlapping(scene: Scene) -> int:
    """Names that touch a name or a symbol."""
    boxes = _boxes(scene)
    touched = over_points(boxes, symbol_corners(scene.symbols))
    x, y = scene.positions.T
    for row, (left, top, right, bottom) in enumerate(boxes):
        away = np.hypot(np.clip(x, left, right) - x, np.clip(y, top, bottom) - y)
        touched[row] |= bool((away < scene.radii).any())
        rest = np.delete(boxes, row, axis=0)
        over = (rest[:, :2] < (right, bottom)).all(axis=1) & (rest[:, 2:] > (left, top)).all(axis=1)
        touched[row] |= bool(over.any())
    return int(touched.sum())


def _clipped(scene: Scene) -> int:
    """Names, symbols and other words that reach beyond the page."""
    reach = symbol_reach(scene.radii)[:, None]
    symbols = np.hstack([scene.positions - reach, scene.positions + reach])
    words = np.array(
        [
            (m.x, m.y - m.size, m.x + text_width(m.text, m.size, scene.font, m.bold), m.y)
            for m in scene.texts
        ]
    ).reshape(-1, 4)
    key = np.array(
        [(e.x, e.y - e.size, e.text_x, e.y + (len(e.lines) - 1) * LEADING * e.size) for e in scene.key]
    ).reshape(-1, 4)
    every = np.vstack([_boxes(scene), symbols, words, key])
    beyond = every[:, 2:] > np.array((scene.view.width, scene.view.height)) + _SLACK
    return int(((every[:, :2] < -_SLACK) | beyond).any(axis=1).sum())


def _too_small(scene: Scene) -> int:
    sizes = [
        *(label.size for label in scene.labels),
        *(entry.size for entry in scene.key),
        *(mark.size for mark in scene.texts),
        *(letter.size for letter in scene.letters),
        *(row.size for row in scene.legend),
    ]
    return sum(size < LEAST_SIZE - _SLACK for size in sizes)


def _boxes(scene: Scene) -> Floats:
    rows = [(item.x, item.y, item.x + item.width, item.y + item.height) for item in scene.labels]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


_OF_NAMES = frozenset({Trouble.KEYED, Trouble.UNNAMED})

_COUNTED: tuple[tuple[Trouble, Callable[[Scene], int], Callable[[int], str]], ...] = (
    (
        Trouble.KEYED,
        _keyed,
        lambda n: (
            f"{counted(n, 'name finds', 'names find')} no room on the map and "
            f"{'stands' if n == 1 else 'stand'} in the key below it, under a number."
        ),
    ),
    (
        Trouble.UNNAMED,
        _unnamed,
        lambda n: f"{counted(n, 'name is', 'names are')} left out, even of the key.",
    ),
    (
        Trouble.OVERLAPPING,
        _overlapping,
        lambda n: f"{counted(n, 'name lies', 'names lie')} over another name or a symbol.",
    ),
    (
        Trouble.CLIPPED,
        _clipped,
        lambda n: f"{counted(n, 'mark or word is', 'marks or words are')} cut off at the edge.",
    ),
    (
        Trouble.TOO_SMALL,
        _too_small,
        lambda n: f"{counted(n, 'word is', 'words are')} smaller than {LEAST_SIZE:.0f} points.",
    ),
)
