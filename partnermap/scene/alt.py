"""The map in words: alternative text and the adjacency list, both made from the data."""

from collections.abc import Collection

from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.network.grouping import Grouping
from partnermap.scene.change_marks import Changes
from partnermap.scene.model import AdjacencyRow
from partnermap.scene.shown import Shown
from partnermap.scene.then_and_now import Change
from partnermap.scene.together import links_behind, links_in_words, organisations_in_words
from partnermap.shell.words import counted

MOST_NAMED = 3
INVENTED = "This place and every organisation in it are invented."


def summary(shown: Shown, groups: Grouping, at_risk: Collection[str], at_risk_words: str) -> str:
    """The line under the title: date, what is drawn, what is at risk."""
    bodies, links = _drawn(shown, groups)
    hit = _count(shown, groups, at_risk)
    risk = f" {counted(hit, 'link')} {at_risk_words}." if hit else ""
    return f"Data as at {day_in_words(groups.network.on)}. {bodies}, {links}.{risk}"


def _drawn(shown: Shown, groups: Grouping) -> tuple[str, str]:
    """Organisations and links, those that groups stand for among them."""
    bodies = organisations_in_words(shown.organisation_ids, groups)
    return bodies, links_in_words(shown.ties, groups)


def _count(shown: Shown, groups: Grouping, at_risk: Collection[str]) -> int:
    """How many links are at risk, also of those that no line of their own shows."""
    return sum(tie.id in at_risk for tie in links_behind(shown.ties, groups))


def foot_note(place: Place, left_out: int) -> str | None:
    """The words at the foot of the page: that the place is invented, and how many names do not fit."""
    notes = [INVENTED] if place.is_invented else []
    if left_out:
        words = counted(left_out, "name does", "names do")
        notes.append(f"{words} not fit; more room, shorter names or fewer organisations would help.")
    return " ".join(notes) or None


def alternative_text(shown: Shown, groups: Grouping, at_risk: Collection[str], reorganised: int) -> str:
    """A few sentences for readers who cannot see the drawing."""
    place, day = groups.place, day_in_words(groups.network.on)
    bodies, links = _drawn(shown, groups)
    hit = _count(shown, groups, at_risk)
    parts = [
        f"Map of {place.title} on {day}: {bodies} and {links}.",
        _busiest(shown),
        _alone(shown),
        f"{counted(hit, 'link ends or is', 'links end or are')} at risk." if hit else "",
        f"{counted(reorganised, 'organisation is', 'organisations are')} being reorganised."
        if reorganised
        else "",
        f"{shown.badge}." if shown.badge else "",
        INVENTED if place.is_invented else "",
        "The table of organisations lists every partner.",
    ]
    return " ".join(part for part in parts if part)


def alternative_text_of_changes(place: Place, shown: Shown, changes: Changes) -> str:
    """A few sentences for a map of two dates; the full list of changes stands beside it."""
    parts = [
        f"Map of {place.title}: {changes.dates}.",
        changes.summary,
        f"{shown.badge}." if shown.badge else "",
        INVENTED if place.is_invented else "",
        "Every change stands as a sentence after the map.",
    ]
    return " ".join(part for part in parts if part)


def _busiest(shown: Shown) -> str:
    order = sorted(
        range(len(shown.organisations)),
        key=lambda row: (-shown.degrees[row], shown.organisations[row].name.casefold()),
    )
    named = [
        f"{shown.organisations[row].name} ({counted(int(shown.degrees[row]), 'partner')})"
        for row in order[:MOST_NAMED]
        if shown.degrees[row]
    ]
    return f"Most partners: {', '.join(named)}." if named else ""


def _alone(shown: Shown) -> str:
    alone = int((shown.degrees == 0).sum())
    return f"{counted(alone, 'organisation has', 'organisations have')} no links." if alone else ""


def adjacency(shown: Shown, changes: Changes | None = None) -> tuple[AdjacencyRow, ...]:
    """Every drawn organisation by name, with its sector and its partners by name.

    On a map of two dates a partner carries in brackets what became of the links with it.
    """
    partners: list[dict[int, set[str]]] = [{} for _ in shown.organisations]
    for tie, (one, other) in zip(shown.ties, shown.ends.tolist(), strict=True):
        change = changes.ties[tie.id] if changes is not None else Change.KEPT
        for end, partner in ((one, other), (other, one)):
            partners[end].setdefault(partner, set()).add(change)
    names = [organisation.name for organisation in shown.organisations]
    order = sorted(range(len(names)), key=lambda row: (names[row].casefold(), row))
    return tuple(
        AdjacencyRow(
            names[row],
            shown.roles[row].value,
            tuple(
                sorted(
                    (_partner(names[partner], found) for partner, found in partners[row].items()),
                    key=str.casefold,
                )
            ),
        )
        for row in order
    )


def _partner(name: str, changes: set[str]) -> str:
    told = sorted(changes - {Change.KEPT})
    return f"{name} ({', '.join(told)})" if told else name
