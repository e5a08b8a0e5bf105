"""What a survey of partners left in the file: who was asked, who answered, who reported which link.

A file records it as statements of kind `survey`: about an organisation, with the stage `invited` or
`answered`; about a tie, agreement, post or team, with the organisation that reported it as the owner,
by the name, short name or ID that the file has for it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnermap.domain.dates import known_first_day
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place

KIND = "survey"
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey as recorded by a date.

    Attributes:
        invited: organisations asked; those who answered are among them.
        answered: organisations that answered.
        reports: organisations that reported the link, by the table and id of its record.
    """

    invited: frozenset[str]
    answered: frozenset[str]
    reports: Mapping[tuple[str, str], frozenset[str]]


def survey_on(place: Place, on: dt.date) -> Survey | None:
    """What was recorded by the date; None when no organisation was asked."""
    invited, answered = set[str](), set[str]()
    reports: dict[tuple[str, str], set[str]] = defaultdict(set)
    called = _called(place)
    for statement in _statements(place, on):
        if statement.about_table == Organisation.TABLE and statement.about_id:
            invited.add(statement.about_id)
            if _plain(statement.stage) == ANSWERED:
                answered.add(statement.about_id)
        elif statement.about_table and statement.about_id and _plain(statement.owner) in called:
            about = statement.about_table, statement.about_id
            reports[about].add(called[_plain(statement.owner)])
    if not invited:
        return None
    by_record = {about: frozenset(found) for about, found in reports.items()}
    return Survey(frozenset(invited), frozenset(answered), by_record)


def _statements(place: Place, on: dt.date) -> Iterator[Statement]:
    for statement in place.of(Statement).values():
        day = known_first_day(statement.date)
        if _plain(statement.kind) == KIND and (day is None or day <= on):
            yield statement


def _called(place: Place) -> dict[str, str]:
    """Organisation ids by every text that means one; names come before short names and IDs."""
    organisations = place.organisations.values()
    found = {_plain(item.ref): item.id for item in organisations}
    found |= {_plain(item.short_name): item.id for item in organisations}
    found |= {_plain(item.name): item.id for item in organisations}
    found.pop("", None)
    return found


def _plain(text: str | None) -> str:
    return " ".join((text or "").lower().split())
