"""What has been decided about links that change hands: law, people and staff are three answers."""

from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Decision
from partnermap.domain.sentences import capital, counted, joined
from partnermap.network.origin import name_of_origin
from partnermap.report.content import Field, Grid, Section
from partnermap.report.reorganisation.ahead import Ahead

_NOTHING = "Not recorded"


def decided_section(ahead: Ahead) -> tuple[Section, ...]:
    """One row for each record with a decision; none where there is no decision to show."""
    found = [item for item in ahead.comparison.carrying.decisions if _is_shown(ahead, item)]
    if not found:
        return ()
    fields = (
        Field("What", 0.22),
        Field("Goes to", 0.18),
        Field("Legal carry-over", 0.14),
        Field("People", 0.13),
        Field("Staff route", 0.16),
        Field("Decided", 0.17),
    )
    rows = sorted((_row(ahead, item) for item in found), key=lambda row: row[0].casefold())
    summary = "One row for each decision: where it goes, law, people, staff, when and by whom."
    heading = f"Appendix: {counted(len(rows), 'decision')} on record about links that change hands"
    return (Section(heading, (Grid(fields, tuple(rows), summary),)),)


def _is_shown(ahead: Ahead, item: Decision) -> bool:
    return ahead.audience.sees_posts or item.about_table != Post.TABLE


def _row(ahead: Ahead, item: Decision) -> tuple[str, ...]:
    goes_to = _NOTHING if item.goes_to_id is None else ahead.comparison.name(item.goes_to_id)
    return (
        _name(ahead, About(item.about_table or "", item.about_id or "")),
        goes_to,
        *(
            capital(text) if text else _NOTHING
            for text in (item.legal_carry_over, item.relationship_continuity, item.staff_route)
        ),
        _when(ahead, item),
    )


def _name(ahead: Ahead, about: About) -> str:
    """The record's name, else the organisations that it links."""
    links = [link for pair in ahead.comparison.fates.pairs for link in pair.links]
    pairs = dict.fromkeys(link.tie.pair for link in links if link.tie.origin == about)
    told = joined([" – ".join(ahead.comparison.names(pair)) for pair in pairs])
    return name_of_origin(ahead.place, about) or told


def _when(ahead: Ahead, item: Decision) -> str:
    """The public does not read who decided, which may be a person."""
    day = item.decided_on.in_words() if item.decided_on is not None and item.decided_on.is_known else ""
    by = f"by {item.decided_by}" if item.decided_by and ahead.audience.sees_posts else ""
    return capital(", ".join(part for part in (day, by) if part)) or _NOTHING
