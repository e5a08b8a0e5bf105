"""Assumptions: what the disruption model takes for granted, from the file where it says so."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.reference import references
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import TieKind, read_word
from partnermap.network.problem import Problem, problem_at

MOST_DRAWS = 20_000
LONGEST_MONTHS = 600.0
_KIND_OF_TIE = "sensitivity:"


class Shape(StrEnum):
    """How strain builds and goes: see the evidence of the assumption `shape`."""

    FADE = "fade"
    BLOCK = "block"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Listed:
    """One assumption as screen and report show it; all values are texts.

    Attributes:
        record_id: the file's own row, None where the default holds.
    """

    name: str
    title: str
    unit: str
    low: str
    high: str
    default_low: str
    default_high: str
    evidence: str
    record_id: str | None


@dataclass(frozen=True)
class Assumptions:
    """Every assumption of the model; a range whose ends are equal is not drawn.

    Attributes:
        fade: months of strain after a change.
        lead_in_cap: months before a change in which its announcement weighs at most.
        slip: months by which a change not yet in force comes later.
        sensitivity: how far each kind of tie feels the strain, 0 to 1.
        own: the file's rows in use, by their name.
        problems: the rows that cannot be used; the default holds instead.
    """

    fade: Range
    lead_in_cap: Range
    slip: Range
    shape: Shape
    sensitivity: Mapping[TieKind, Range]
    seed: int
    draws: int
    own: Mapping[str, Assumption] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def listed(self) -> tuple[Listed, ...]:
        """Every assumption with its default and the evidence for it, the peaks of D2 included."""
        return tuple(self._listed(name) for name in references())

    def _listed(self, name: str) -> Listed:
        reference, own = references()[name], self.own.get(name)
        low, high = _ends(own) if own is not None else (reference.low, reference.high)
        return Listed(
            name=name,
            title=reference.title,
            unit=reference.unit,
            low=low,
            high=high,
            default_low=reference.low,
            default_high=reference.high,
            evidence=reference.evidence,
            record_id=own.id if own is not None else None,
        )


def assumptions_of(place: Place) -> Assumptions:
    """What the file's Assumptions say, the documented default where they are silent or unusable."""
    read = _Reading()
    for row in place.of(Assumption).values():
        read.take(row)
    return Assumptions(
        fade=read.range("fade_months"),
        lead_in_cap=read.range("lead_in_cap_months"),
        slip=read.range("slip_months"),
        shape=read.shape(),
        sensitivity={kind: read.range(f"{_KIND_OF_TIE}{kind.value}") for kind in TieKind},
        seed=int(read.range("seed").low),
        draws=int(read.range("draws").low),
        own=read.own,
        problems=tuple(read.problems),
    )


class _Reading:
    """The rows of a file, each checked once."""

    def __init__(self) -> None:
        self.own: dict[str, Assumption] = {}
        self.problems: list[Problem] = []

    def take(self, row: Assumption) -> None:
        """Keep a row, or say why it cannot be used."""
        try:
            name = _name(row.name)
            if name in self.own:
                raise BadValue("Name: it stands there twice, and the first one counts; delete one.")
            _check(name, row)
        except BadValue as bad:
            about, where = About(Assumption.TABLE, row.id), f"{Assumption.TITLE}, “{row.name}”"
            self.problems.append(problem_at(about, where, f"{bad} Until then the default holds."))
        else:
            self.own[name] = row

    def range(self, name: str) -> Range:
        """The row's range, or the default."""
        row = self.own.get(name)
        if row is None:
            return references()[name].range
        low, high = _ends(row)
        return Range(float(low), float(high))

    def shape(self) -> Shape:
        """The row's shape, or the default."""
        row = self.own.get("shape")
        return _shape(*_ends(row)) if row is not None else Shape.BOTH


def _name(text: str) -> str:
    """The name as the design writes it.

    Raises:
        BadValue: there is no such assumption.
    """
    plain = "_".join(text.lower().split())
    head, colon, kind = text.partition(":")
    if colon and f"{head.strip().lower()}:" == _KIND_OF_TIE:
        try:
            return f"{_KIND_OF_TIE}{read_word(TieKind, kind).value}"
        except BadValue as bad:
            raise BadValue(f"Name: {bad}") from bad
    known = [name for name in references() if ":" not in name]
    if plain not in known:
        listed = ", ".join([*known, "sensitivity:KIND"])
        raise BadValue(f"Name: there is no such assumption; the names are {listed}.")
    return plain


def _ends(row: Assumption) -> tuple[str, str]:
    """Low and high; one alone stands for both."""
    low, high = (row.low or "").strip(), (row.high or "").strip()
    return low or high, high or low


def _check(name: str, row: Assumption) -> None:
    low, high = _ends(row)
    if not low:
        raise BadValue("Low: it is blank; give a value or delete the row.")
    if name == "shape":
        _shape(low, high)
        return
    ends = [_number(title, text) for title, text in (("Low", low), ("High", high))]
    limits = _LIMITS.get(name, _share)
    for title, value in zip(("Low", "High"), ends, strict=True):
        limits(title, value)
    if ends[0] > ends[1]:
        raise BadValue(f"High: {high} is below Low {low}; correct one of them.")
    if name in ("seed", "draws") and ends[0] != ends[1]:
        raise BadValue("High: this is one number and no range; give the same one under Low and High.")


def _shape(low: str, high: str) -> Shape:
    known = {shape.value: shape for shape in Shape}
    for title, text in (("Low", low), ("High", high)):
        if text.lower() not in known:
            raise BadValue(f"{title}: “{text}” is not one of: {', '.join(known)}.")
    one, other = known[low.lower()], known[high.lower()]
    return one if one is other else Shape.BOTH


def _number(title: str, text: str) -> float:
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        raise BadValue(f"{title}: “{text}” is not a number; correct it.") from None
    if not math.isfinite(value):
        raise BadValue(f"{title}: “{text}” is not a number; correct it.")
    return value


def _share(title: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise BadValue(f"{title}: {value:g} is outside 0 to 1; correct it.")


def _months(title: str, value: float) -> None:
    if not 0 <= value <= LONGEST_MONTHS:
        raise BadValue(f"{title}: {value:g} is outside 0 to {LONGEST_MONTHS:g} months; correct it.")


def _lasting(title: str, value: float) -> None:
    if not 0 < value <= LONGEST_MONTHS:
        raise BadValue(f"{title}: {value:g} months is not longer than none; correct it.")


def _seed(title: str, value: float) -> None:
    if value != int(value) or not 0 <= value < 2**32:
        raise BadValue(f"{title}: {value:g} is no whole number from 0 on; correct it.")


def _draws(title: str, value: float) -> None:
    if value != int(value) or not 1 <= value <= MOST_DRAWS:
        raise BadValue(f"{title}: {value:g} is no whole number from 1 to {MOST_DRAWS:,}; correct it.")


_LIMITS: Mapping[str, Callable[[str, float], None]] = {
    "fade_months": _lasting,
    "lead_in_cap_months": _months,
    "slip_months": _months,
    "seed": _seed,
    "draws": _draws,
}
