"""The slow null models of a place, for the background: everything that random graphs can say (A24)."""

import datetime as dt
from collections.abc import Mapping

from partnermap.analysis.measure.answer import Plain
from partnermap.analysis.measure.chance import DRAWS, Chance, plain, seed_of
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.random_graphs import modularity_chance, shape_chances
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on

COMMUNITIES = "communities.modularity"


def null_models(
    place: Place,
    on: dt.date,
    kinds: frozenset[TieKind] | None = None,
    token: Token | None = None,
    draws: int = DRAWS,
) -> dict[str, Chance | NotDefined]:
    """Centralisation, robustness and modularity against luck, by key in the JSON of `measures`.

    `measures` gives the quick ones, which deal out sectors or lay kinds over each other, under
    `significance`; these take seconds to minutes, report progress and stop when cancelled.

    Args:
        place: the records; its assumption `seed` counts.
        on: the date.
        kinds: kinds of tie that count; None counts all.
        token: to cancel by and to report to.
        draws: random graphs of either sort.

    Raises:
        Cancelled: the token was cancelled.
    """
    graph, seed = simple_graph(network_on(place, on, kinds=kinds)), seed_of(place)
    return {
        **shape_chances(graph, seed, token, draws),
        COMMUNITIES: modularity_chance(graph, seed, token, draws),
    }


def with_null_models(answer: Plain, found: Mapping[str, Chance | NotDefined]) -> Plain:
    """The answer of `measures` with what null models found, under `null_models`, by key."""
    reasons = {
        f"null_models.{key}": item.reason for key, item in found.items() if isinstance(item, NotDefined)
    }
    not_defined = answer["not_defined"]
    return {
        **answer,
        "null_models": {
            key: plain(item) if isinstance(item, Chance) else None for key, item in found.items()
        },
        "not_defined": {**not_defined, **reasons} if isinstance(not_defined, dict) else reasons,
    }
