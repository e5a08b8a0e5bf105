"""Names on the map: wrapped, placed so that nothing touches, the rest sent to the key."""

from dataclasses import dataclass

import numpy as np

from partnermap.scene.candidates import ALIGNS, Candidates, LabelText, Surroundings, candidates
from partnermap.scene.model import LEADING, Floats, Label, Medium, View
from partnermap.scene.placing import Places, place_exactly, place_greedily
from partnermap.scene.shown import Shown
from partnermap.scene.style import Style
from partnermap.scene.text import block_width, shorten, text_width, wrap

LEAST_PAPER_SIZE = 7.0
WRAP_EMS = 10.5
"""Width that names are wrapped to, in font sizes: 18 to 22 characters."""

TOO_WIDE = 1.6
"""A name whose lines are so many times wider than that goes to the key on paper."""

MOST_LINES = {Medium.SCREEN: 2, Medium.PAPER: 3}
MOST_CHARACTERS = 44
RINGS = (1.0, 6.0, 13.0)
"""Distances between a symbol and its name, the nearest first."""

BOLD_SHARE = 0.12
BOLD_LEAST_PARTNERS = 4


@dataclass(frozen=True, eq=False)
class Labelling:
    """Labels as placed, and the organisations whose names stand in the key, in the key's order."""

    labels: tuple[Label, ...]
    keyed: tuple[int, ...]


def label_size(view: View) -> float:
    """Size of names in view units; never below 7 points on paper."""
    return view.font_size if view.medium is Medium.SCREEN else max(view.font_size, LEAST_PAPER_SIZE)


def label(shown: Shown, around: Surroundings, style: Style, view: View) -> Labelling:
    """Place the names: greedily on screen, as many as can be on paper with numbers for the rest."""
    if not shown.organisations:
        return Labelling((), ())
    texts = _texts(shown, style, view)
    options = candidates(texts, around, RINGS)
    weights = _weights(shown, view)
    if view.medium is Medium.SCREEN:
        return Labelling(_labels(options, place_greedily(options, weights), label_size(view), {}), ())
    places = place_exactly(options, weights)
    keyed = _keyed(shown, options, places)
    numbers = {row: place + 1 for place, row in enumerate(keyed)}
    labels = _labels(options, places, label_size(view), numbers)
    inside = [row for row in keyed if row not in places]
    size = label_size(view)
    return Labelling(
        (*labels, *(_inside(row, numbers[row], around, style, size) for row in inside)), keyed
    )


def _weights(shown: Shown, view: View) -> Floats:
    chosen = np.array([item.id in view.selected for item in shown.organisations])
    return np.asarray(np.sqrt(1.0 + shown.degrees) + 1000.0 * chosen)


def _bold(shown: Shown) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The few organisations with most partners."""
    count = max(1, int(BOLD_SHARE * len(shown.organisations)))
    least = np.sort(shown.degrees)[-count]
    return np.asarray(shown.degrees >= max(int(least), BOLD_LEAST_PARTNERS))


def _texts(shown: Shown, style: Style, view: View) -> list[LabelText]:
    """What may be written for each organisation: its name, and on paper also a number."""
    bold, size = _bold(shown), label_size(view)
    texts: list[LabelText] = []
    for row, organisation in enumerate(shown.organisations):
        on_paper = view.medium is Medium.PAPER
        name = organisation.name if on_paper else shorten(organisation.label, MOST_CHARACTERS)
        text = _name(row, name, size, style.font, bool(bold[row]), MOST_LINES[view.medium])
        if not on_paper:
            texts.append(text)
            continue
        if text.width <= TOO_WIDE * WRAP_EMS * size:
            texts.append(text)
        texts.append(_number(row, "0" * len(str(len(shown.organisations))), size, style.font))
    return texts


def _name(row: int, name: str, size: float, family: str, bold: bool, most_lines: int) -> LabelText:
    lines = wrap(name, size, family, bold, WRAP_EMS * size, most_lines)
    width = block_width(lines, size, family, bold)
    return LabelText(row, lines, width, size * LEADING * len(lines), bold)


def _number(row: int, digits: str, size: float, family: str) -> LabelText:
    width = text_width(digits, size, family, True)
    return LabelText(row, (digits,), width, size * LEADING, True, number=True)


def _keyed(shown: Shown, options: Candidates, places: Places) -> tuple[int, ...]:
    """Organisations whose name is not on the map, by name."""
    named = {row for row, place in places.items() if not options.texts[options.text[place]].number}
    rest = [row for row in range(len(shown.organisations)) if row not in named]
    return tuple(sorted(rest, key=lambda row: (shown.organisations[row].name.casefold(), row)))


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


def _inside(row: int, number: int, around: Surroundings, style: Style, size: float) -> Label:
    """A number on its own symbol, where not even that found room beside it."""
    text = _number(row, str(number), size, style.font)
    x, y = (float(value) for value in around.positions[row])
    return Label(
        organisation=row,
        lines=(str(number),),
        x=x - text.width / 2,
        y=y - text.height / 2,
        width=text.width,
        height=text.height,
        size=size,
        bold=True,
        align="centre",
        number=number,
    )
