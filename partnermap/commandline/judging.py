"""How `health` is told to judge: other cut-points, and weights of the domains."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from partnermap.domain.errors import UserError

if TYPE_CHECKING:
    from partnermap.analysis.profile.cut_points import CutPoints


class CutPointsType(click.ParamType[tuple[str, tuple[float, ...]]]):
    """Other limits for one figure, written KEY=FIVE,FOUR,THREE,TWO; shares as 0.05 or 5%."""

    name = "key=numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, tuple[float, ...]]:
        """Return the key and its numbers, or end with a usage error."""
        if isinstance(value, tuple):
            return value[0], value[1]
        key, _, numbers = str(value).partition("=")
        try:
            return key.strip(), tuple(_number(text) for text in numbers.split(","))
        except ValueError:
            self.fail(f"“{value}” is not KEY=FIVE,FOUR,THREE,TWO, such as B8=36,24,12,6.", param, ctx)


class WeightType(click.ParamType[tuple[int, float]]):
    """The weight of one domain, written NUMBER=WEIGHT."""

    name = "number=weight"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, float]:
        """Return the domain's number and its weight above 0, or end with a usage error."""
        if isinstance(value, tuple):
            return value[0], value[1]
        number, _, weight = str(value).partition("=")
        try:
            found = int(number), _number(weight)
        except ValueError:
            found = 0, 0.0
        if not 1 <= found[0] <= 16 or found[1] <= 0:
            self.fail(
                f"“{value}” is not NUMBER=WEIGHT, such as 5=2, for the domains 1 to 16.", param, ctx
            )
        return found


overall_option = click.option(
    "--overall", is_flag=True, help="One number for all domains too; read its bounds."
)
cut_point_option = click.option(
    "--cut-point",
    "cut_points",
    type=CutPointsType(),
    multiple=True,
    help="Other limits of a figure for the steps 5, 4, 3 and 2.",
)
weight_option = click.option(
    "--weight",
    "weights",
    type=WeightType(),
    multiple=True,
    help="Weight of a domain; the others weigh 1.",
)


def with_limits(changed: Mapping[str, tuple[float, ...]]) -> Mapping[str, "CutPoints"]:
    """The suggested cut-points with some changed.

    Raises:
        UserError: there is no figure of that key, or its numbers do not fit.
    """
    from partnermap.analysis.profile.cut_points import CUT_POINTS

    strange = [key for key in changed if key not in CUT_POINTS]
    if strange:
        raise UserError(f"“{strange[0]}” is not one of: {', '.join(CUT_POINTS)}.")
    return {
        **CUT_POINTS,
        **{key: CUT_POINTS[key].with_limits(values) for key, values in changed.items()},
    }


def _number(text: str) -> float:
    """A number that may be written as a percentage; ValueError for anything else."""
    plain = text.strip()
    found = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    if not math.isfinite(found):
        raise ValueError(text)
    return found
