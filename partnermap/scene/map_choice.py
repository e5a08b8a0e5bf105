"""MapChoice: what the user wants to see on a map and how, as plain values.

The window holds one before anything heavy is loaded, so this module needs the words of the domain only.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum

from partnermap.domain.view import GroupBy, LayoutStyle
from partnermap.domain.words import OrganisationType, Sector, TieKind

MOST_STEPS = 3
"""As far as a filter reaches from one organisation."""


class WidthBy(StrEnum):
    """What the width of a line says."""

    KIND = "kind"
    STRENGTH = "strength"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that hold together; an empty one hides nothing.

    Attributes:
        sectors, types: only organisations of these; none means all.
        kinds: only ties of these; none means all.
        strength: ties at least so strong, 1 to 3.
        pence: ties whose record carries at least so much in the year of the date.
        ends_within: ties that end within so many months.
        unconfirmed_for: ties that nobody has confirmed for so many months, or ever.
        words: organisations whose name holds them, and the ends of ties whose name does.
        around: id of one organisation, with those within `steps` of it, 1 to 3.
    """

    sectors: frozenset[Sector] = frozenset()
    types: frozenset[OrganisationType] = frozenset()
    kinds: frozenset[TieKind] = frozenset()
    strength: int | None = None
    pence: int | None = None
    ends_within: int | None = None
    unconfirmed_for: int | None = None
    words: str = ""
    around: str | None = None
    steps: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether it hides nothing."""
        return replace(self, steps=1) == Filter()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the map is drawn, as chosen in the View menu or above the map.

    Attributes:
        style: how organisations are arranged.
        centre: the organisation in the middle of rings; None the one with most partners.
        width_by: what the widths of lines say.
        group_by: what organisations are drawn together by.
        opened: groups whose members are shown nevertheless.
    """

    style: LayoutStyle = LayoutStyle.DISTANCES
    centre: str | None = None
    width_by: WidthBy = WidthBy.KIND
    group_by: GroupBy = GroupBy.NOTHING
    opened: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the user chose to see, apart from the date.

    Attributes:
        hidden_kinds: kinds of tie left out.
        wanted: the filter.
        arrangement: how it is drawn.
        other: a second date; both are drawn as one map that marks what changed.
        scenario: a scenario to compare the register with instead of a second date.
        what_if: a scenario laid over the register in everything that is shown; not with `scenario`.
    """

    hidden_kinds: frozenset[TieKind] = frozenset()
    wanted: Filter = field(default_factory=Filter)
    arrangement: Arrangement = field(default_factory=Arrangement)
    other: dt.date | None = None
    scenario: str | None = None
    what_if: str | None = None

    def compared_with(self, other: dt.date | None) -> "MapChoice":
        """Compared with another date, or with none; there is one comparison at a time.

        A scenario that was compared with the register is shown alone beside another date.
        """
        if other is None or self.scenario is None:
            return replace(self, other=other)
        return replace(self, other=other, scenario=None, what_if=self.scenario)

    def showing(self, name: str | None, *, beside_register: bool) -> "MapChoice":
        """With a scenario, compared with the register in place of a second date, or alone; or none."""
        if name is None or not beside_register:
            return replace(self, scenario=None, what_if=name)
        return replace(self, other=None, scenario=name, what_if=None)
