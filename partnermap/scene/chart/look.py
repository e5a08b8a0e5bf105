"""How charts look: shades from faint to strong with their hatches, and what size they are drawn in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from partnermap.scene.style import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, PAPER, Style

MOST_CATEGORIES = 4
"""More cannot be told apart in grey; the caller joins the rest under one name."""


class Hatching(StrEnum):
    """Lines over a fill, so that two fills differ without colour."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"


class State(StrEnum):
    """What a bar over time stands for; the legend says what in the chart's own words."""

    STEADY = "steady"
    CHANGING = "changing"
    EMPTY = "empty"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Shade:
    """A fill with its ink, outline and hatch.

    Attributes:
        fill: below everything, None for the background.
        ink: of words on the fill, at least 4.5:1.
        outline: at least 3:1 against the background.
        dash: of the outline.
    """

    fill: str
    ink: str
    outline: str
    hatching: Hatching = Hatching.NONE
    hatch: str = ""
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Palette:
    """The shades of one style; `ordered` runs from faint to strong."""

    ordered: tuple[Shade, ...]
    states: Mapping[State, Shade]
    grid: str
    series: tuple[str, ...]
    heat: tuple[tuple[str, str], ...]


_LIGHT = Palette(
    ordered=(
        Shade("#E3EEFA", "#111111", "#0B1F3D"),
        Shade("#A9CBF0", "#111111", "#0B1F3D", Hatching.RISING, "#4C7FB8"),
        Shade("#2F74C0", "#FFFFFF", "#0B1F3D"),
        Shade("#12305C", "#FFFFFF", "#0B1F3D", Hatching.FALLING, "#5C86BC"),
    ),
    states=MappingProxyType(
        {
            State.STEADY: Shade("#2F74C0", "#FFFFFF", "#0B1F3D"),
            State.CHANGING: Shade("#FDF1E2", "#111111", "#A84B07", Hatching.RISING, "#D98E48"),
            State.EMPTY: Shade("#FFFFFF", "#111111", "#A3212A", dash=(3.0, 2.0)),
            State.FAINT: Shade("#E3EEFA", "#111111", "#57606C"),
        }
    ),
    grid="#C3CAD2",
    series=("#005EB8", "#A84B07", "#5E5E5E", "#763A9C"),
    heat=(
        ("#F4F8FD", "#111111"),
        ("#CFE1F5", "#111111"),
        ("#8DB8E8", "#111111"),
        ("#2F6DB0", "#FFFFFF"),
        ("#12305C", "#FFFFFF"),
    ),
)
_DARK = Palette(
    ordered=(
        Shade("#22384F", "#FFFFFF", "#CFE3FA"),
        Shade("#2D5C92", "#FFFFFF", "#CFE3FA", Hatching.RISING, "#7FB0E6"),
        Shade("#7DB3EC", "#111111", "#FFFFFF"),
        Shade("#DCEBFB", "#111111", "#FFFFFF", Hatching.FALLING, "#86A9CF"),
    ),
    states=MappingProxyType(
        {
            State.STEADY: Shade("#7DB3EC", "#111111", "#CFE3FA"),
            State.CHANGING: Shade("#33271A", "#FFFFFF", "#F5B05A", Hatching.RISING, "#8A5A22"),
            State.EMPTY: Shade("#1B2027", "#FFFFFF", "#F28B8B", dash=(3.0, 2.0)),
            State.FAINT: Shade("#22384F", "#FFFFFF", "#A9B1BC"),
        }
    ),
    grid="#46505C",
    series=("#6FB1F7", "#F5B05A", "#C3CAD2", "#C79AE8"),
    heat=(
        ("#202A35", "#FFFFFF"),
        ("#23415F", "#FFFFFF"),
        ("#2D5C92", "#FFFFFF"),
        ("#7DB3EC", "#111111"),
        ("#DCEBFB", "#111111"),
    ),
)
_PALETTES: Mapping[str, Palette] = MappingProxyType(
    {style.name: _LIGHT for style in (LIGHT, PAPER, CONTRAST_LIGHT)}
    | {style.name: _DARK for style in (DARK, CONTRAST_DARK)}
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a chart is drawn for.

    Attributes:
        width: of the chart, in view units.
        size: of ordinary words, in view units.
        most_height: rows that would stand lower are left to the table.
        headed: whether the finding is written at the top.
    """

    style: Style
    width: float
    size: float = 12.0
    most_height: float = 1400.0
    headed: bool = True

    @property
    def palette(self) -> Palette:
        """The shades of the style."""
        return _PALETTES[self.style.name]
