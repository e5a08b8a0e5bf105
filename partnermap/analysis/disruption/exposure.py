"""D6: how much of each organisation's joint work is with bodies that are being reorganised."""

from collections import defaultdict
from dataclasses import dataclass

from partnermap.analysis.disruption.curves import central, strain
from partnermap.analysis.disruption.grid import coarse_edges
from partnermap.analysis.disruption.intensity import averages
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.measure.result import NotDefined

NO_PARTNERS = NotDefined("An organisation with no tie within these dates has none.")


@dataclass(frozen=True, slots=True)
class Exposure:
    """One organisation's exposure, its partners weighted by the strength of its ties with them.

    Attributes:
        share: of its joint work that is with bodies hit within the horizon, 0 to 1.
        over_time: the same with every partner's mean strain over the horizon, 0 to 1.
        own_event_ids: the reorganisations that hit the organisation itself within the horizon.
    """

    organisation_id: str
    share: float | NotDefined
    over_time: float | NotDefined
    own_event_ids: tuple[str, ...]


def exposures(model: Model, organisation_ids: tuple[str, ...]) -> tuple[Exposure, ...]:
    """The exposure of each organisation, in the order given."""
    weights = _weights(model)
    weighing = {position for position, event in enumerate(model.events) if model.can_weigh(event)}
    own = {
        key: tuple(
            model.events[event].reorganisation_id
            for event, _ in model.pressure_on(key)
            if event in weighing
        )
        for key in {*organisation_ids, *weights}
    }
    means = _mean_strain(model, [key for key, events in own.items() if events])
    return tuple(_exposure(key, weights.get(key, {}), own, means) for key in organisation_ids)


def _weights(model: Model) -> dict[str, dict[str, float]]:
    """Strength of the ties of the horizon with each partner."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for item in model.ties:
        one, other = item.tie.pair
        found[one][other] += item.tie.strength
        found[other][one] += item.tie.strength
    return found


def _mean_strain(model: Model, organisation_ids: list[str]) -> dict[str, float]:
    drawn = central(model)
    over_time = averages(drawn.when, coarse_edges(model))
    return {
        key: float(strain(model.pressure_on(key), drawn, over_time, 1.0).mean())
        for key in organisation_ids
    }


def _exposure(
    key: str, partners: dict[str, float], own: dict[str, tuple[str, ...]], means: dict[str, float]
) -> Exposure:
    whole = sum(partners.values())
    if not whole:
        return Exposure(key, NO_PARTNERS, NO_PARTNERS, own[key])
    hit = sum(weight for partner, weight in partners.items() if own[partner])
    over_time = sum(weight * means.get(partner, 0.0) for partner, weight in partners.items())
    return Exposure(key, hit / whole, over_time / whole, own[key])
