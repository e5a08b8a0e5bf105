"""What a succession does to the ties and the money that are recorded with its predecessors."""

from collections.abc import Iterator

from partnermap.domain.agreement import Contribution
from partnermap.domain.changes import Changes
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Succession
from partnermap.domain.tie import Tie


def what_carries_over(place: Place, changes: Changes) -> Iterator[str]:
    """A sentence for each predecessor with records of its own: to whom its links and money pass.

    Args:
        place: the records before the import.
        changes: what the import would create.
    """
    successors: dict[str, list[str]] = {}
    names = {item.id: getattr(item, "name", "") for item in changes.create}
    for item in changes.create:
        if isinstance(item, Succession):
            successors.setdefault(item.predecessor_id, []).append(item.successor_id)
    for predecessor, heirs in successors.items():
        recorded = _recorded(place, predecessor)
        if recorded:
            who = [names.get(key) or place.name_of(key) for key in heirs]
            yield _sentence(place.name_of(predecessor), recorded, who)


def _recorded(place: Place, organisation_id: str) -> str:
    """How many ties and contributions name the organisation, in words; empty for none."""
    if organisation_id not in place.organisations:
        return ""
    ties = sum(organisation_id in (tie.from_id, tie.to_id) for tie in place.of(Tie).values())
    money = sum(row.organisation_id == organisation_id for row in place.of(Contribution).values())
    parts = ((ties, "recorded link"), (money, "contribution"))
    return " and ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in parts if count)


def _sentence(name: str, recorded: str, heirs: list[str]) -> str:
    if len(heirs) == 1:
        return (
            f"{recorded} of {name} pass to {heirs[0]} from that day, marked as inherited until a "
            "decision confirms it."
        )
    return (
        f"{recorded} of {name} need a decision, because {' and '.join(heirs)} took over from it; record "
        "one for each under Decisions."
    )
