"""Names on the map: wrapped, placed so that nothing touches, the rest sent to the key."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field, replace

import numpy as np

from partnermap.scene.calling_out import called_out
from partnermap.scene.candidates import (
    ALIGNS,
    Candidates,
    LabelText,
    Surroundings,
    candidates,
    cheapest,
    joined,
)
from partnermap.scene.fit import has_room_beside
from partnermap.scene.leaders import untangled, with_leaders
from partnermap.scene.model import LEADING, Floats, Ints, Label, Medium, View
from partnermap.scene.placing import Places, place_exactly, place_greedily
from partnermap.scene.shown import Shown
from partnermap.scene.style import Style
from partnermap.scene.symbols import symbol_reach
from partnermap.scene.text import abbreviated, block_width, shorten, text_width, wrap

LEAST_PAPER_SIZE = 7.0
WRAP_EMS = 10.5
"""Width that names are wrapped to, in font sizes: 18 to 22 characters."""

NARROW_EMS, NARROW_LINES = 7.0, 4
"""Width and lines of the narrower form that the busiest organisations' names may take on screen."""

TOO_WIDE = 1.6
"""A name whose lines are so many times wider than that goes to the key on paper."""

MOST_LINES = {Medium.SCREEN: 2, Medium.PAPER: 3}
MOST_CHARACTERS, LONGEST_WORD = 44, 30
"""Longer names, and longer words in them, are shortened on screen."""

ABBREVIATED_COST = 5.0
"""What it costs not to write a name whole where there is much room."""

LONG_NAME = 32
"""Longer names are written there with usual abbreviations: they would be cut off in two lines."""


PRINTED_FORMS = ((WRAP_EMS, MOST_LINES[Medium.PAPER], 0.0), (6.5, 4, 0.25), (16.0, 2, 0.2))
"""Widths in font sizes that printed names may be wrapped to, in how many lines, and what each costs:
where lines are dense, a narrow or a flat name slips between them.
"""

MOST_ON_SCREEN = 400
"""More names never fit a window."""

NAME_ROOM, NAMED_SHARE, FEW_NAMES = 20.0, 0.5, 6
"""Area of a name in squares of its size, most of the map that names may take, and names always tried."""

OPEN_EMS = (8.0, 1.8)
"""Whoever has nobody beside it in a box of so many font sizes, as a short name needs it, is named even
from afar.
"""

ROOMY, WHOLE_LINES = 30, 5
"""So few names may first be tried whole on screen, in so many lines."""

RINGS = (1.0, 6.0, 13.0)
"""Distances between a symbol and its name, the nearest first."""

PAPER_RINGS = (*RINGS, 20.0)
"""A printed name may stand farther off, where that keeps the lines of others out of it."""

FAR_RINGS = (*RINGS, 20.0, 28.0, 36.0, 48.0, 64.0, 84.0)
"""Farther places, for the busiest organisations on screen that find none nearby."""

NOTABLE, RARE = 1.0, 0.4
"""What it weighs to be reorganised, to open or to close; and to be the only one of a kind."""

MOST_CALLED = 12
"""So many names may be called out to the edge."""

MOST_PLACES = 20
"""Places that the exact choice weighs for each name; more take long and are hardly ever taken."""

MOST_MOVES = 64
"""Places to which each name may move when ties bow."""

FEW_PLACES = 4
"""Fewer are soon taken by the names of others."""

BOLD_SHARE = 0.12
BOLD_LEAST_PARTNERS = 4


@dataclass(frozen=True, eq=False)
class Labelling:
    """Labels as placed, the organisations whose names stand in the key, in its order, and the rest.

    Attributes:
        unnamed: on paper, how many found no room even for a number.
        options, places: on paper, where names may stand, and the row of each that stands somewhere.
    """

    labels: tuple[Label, ...]
    keyed: tuple[int, ...] = ()
    unnamed: int = 0
    options: Candidates | None = None
    places: Places = field(default_factory=dict)


def label_size(view: View) -> float:
    """Size of names in view units; never below 7 points on paper."""
    return view.font_size if view.medium is Medium.SCREEN else max(view.font_size, LEAST_PAPER_SIZE)


def label(
    shown: Shown,
    around: Surroundings,
    style: Style,
    view: View,
    notable: Set[str] = frozenset(),
) -> Labelling:
    """Place the names: greedily on screen, as many as can be on paper with numbers for the rest.

    Args:
        shown: whom to name.
        around: what names must respect.
        style: gives the font.
        view: gives size and medium.
        notable: organisations to which something happens: their names come early.
    """
    if not shown.organisations:
        return Labelling(())
    weights = _weights(shown, view, notable)
    texts = _texts(shown, _worth_naming(around, weights, view), style, view)
    options = candidates(texts, around, RINGS if view.medium is Medium.SCREEN else PAPER_RINGS)
    if view.medium is Medium.SCREEN:
        options = _with_far(options, texts, around, weights)
        places = untangled(options, place_greedily(options, weights), around)
        labels = _labels(options, places, label_size(view), {})
        return Labelling(with_leaders(labels, around))
    options = options.only(cheapest(options, MOST_MOVES))
    places = _printed(options, weights)
    left_out = len(shown.organisations) - len(places)
    names = Labelling((), _keyed(shown, options, places), left_out, options)
    return with_places(names, places, around, view)


def with_places(names: Labelling, places: Places, around: Surroundings, view: View) -> Labelling:
    """The same printed names, each at another of its places or where it was."""
    if names.options is None:
        return names
    numbers = {row: place + 1 for place, row in enumerate(names.keyed)}
    labels = _labels(names.options, places, label_size(view), numbers)
    return replace(names, labels=with_leaders(labels, around), places=places)


def _printed(options: Candidates, weights: Floats) -> Places:
    """The exact choice among the best places."""
    rows = cheapest(options, MOST_PLACES)
    return {key: int(rows[at]) for key, at in place_exactly(options.only(rows), weights).items()}


def name_sizes(shown: Shown, style: Style, view: View) -> Floats:
    """Width and height of every organisation's wrapped name on paper, shape (n, 2)."""
    size, bold = label_size(view), _bold(shown) if shown.organisations else ()
    texts = [
        _name(row, item.name, size, style.font, bool(bold[row]), MOST_LINES[Medium.PAPER])
        for row, item in enumerate(shown.organisations)
    ]
    sizes = [(text.width, size * LEADING * len(text.lines)) for text in texts]
    return np.array(sizes, dtype=np.float64).reshape(-1, 2)


def _with_far(
    options: Candidates, texts: list[LabelText], around: Surroundings, weights: Floats
) -> Candidates:
    """Places over a hatch and farther away for the weightiest that have too few: they come first."""
    bare = replace(around, reach=np.asarray(symbol_reach(around.radii)))
    called = _called(weights)
    wanting = _wanting(options, [text for text in texts if text.bold or text.organisation in called])
    if wanting:
        options = joined(options, candidates(wanting, bare, FAR_RINGS), around)
    wanting = _wanting(options, [text for text in wanting if text.organisation in called])
    return joined(options, called_out(wanting, bare), around) if wanting else options


def _called(weights: Floats) -> Set[int]:
    """The few that people look for; none is picked from among many equals."""
    first = np.argsort(-weights, kind="stable")[:MOST_CALLED]
    return set(first[weights[first] > np.median(weights)].tolist())


def _wanting(options: Candidates, texts: list[LabelText]) -> list[LabelText]:
    """The texts whose organisation has too few places."""
    counts = Counter(options.owner.tolist())
    return [text for text in texts if counts[text.organisation] < FEW_PLACES]


def _weights(shown: Shown, view: View, notable: Set[str]) -> Floats:
    """Who has most partners first; among equals those of a rare kind, by which people find their way."""
    chosen = np.array([item.id in view.selected for item in shown.organisations])
    told = np.array([item.id in notable for item in shown.organisations])
    counts = Counter(shown.roles)
    rare = 1.0 - np.array([counts[role] for role in shown.roles]) / len(shown.roles)
    return np.asarray(np.sqrt(1.0 + shown.degrees) + RARE * rare + NOTABLE * told + 1000.0 * chosen)


def _bold(shown: Shown) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The few organisations with most partners."""
    count = max(1, int(BOLD_SHARE * len(shown.organisations)))
    least = np.sort(shown.degrees)[-count]
    return np.asarray(shown.degrees >= max(int(least), BOLD_LEAST_PARTNERS))


def _worth_naming(around: Surroundings, weights: Floats, view: View) -> Ints:
    """Organisations to place names for: all on paper, on screen the weightiest and the loneliest."""
    if view.medium is Medium.PAPER:
        return np.arange(len(weights), dtype=np.int32)
    area, (x, y) = around.area, around.positions.T
    seen = (area.left < x) & (x < area.right) & (area.top < y) & (y < area.bottom)
    rows = np.flatnonzero(seen)
    most = min(MOST_ON_SCREEN, _fitting(around.positions[rows], label_size(view)))
    order = np.argsort(-weights[rows], kind="stable")[:most]
    width, height = (ems * label_size(view) for ems in OPEN_EMS)
    open_ground = np.flatnonzero(has_room_beside(around.positions[rows], width, height))
    chosen = np.union1d(order, open_ground[np.argsort(-weights[rows][open_ground])][:MOST_ON_SCREEN])
    return np.asarray(rows[chosen], dtype=np.int32)


def _fitting(spots: Floats, size: float) -> int:
    """About how many names have room among the symbols: from afar only the weightiest are tried."""
    if len(spots) < 2:
        return len(spots)
    width, height = np.ptp(spots, axis=0) + WRAP_EMS * size
    return max(FEW_NAMES, int(NAMED_SHARE * width * height / (NAME_ROOM * size**2)))


def _texts(shown: Shown, rows: Ints, style: Style, view: View) -> list[LabelText]:
    """What may be written for these organisations: the name, and on paper also a number."""
    bold, size, font = _bold(shown), label_size(view), style.font
    if view.medium is Medium.SCREEN:
        roomy = len(rows) <= ROOMY
        return [
            text
            for row in rows.tolist()
            for text in _screen_forms(row, shown, size, font, bold=bool(bold[row]), roomy=roomy)
        ]
    digits = "0" * len(str(len(shown.organisations)))
    texts: list[LabelText] = []
    for row in rows.tolist():
        texts.extend(_printed_forms(row, shown, size, font, bold=bool(bold[row])))
        texts.append(_number(row, digits, size, font))
    return texts


def _screen_forms(
    row: int, shown: Shown, size: float, family: str, *, bold: bool, roomy: bool
) -> list[LabelText]:
    """The name on screen: whole where there is much room, else short, and narrow for the busiest."""
    whole = shown.organisations[row].label
    whole = " ".join(shorten(word, LONGEST_WORD) for word in whole.split())
    name = shorten(abbreviated(whole, LONG_NAME), MOST_CHARACTERS)
    texts = [_name(row, whole, size, family, bold, WHOLE_LINES)] if roomy else []
    short = _name(row, name, size, family, bold, MOST_LINES[Medium.SCREEN])
    texts.append(replace(short, cost=ABBREVIATED_COST if roomy and name != whole else 0.0))
    narrow = _name(row, name, size, family, True, NARROW_LINES, NARROW_EMS)
    return [*texts, narrow] if bold else texts


def _printed_forms(row: int, shown: Shown, size: float, family: str, *, bold: bool) -> list[LabelText]:
    """The whole name wrapped in each of the ways that differ and are not too wide."""
    forms: dict[tuple[str, ...], LabelText] = {}
    for ems, most_lines, cost in PRINTED_FORMS:
        text = _name(row, shown.organisations[row].name, size, family, bold, most_lines, ems)
        forms.setdefault(text.lines, replace(text, cost=cost))
    return [text for text in forms.values() if text.width <= TOO_WIDE * WRAP_EMS * size]


def _name(
    row: int, name: str, size: float, family: str, bold: bool, most_lines: int, ems: float = WRAP_EMS
) -> LabelText:
    lines = wrap(name, size, family, bold, ems * size, most_lines)
    width = block_width(lines, size, family, bold)
    return LabelText(row, lines, width, size * LEADING * len(lines), bold)


def _number(row: int, digits: str, size: float, family: str) -> LabelText:
    width = text_width(digits, size, family, True)
    return LabelText(row, (digits,), width, size * LEADING, True, number=True)


def _keyed(shown: Shown, options: Candidates, places: Places) -> tuple[int, ...]:
    """Organisations whose name is not on the map but a number is, by name."""
    numbered = [row for row, place in places.items() if options.texts[options.text[place]].number]
    return tuple(sorted(numbered, key=lambda row: (shown.organisations[row].name.casefold(), row)))


def _labels(
    options: Candidates, places: Places, size: float, numbers: dict[int, int]
) -> tuple[Label, ...]:
    labels = []
    for row, place in sorted(places.items()):
        text = options.texts[options.text[place]]
        left, top, right, bottom = (float(edge) for edge in options.boxes[place])
        number = numbers.get(row) if text.number else None
        lines = text.lines if number is None else (str(number),)
        labels.append(
            Label(
                organisation=row,
                lines=lines,
                x=left,
                y=top,
                width=right - left,
                height=bottom - top,
                size=size,
                bold=text.bold,
                align=ALIGNS[int(options.aligns[place])],
                number=number,
            )
        )
    return tuple(labels)
