"""How a map of two dates is drawn: a pen and sign for every change, marks where bodies open or close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from partnermap.domain.words import TieKind
from partnermap.scene.model import Floats, Pen, Shape, SymbolBatch
from partnermap.scene.shown import Shown
from partnermap.scene.style import Style
from partnermap.scene.then_and_now import Change

OPENS, CLOSES = "opens", "closes"
"""Keys of the batches of signs beside organisations."""

SIGN_RADIUS, LEAST_SIGN_RADIUS, SIGN_SHARE = 6.5, 3.5, 0.8
"""Radius of the sign of who opens or closes: at most, at least, and in radii of its symbol."""

SIGN_SHIFT, LEAST_SIGN_SHIFT = 0.85, 0.3
"""How far right and up of a symbol's centre its sign stands, in radii of the symbol: of a small one the
sign is as wide as the symbol, so it stands its own radius farther than the least.
"""


@dataclass(frozen=True)
class Changes:
    """What a map of two dates marks and says.

    Attributes:
        ties: id of every tie to what became of it.
        opened, closed: ids of the organisations that come and go.
        dates: both dates in words, for the title.
        summary: what changed in a sentence or two.
    """

    ties: Mapping[str, Change] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    dates: str = ""
    summary: str = ""


_LOOKS: Mapping[Change, tuple[str, float, tuple[float, ...], TieKind, bool]] = MappingProxyType(
    {
        Change.GAINED: ("+", 2.6, (), TieKind.JOINT_TEAM, False),
        Change.LOST: ("×", 2.2, (3.0, 3.5), TieKind.TRUST, False),
        Change.CHANGED: ("≈", 2.0, (12.0, 3.0, 2.5, 3.0), TieKind.JOINT_APPOINTMENT, False),
        Change.CARRIED: ("»", 1.8, (), TieKind.JOINT_FUNDING, False),
        Change.WAITING: ("?", 2.1, (8.0, 3.0), TieKind.OTHER, True),
        Change.INTERNAL: ("=", 1.5, (1.4, 4.0), TieKind.GOVERNANCE, False),
        Change.NOT_KNOWN: ("~", 1.3, (5.0, 5.0), TieKind.GOVERNANCE, False),
        Change.KEPT: ("", 0.8, (), TieKind.GOVERNANCE, False),
    }
)
"""Sign, width, dash, the kind whose colour it takes, and whether the line is open in its middle."""


def change_pen(change: Change, style: Style) -> Pen:
    """The pen of ties that this became of."""
    sign, width, dash, kind, broken = _LOOKS[change]
    colour = style.at_risk.colour if broken else style.pens[kind].colour
    title = change.value[0].upper() + change.value[1:]
    return Pen(f"change: {change}", title, colour, width, dash, sign, broken)


LOSSES = frozenset({Change.LOST, Change.WAITING, Change.NOT_KNOWN})
"""What a reader should not miss."""


def change_sign(change: Change) -> str:
    """The sign that a map, a matrix and a list mark a change with; empty for a tie that is as it was."""
    return _LOOKS[change][0]


def change_pens(shown: Shown, style: Style, changes: Changes) -> tuple[Pen, ...]:
    """The pen of every drawn tie."""
    pens = {change: change_pen(change, style) for change in Change}
    return tuple(pens[changes.ties[tie.id]] for tie in shown.ties)


def signs(
    shown: Shown, positions: Floats, radii: Floats, style: Style, changes: Changes
) -> tuple[SymbolBatch, ...]:
    """A disc with a plus beside each organisation that opens, a square with a cross where one closes."""
    gained, lost = change_pen(Change.GAINED, style), change_pen(Change.LOST, style)
    wanted: Sequence[tuple[str, str, frozenset[str], Shape, Pen]] = (
        (OPENS, "Opens", changes.opened, Shape.CIRCLE, gained),
        (CLOSES, "Closes", changes.closed, Shape.SQUARE, lost),
    )
    batches = []
    for key, title, ids, shape, pen in wanted:
        hit = [row for row, item in enumerate(shown.organisation_ids) if item in ids]
        rows = np.array(hit, dtype=np.int32)
        if not len(rows):
            continue
        shift = _sign_shift(radii[rows, None]) * np.array([[1.0, -1.0]])
        batches.append(
            SymbolBatch(
                key=key,
                title=title,
                shape=shape,
                letter=pen.letter,
                fill=pen.colour,
                ink=style.background,
                outline=style.background,
                centres=positions[rows] + shift,
                radii=_sign_radii(radii[rows]),
                organisations=rows,
            )
        )
    return tuple(batches)


def sign_reach(radii: Floats) -> Floats:
    """Radii (k,) about the symbols' centres within which their signs lie."""
    return _sign_shift(radii) + _sign_radii(radii)


def _sign_radii(radii: Floats) -> Floats:
    return np.clip(radii * SIGN_SHARE, LEAST_SIGN_RADIUS, SIGN_RADIUS)


def _sign_shift(radii: Floats) -> Floats:
    return np.maximum(radii * SIGN_SHIFT, radii * LEAST_SIGN_SHIFT + _sign_radii(radii))
