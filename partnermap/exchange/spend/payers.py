"""The bodies whose spending a file shows: found like any payee, or recorded where they are new."""

from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.domain.changes import new_id
from partnermap.domain.organisation import Organisation
from partnermap.exchange.bodies.kinds import kind_of_publisher
from partnermap.exchange.bodies.names import name_key, readable_name
from partnermap.exchange.spend.payees import Match, PayeeMatcher
from partnermap.exchange.spend.totals import NameMonth, Sum


@dataclass(frozen=True, slots=True)
class Payers:
    """Who pays in a file.

    Attributes:
        sums: by payer's id, those of all its spellings together.
        created: payers that the place did not have.
        ambiguous: names that more than one organisation answers to; their rows are not used.
    """

    sums: Mapping[str, Mapping[NameMonth, Sum]]
    created: tuple[Organisation, ...]
    ambiguous: Mapping[str, Match]


def find_payers(
    by_name: Mapping[str, Mapping[NameMonth, Sum]], matcher: PayeeMatcher, source: str
) -> Payers:
    """Find the organisation behind each payer name, or make one.

    Args:
        by_name: sums by payer name as written.
        matcher: of this source's names.
        source: file name, noted on what is made.
    """
    created: dict[str, Organisation] = {}
    ambiguous: dict[str, Match] = {}
    sums: dict[str, Mapping[NameMonth, Sum]] = {}
    for name, its_sums in by_name.items():
        match = matcher.match(name)
        if match.could_be:
            ambiguous[name] = match
            continue
        payer_id = match.organisation_id
        if payer_id is None:
            payer_id = created.setdefault(name_key(name), _new_payer(name, source)).id
        sums[payer_id] = _together(sums[payer_id], its_sums) if payer_id in sums else its_sums
    return Payers(sums, tuple(created.values()), ambiguous)


def _new_payer(name: str, source: str) -> Organisation:
    kind = kind_of_publisher(name)
    return Organisation(
        id=new_id(),
        source=source,
        name=readable_name(name),
        sector=kind.sector,
        type=kind.type,
        legal_form=kind.legal_form,
    )


def _together(one: Mapping[NameMonth, Sum], other: Mapping[NameMonth, Sum]) -> dict[NameMonth, Sum]:
    joined = dict(one)
    for key, total in other.items():
        before = joined.get(key, Sum())
        joined[key] = Sum(before.pence + total.pence, before.rows + total.rows, before.first_row)
    return joined
