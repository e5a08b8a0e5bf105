"""Arrangement: how the user wants the map drawn, apart from what is shown of it."""

from dataclasses import dataclass

from partnermap.domain.view import GroupBy, LayoutStyle
from partnermap.scene.widths import WidthBy


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Choices of the View menu.

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
