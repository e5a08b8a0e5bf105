"""What is reported but not mended: shares above all, dates that disagree, circles, rows alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from partnermap.analysis.disruption.assumptions import assumptions_of
from partnermap.domain.agreement import Contribution
from partnermap.domain.dates import Period
from partnermap.domain.evidence import Assumption
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, references_of
from partnermap.domain.post import PostPartner
from partnermap.domain.reorganisation import ALL_SHARES, Reorganisation, ScenarioChange, Succession
from partnermap.domain.tie import Tie
from partnermap.domain.words import PostPartnerRole
from partnermap.exchange.workbook.draft import Draft
from partnermap.exchange.workbook.names import name_of
from partnermap.network.reorganisation_problems import reorganisation_problems
from partnermap.network.scenario import scenario_problems

_LOOKED_AT = (Reorganisation.TABLE, Succession.TABLE, ScenarioChange.TABLE, Assumption.TABLE)


def sentences_about(place: Place, drafts: Iterable[Draft]) -> list[str]:
    """One sentence for each row in question, with its place, row and field.

    Args:
        place: as it stands after the import.
        drafts: the rows of the import, each with the key of its record.
    """
    of_table: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        of_table[draft.form.table].append(draft)
    return [
        *_post_shares(place, of_table[PostPartner.TABLE]),
        *_reorganisations(place, [draft for table in _LOOKED_AT for draft in of_table[table]]),
        *_contributions_twice(place, of_table[Contribution.TABLE]),
        *(sentence for rows in of_table.values() for sentence in _circles(place, rows)),
        *(
            sentence
            for draft in of_table[Tie.TABLE]
            for sentence in _tie_dates(place, draft, place.ties[draft.id or ""])
        ),
    ]


def _post_shares(place: Place, drafts: Iterable[Draft]) -> Iterator[str]:
    totals: dict[str, float] = defaultdict(float)
    for partner in place.of(PostPartner).values():
        if partner.role is PostPartnerRole.FUNDS:
            totals[partner.post_id] += partner.share or 0
    last_rows = {place.of(PostPartner)[draft.id or ""].post_id: draft for draft in drafts}
    for post_id, draft in last_rows.items():
        if totals[post_id] > ALL_SHARES:
            yield _too_much(draft, f"the post “{place.posts[post_id].title}”", totals[post_id])


def _reorganisations(place: Place, drafts: Iterable[Draft]) -> Iterator[str]:
    """What is wrong with the reorganisations of the import, their scenarios and assumptions."""
    rows = {(draft.form.table, draft.id): draft for draft in drafts}
    for problem in (
        *reorganisation_problems(place),
        *scenario_problems(place),
        *assumptions_of(place).problems,
    ):
        draft = rows.get((problem.about.table, problem.about.id))
        if draft is not None:
            yield f"{draft.place}, row {draft.row}, {problem.what}"


def _too_much(draft: Draft, whose: str, total: float) -> str:
    return (
        f"{draft.place}, row {draft.row}, Share: the shares of {whose} add up to {total:.0%}; "
        f"correct them so that they are 100% at most."
    )


def _contributions_twice(place: Place, drafts: Iterable[Draft]) -> Iterator[str]:
    """Rows that are alike in all but the amount: two instalments, or one typed twice.

    What is mandated and what is paid on top are two rows by right.
    """
    rows: dict[tuple[object, ...], dict[str, Draft]] = defaultdict(dict)
    for draft in drafts:
        item = place.of(Contribution)[draft.id or ""]
        key = (item.mandated, *(getattr(item, name) for name in draft.form.key))
        rows[key][item.id] = draft
    for alike in rows.values():
        if len(alike) > 1:
            first, *_ = found = sorted(alike.values(), key=lambda draft: draft.row)
            numbers = " and ".join(str(draft.row) for draft in found)
            yield (
                f"{first.place}, rows {numbers}: agreement, organisation, role, year, kind and mandate "
                f"are the same; all were kept and count. Delete one if it stands there by mistake."
            )


def _circles(place: Place, drafts: Iterable[Draft]) -> Iterator[str]:
    """References within one sheet, such as Part of, that lead back to where they start."""
    reported: set[str] = set()
    for draft in drafts:
        for name, table in references_of(draft.form.kind).items():
            if table != draft.form.table or draft.id in reported:
                continue
            circle = _way_back(place, table, draft.id or "", name)
            if circle:
                reported.update(circle)
                title = draft.form.title_of_field[name]
                yield (
                    f"{draft.place}, row {draft.row}, {title}: {_named(place, table, circle)} lead back "
                    f"to the first in a circle; correct one of them."
                )


def _named(place: Place, table: str, keys: Iterable[str]) -> str:
    records = (record for key in keys if (record := place.get(table, key)) is not None)
    return " and ".join(f"“{name_of(record)}”" for record in records)


def _way_back(place: Place, table: str, start: str, name: str) -> list[str]:
    """The records from one back to itself along a reference; none where the way ends."""
    seen: list[str] = []
    key: str | None = start
    while key is not None and key not in seen:
        seen.append(key)
        key = getattr(place.get(table, key), name, None)
    return seen if key == start and len(seen) > 1 else []


def _tie_dates(place: Place, draft: Draft, tie: Tie) -> Iterator[str]:
    for title, key in (("From", tie.from_id), ("To", tie.to_id)):
        organisation = place.organisations[key]
        if reason := _starts_early(tie, organisation) or _ends_late(place, tie, organisation):
            yield f"{draft.place}, row {draft.row}, {title}: {reason} Check both dates."


def _starts_early(tie: Tie, organisation: Organisation) -> str | None:
    """How two stated dates contradict each other; a date that is open contradicts nothing."""
    if tie.period.start_known and Period(organisation.opened, tie.start).is_reversed:
        return f"the tie starts {tie.start}, before “{organisation.name}” opens ({organisation.opened})."
    return None


def _ends_late(place: Place, tie: Tie, organisation: Organisation) -> str | None:
    """A tie may outlive a body that has a successor: it is carried to that one."""
    closed = organisation.closed
    if closed is None or tie.end is None or not closed.is_known or not tie.end.is_known:
        return None
    if tie.end.first_day <= closed.last_day or _has_successor(place, organisation):
        return None
    return f"the tie ends {tie.end}, after “{organisation.name}” closes ({closed})."


def _has_successor(place: Place, organisation: Organisation) -> bool:
    return any(row.predecessor_id == organisation.id for row in place.of(Succession).values())
