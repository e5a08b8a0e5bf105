"""Successions laid over a place: bodies that are missing, reorganisations, and what carries over."""

import datetime as dt
from collections.abc import Mapping

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue, SourceError
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Succession
from partnermap.domain.sentences import counted
from partnermap.exchange.bodies.codes import organisations_by_code
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.succession.chains import events_of, links_about
from partnermap.exchange.succession.records import Bringing
from partnermap.exchange.succession.sentences import what_carries_over
from partnermap.exchange.succession.successions import Link, Successions
from partnermap.exchange.wording import some

CODE, SINCE = "code", "since"
"""What may be selected: bodies to follow that the place does not have, and the first year."""

FIRST_YEAR = dt.date(2013, 1, 1)
"""Earlier changes are left out unless asked for: few links of a place reach behind those of 2013."""


def plan_successions(
    place: Place, source: str, found: Successions, select: Mapping[str, str]
) -> ImportPlan:
    """Reorganisations of the bodies of a place, through all their predecessors and successors.

    Args:
        place: the records as they stand.
        source: file name, noted on everything made.
        found: what the file holds, for the whole country.
        select: `code` and `since`.

    Raises:
        SourceError: `since` is no date, or a code is not in the file.
    """
    since = _since(select)
    here = organisations_by_code(place, found.scheme)
    wanted = _selected(select)
    if absent := sorted(wanted - found.bodies.keys()):
        raise SourceError(f"{source} has no succession of {some(absent)}; check the code.")
    roots = _settled_here(place, here) | wanted or here.keys()
    links = links_about(found.links, roots, since, _known_steps(place, here))
    bringing = Bringing(place, source, found, here)
    events = events_of(bringing.usable(links))
    for event in events:
        bringing.add(event)
    bringing.renew(set(here))
    return ImportPlan(
        label=f"Import of {source}",
        read=found.read,
        changes=bringing.changes,
        unchanged=bringing.unchanged,
        skipped=(*found.skipped, *bringing.skipped),
        warnings=(
            _summary(source, found, links, since, has_codes=bool(here or wanted)),
            *bringing.sentences(),
            *what_carries_over(place, bringing.changes),
        ),
    )


def _settled_here(place: Place, here: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Codes of the bodies that no earlier import of successions brought.

    Only their relations are followed: else every import would bring those of the last one's newcomers.
    """
    brought = {
        (end, row.source)
        for row in place.of(Succession).values()
        if row.source is not None
        for end in (row.predecessor_id, row.successor_id)
    }
    sources = {key: body.source for key, body in place.organisations.items()}
    return {code for code, ids in here.items() if any((key, sources[key]) not in brought for key in ids)}


def _known_steps(place: Place, here: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The successions that the place holds, by code: a later file may go on from them."""
    code_of = {key: code for code, ids in here.items() for key in ids}
    rows = place.of(Succession).values()
    ends = ((code_of.get(row.predecessor_id), code_of.get(row.successor_id)) for row in rows)
    return [(old, new) for old, new in ends if old is not None and new is not None]


def _since(select: Mapping[str, str]) -> dt.date:
    text = select.get(SINCE, "").strip()
    if not text:
        return FIRST_YEAR
    try:
        date = PartialDate.parse(text)
    except BadValue:
        date = None
    if date is None or not date.is_known:
        raise SourceError(f"“{text}” is no date to begin with; write --select since=2002.")
    return date.first_day


def _selected(select: Mapping[str, str]) -> set[str]:
    parts = select.get(CODE, "").replace(";", ",").split(",")
    return {part.strip().upper() for part in parts if part.strip()}


def _summary(
    source: str, found: Successions, links: tuple[Link, ...], since: dt.date, *, has_codes: bool
) -> str:
    if not has_codes:
        return (
            f"No organisation here has a code of {found.scheme}, so nothing of {source} was taken; give "
            f"them identifiers such as {found.scheme}-{_example(found)}, or name bodies with --select "
            f"code={_example(found)}."
        )
    earlier = sum(link.day < since for link in found.links)
    left = f"; {earlier:,} before {since.year} left out (--select since=YEAR)" if earlier else ""
    return (
        f"{counted(len(found.links), 'succession')} in {source}, {len(links):,} of them of bodies of "
        f"this place{left}."
    )


def _example(found: Successions) -> str:
    return found.links[-1].new if found.links else next(iter(found.bodies), "CODE")
