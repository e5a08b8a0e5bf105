"""The rounds of a health profile: which there are, and the profile as people answered in one of them."""

import datetime as dt
from dataclasses import dataclass, replace

from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.opinion import Movement, Opinion
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.analysis.profile.rounds import rated_on
from partnermap.analysis.profile.strength import EvidenceFor, evidence_by_domain, strength_of
from partnermap.domain.place import Place


@dataclass(frozen=True, slots=True)
class Round:
    """A workshop round; `day` is the first of its answers, None where none has a date."""

    name: str
    day: dt.date | None


def rounds_of(profile: HealthProfile) -> tuple[Round, ...]:
    """Every round by the date of the profile, the earliest first, those without a date before all."""
    found: dict[str, dt.date | None] = {}
    for opinion in _opinions(profile):
        day = found.get(opinion.round)
        days = [each for each in (day, opinion.day) if each is not None]
        found[opinion.round] = min(days, default=None)
    order = sorted(found.items(), key=lambda item: (item[1] or dt.date.min, item[0]))
    return tuple(Round(name, day) for name, day in order)


def is_of_one_round(profile: HealthProfile) -> bool:
    """Whether the latest answers of all domains that are rated come from the same round."""
    return len({item.history[-1].round for item in profile.domains if item.history}) < 2


def _opinions(profile: HealthProfile) -> list[Opinion]:
    histories = [item.history for item in profile.domains] + [item.history for item in profile.questions]
    return [opinion for history in histories for opinion in history]


def in_round(place: Place, profile: HealthProfile, shown: Round) -> HealthProfile:
    """The profile with the answers of one round; what the records show stays that of the date."""
    then, _ = rated_on(place, shown.day or profile.on)
    evidence = evidence_by_domain(place, profile.on)
    domains = []
    for item in profile.domains:
        filed = evidence.get(item.domain.number, EvidenceFor())
        rated = then.get(item.domain.number)
        movement = rated.movement if rated and rated.history[-1].round == shown.name else None
        domains.append(_in_round(item, shown.name, filed, movement, profile.on))
    return replace(profile, domains=tuple(domains))


def _in_round(
    item: DomainHealth, name: str, filed: EvidenceFor, movement: Movement | None, on: dt.date
) -> DomainHealth:
    at = next((at for at, found in enumerate(item.history) if found.round == name), None)
    opinion = item.history[at] if at is not None else None
    return replace(
        item,
        opinion=opinion or NotKnown(f"Nobody rated it in the round {name}."),
        history=() if at is None else item.history[: at + 1],
        movement=movement,
        strength=strength_of(filed, opinion, on),
    )
