"""measures: every figure of a date as one object of plain values, the answer of the command line.

Community organisations count as VCSE in every grouping by sector. What is not defined is None, with a
sentence under `not_defined`; what is not known is counted under `not_known`;
what a large map had estimated is under `sampled`. Money is in pounds.
"""

import datetime as dt
from collections.abc import Sequence

from partnermap.analysis.measure.answer import Answer, Columns, Plain
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.registry import FAMILIES
from partnermap.analysis.measure.uncounted import uncounted
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token


def measures(
    place: Place,
    on: dt.date,
    kinds: frozenset[TieKind] | None = None,
    token: Token | None = None,
    families: Sequence[Family] = FAMILIES,
) -> Plain:
    """Every measure of the place on a date.

    Args:
        place: the records.
        on: the date.
        kinds: kinds of tie that count in the network; None counts all. Money and posts are not filtered.
        token: to cancel by.
        families: which measures are wanted.

    Raises:
        Cancelled: the token was cancelled.
    """
    question, answer = Question(place, on, kinds, token), Answer()
    figures: Plain = {"on": on.isoformat()}
    columns: Columns = {}
    for family in families:
        if token is not None and token.is_cancelled:
            raise Cancelled
        _merge(figures, family.figures(question, answer))
        columns.update(family.columns(question, answer))
    return {
        **figures,
        "per_organisation": _rows(question, columns),
        **uncounted(place, question.network),
        "sampled": answer.sampled,
        "not_defined": answer.not_defined,
        "not_known": {**answer.missing, "figures": answer.not_known},
    }


def _merge(into: Plain, more: Plain) -> None:
    """Add the keys of `more`; an object that both have is merged in turn."""
    for key, value in more.items():
        there = into.get(key)
        if isinstance(there, dict) and isinstance(value, dict):
            _merge(there, value)
        else:
            into[key] = value


def _rows(question: Question, columns: Columns) -> list[Plain]:
    organisations = [question.place.organisations[key] for key in question.network.organisation_ids]
    return [
        {
            "organisation": item.name,
            "sector": item.sector.value if item.sector is not None else None,
            **{name: values[node] for name, values in columns.items()},
        }
        for node, item in enumerate(organisations)
    ]
