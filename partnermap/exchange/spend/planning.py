"""The plan of importing a spending file: payers, payment lines, yearly agreements, the unmatched."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from partnermap.domain.agreement import PaymentLine
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.errors import SourceError
from partnermap.domain.place import Place
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.plan import ImportPlan, Skipped, Unmatched
from partnermap.exchange.spend import sentences
from partnermap.exchange.spend.agreements import plan_years
from partnermap.exchange.spend.lines import plan_lines
from partnermap.exchange.spend.payees import PayeeMatcher, SourceMatchers
from partnermap.exchange.spend.payers import Payers, find_payers
from partnermap.exchange.spend.tables import spend_tables
from partnermap.exchange.spend.totals import NameMonth, SpendTotals, Sum, summed
from partnermap.jobs.token import Token

PAYER = "payer"
"""What may be selected: the body whose payments a file shows, or one of the several that it does."""

SumsOfNames = Mapping[str, Mapping[NameMonth, Sum]]
"""Payer name as written to its sums."""


@dataclass(frozen=True, slots=True)
class _PayerPlan:
    """What the file does to one payer."""

    changes: Changes
    unchanged: int
    warnings: tuple[str, ...]


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Read a spending file and match its payers and payees; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: a CSV file, a workbook, or a folder of CSV files.
        select: `payer` names the body whose payments they are (where no column says so) or which
            of several payers to take.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the source cannot be read, holds no payments, or does not say who pays.
        Cancelled: the token was cancelled.
    """
    totals = summed(spend_tables(source, token), select.get(PAYER), token)
    by_name = _selected(totals, source, select.get(PAYER))
    payers = find_payers(by_name, PayeeMatcher(place, (source.name, *by_name)), source.name)
    place = applied(place, Changes(create=payers.created)) if payers.created else place
    paying = dict.fromkeys((*payers.sums, *(line.payer_id for line in place.of(PaymentLine).values())))
    matchers = SourceMatchers(place, {*by_name, *map(place.name_of, paying)})
    token.report(0.6, f"Matching the payees of {source.name}")
    parts = [
        _plan_payer(place, payer_id, payers.sums.get(payer_id, {}), matchers, source.name)
        for payer_id in paying
    ]
    payees, matcher = _by_payee(payers), matchers.of(source.name)
    return ImportPlan(
        label=f"Import of {source.name}",
        read=totals.read,
        changes=_joined(payers, parts),
        unchanged=sum(part.unchanged for part in parts),
        skipped=(*totals.skipped, *_of_ambiguous_payers(place, source, by_name, payers)),
        unmatched=_unmatched(payees, matcher),
        warnings=(
            *(sentences.payer_created(payer) for payer in payers.created),
            *(sentence for part in parts for sentence in part.warnings),
            *sentences.share_on_the_map(payees, matcher),
            *sentences.ambiguous_payees(place, payees, matcher),
        ),
    )


def _selected(totals: SpendTotals, source: Path, wanted: str | None) -> SumsOfNames:
    if not totals.read:
        raise SourceError(f"{source.name} has a header but no payments below it; check the export.")
    if wanted is None or not totals.by_payer:
        return totals.by_payer
    chosen = {name: sums for name, sums in totals.by_payer.items() if name_key(name) == name_key(wanted)}
    if not chosen:
        some = ", ".join(sorted(totals.by_payer)[:8])
        raise SourceError(f"{source.name} shows no payments by “{wanted}”; it has those of {some}.")
    return chosen


def _plan_payer(
    place: Place, payer_id: str, sums: Mapping[NameMonth, Sum], matchers: SourceMatchers, source: str
) -> _PayerPlan:
    """A payer of the place that is not in the file only has its payees matched anew."""
    payer = place.organisations[payer_id]
    lines = plan_lines(place, payer_id, sums, matchers, source)
    years = plan_years(place, payer, lines.before, lines.after)
    return _PayerPlan(
        changes=Changes(
            lines.changes.create + years.changes.create,
            lines.changes.update + years.changes.update,
            lines.changes.delete + years.changes.delete,
        ),
        unchanged=lines.unchanged + years.unchanged if sums else 0,
        warnings=(
            *sentences.months_replaced(payer, lines.replaced),
            *sentences.parts_of_years(payer, lines.after),
            *sentences.without_tie(place, payer, years),
        )
        if sums
        else (),
    )


def _joined(payers: Payers, parts: list[_PayerPlan]) -> Changes:
    return Changes(
        (*payers.created, *(record for part in parts for record in part.changes.create)),
        tuple(record for part in parts for record in part.changes.update),
        tuple(key for part in parts for key in part.changes.delete),
    )


def _by_payee(payers: Payers) -> Mapping[str, Sum]:
    """What the file pays to each payee name, all payers and months together."""
    payees: dict[str, Sum] = defaultdict(Sum)
    for sums in payers.sums.values():
        for (name, _), total in sums.items():
            payees[name].pence += total.pence
            payees[name].rows += total.rows
    return payees


def _unmatched(payees: Mapping[str, Sum], matcher: PayeeMatcher) -> tuple[Unmatched, ...]:
    found = [
        Unmatched(name, total.rows, total.pence)
        for name, total in payees.items()
        if matcher.match(name).organisation_id is None
    ]
    return tuple(sorted(found, key=lambda item: (-(item.amount or 0), item.name)))


def _of_ambiguous_payers(
    place: Place, source: Path, by_name: SumsOfNames, payers: Payers
) -> tuple[Skipped, ...]:
    """One entry, at the first row, for all rows of a payer that cannot be told."""
    return tuple(
        Skipped(
            source.name,
            min(total.first_row for total in by_name[name].values()),
            sentences.ambiguous_payer(place, name, match, by_name[name].values()),
        )
        for name, match in payers.ambiguous.items()
    )
