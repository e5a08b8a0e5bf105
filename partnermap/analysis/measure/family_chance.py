"""How sure the figures are: what luck alone would give, and how far one link or body moves them."""

from dataclasses import asdict

import numpy as np

from partnermap.analysis.measure import centrality
from partnermap.analysis.measure.answer import Answer, Columns, Plain
from partnermap.analysis.measure.chance import DRAWS, Chance, draws_for, plain, seed_of
from partnermap.analysis.measure.entry import Cost, Direction, Measure, Need, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.inclusion import inclusion_chances
from partnermap.analysis.measure.leave_one_out import (
    RANKED,
    Span,
    e_i_span,
    if_one_link_changed,
    rank_spans,
)
from partnermap.analysis.measure.multiplexity import overlap_chances
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.rank_tiers import tiers
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.sector_chance import sector_chances
from partnermap.analysis.measure.sectors import known_sectors
from partnermap.analysis.measure.shape import Pairs

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="significance",
        title="Compared with luck",
        board="Whether a pattern like this could arise by luck: unlikely, or quite possible.",
        direction=Direction.NONE,
        formula=(
            "the same figure with the sectors dealt out anew 5,000 times, or in every possible way "
            "where there are few; for the overlap of two kinds one is laid over the other at random; "
            "p is one more than the draws that go as far, over one more than the draws"
        ),
        source="A24",
        needs=(Need.TIES, Need.SECTORS),
        cost=Cost.NULL_MODEL,
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="if_one_link_changed",
        title="If one link changed",
        board="How far these figures would move if a single link were not there.",
        direction=Direction.NONE,
        formula="the least and the largest value with each linked pair left out in turn",
        source="A25, small-network cautions",
        cost=Cost.SECONDS,
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.tiers",
        title="Tier",
        board="Whether an organisation is among the top three, in the middle or at the edge.",
        direction=Direction.NONE,
        formula="the three largest values, the lowest third and nought, and the rest; equals together",
        source="A25, small-network cautions",
    ),
    Measure(
        key="per_organisation.rank_spans",
        title="Span of ranks",
        board="Between which ranks it would move if any one other organisation were not on the map.",
        direction=Direction.NONE,
        formula="the rank, and its best and worst with each other organisation left out in turn",
        source="A25",
        cost=Cost.SECONDS,
        shown=Shown.ANALYST,
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """Chances of figures under their own keys, and spans of centralisation and the E-I index."""
    if (draws := draws_for(len(question.names))) < DRAWS:
        answer.sampled["significance"] = f"From {draws} draws instead of {DRAWS:,}."
    return {
        "significance": {
            "seed": seed_of(question.place),
            **_sectors(question, answer),
            "vcse_inclusion": _inclusion(question, answer),
            "multiplexity": _overlaps(question, answer),
        },
        "if_one_link_changed": _spans(question, answer),
    }


def columns(question: Question, answer: Answer) -> Columns:
    """Tiers by partners and betweenness, and spans of ranks, as objects by measure."""
    pairs, n = _pairs(question), len(question.names)
    spans = rank_spans(n, pairs, question.token)
    rows: object = spans
    if not isinstance(spans, NotDefined):
        rows = [{key: asdict(spans[key][node]) for key in RANKED} for node in range(n)]
    between = question.betweenness
    by_tier = {
        "degree": tiers(question.degree),
        "betweenness": tiers([0.0] * n if isinstance(between, NotDefined) else between),
    }
    return {
        "tiers": [{key: found[node] for key, found in by_tier.items()} for node in range(n)],
        "rank_spans": answer.column("rank_spans", rows, n),
    }


def _pairs(question: Question) -> Pairs:
    return question.network.pairs.astype(np.intp)


def _sectors(question: Question, answer: Answer) -> Plain:
    place, key = question.place, "significance"
    found = sector_chances(question.graph, question.labels, seed_of(place), question.token)
    if isinstance(found, NotDefined):
        names = ("e_i_index", "sector_assortativity", "mixing_matrix")
        return {name: answer.take(f"{key}.{name}", found) for name in names}
    assortativity = answer.take(f"{key}.sector_assortativity", found.assortativity)
    return {
        "e_i_index": plain(found.e_i_index),
        "sector_assortativity": plain(assortativity) if isinstance(assortativity, Chance) else None,
        "mixing_matrix": [
            {"sectors": list(cell), **plain(chance)} for cell, chance in found.cells.items()
        ],
    }


def _inclusion(question: Question, answer: Answer) -> Plain | None:
    cores = centrality.core_numbers(question.graph)
    found = inclusion_chances(
        question.network, question.labels, cores, seed_of(question.place), question.token
    )
    if isinstance(found, NotDefined | NotKnown):
        answer.take("significance.vcse_inclusion", found)
        return None
    return {name: plain(chance) for name, chance in found.items()}


def _overlaps(question: Question, answer: Answer) -> list[Plain] | None:
    found = overlap_chances(question.network, seed_of(question.place), question.token)
    if isinstance(found, NotDefined):
        answer.take("significance.multiplexity", found)
        return None
    return [
        {"kinds": [one.value, other.value], **plain(chance)} for (one, other), chance in found.items()
    ]


def _spans(question: Question, answer: Answer) -> Plain:
    pairs, codes = known_sectors(question.graph, question.labels)
    external = int((codes[pairs[:, 0]] != codes[pairs[:, 1]]).sum())
    found: dict[str, Span | NotDefined] = {
        **if_one_link_changed(len(question.names), _pairs(question), question.token),
        "e_i_index": e_i_span(external, len(pairs) - external),
    }
    return {
        key: None
        if answer.take(f"if_one_link_changed.{key}", span) is None
        else answer.fields(f"if_one_link_changed.{key}", ("low", "high"), span)
        for key, span in found.items()
    }


FAMILY = Family(MEASURES, figures, columns)
