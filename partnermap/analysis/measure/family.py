"""A family of measures: what is said of them, and the functions that answer for them."""

from collections.abc import Callable
from dataclasses import dataclass

from partnermap.analysis.measure.answer import Answer, Columns, Plain
from partnermap.analysis.measure.entry import Measure
from partnermap.analysis.measure.question import Question


def _none(_: Question, __: Answer) -> Plain:
    return {}


def _no_columns(_: Question, __: Answer) -> Columns:
    return {}


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that stand in one module; `registry.FAMILIES` lists all families.

    Attributes:
        measures: one entry for every key that the functions give.
        figures: gives keys of the whole place; objects of one name from several families are merged.
        columns: gives figures of every organisation, without the `per_organisation.` of their keys.
    """

    measures: tuple[Measure, ...]
    figures: Callable[[Question, Answer], Plain] = _none
    columns: Callable[[Question, Answer], Columns] = _no_columns
