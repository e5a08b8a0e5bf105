"""The ties themselves: in how many ways they join two bodies, for how long, and what has changed."""

from dataclasses import replace

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.change import change_between
from partnermap.analysis.measure.entry import Direction, Measure, Need, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.multiplexity import multiplexity
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.tie_age import pair_histories, tie_ages
from partnermap.domain.dates import add_months
from partnermap.network.network import Network

AGE_FIELDS = ("known", "not_known", "median", "five_years_share", "under_one_year_share")

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="multiplexity",
        title="Multiplexity",
        board="How many different ways two organisations are joined.",
        direction=Direction.HIGHER,
        formula=(
            "kinds for each linked pair, their mean and the share of pairs with two or more; overlap "
            "of two kinds is pairs with both over pairs with either"
        ),
        source="A20",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="tie_age",
        title="Age of links",
        board="How long the links of today have been there.",
        direction=Direction.NONE,
        formula=(
            "years of 365.25 days from the start of each tie, their median, and the shares of five "
            "years or more and of less than one; ties without a known start do not count"
        ),
        source="A21",
        needs=(Need.TIES, Need.STARTS),
    ),
    Measure(
        key="shared_history",
        title="Shared history",
        board="How long these partners have actually been working together.",
        direction=Direction.HIGHER,
        formula=(
            "for each linked pair the time in which it had any tie, ended ones and those of bodies it "
            "succeeded included"
        ),
        source="A21",
        needs=(Need.TIES, Need.STARTS),
    ),
    Measure(
        key="network_change",
        title="Change within a year",
        board="Of the links of today or a year ago, this share was there both times.",
        direction=Direction.NONE,
        formula=(
            "linked pairs of both dates over those of either, bodies that closed replaced by their "
            "successors; pairs that have become internal left out, those awaiting a decision not lost"
        ),
        source="A22",
        needs=(Need.TIES, Need.STARTS),
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """Multiplexity and ages in years, each with the VCSE beside it, and what a year has changed."""
    found: Plain = {"network_change": _change(question, answer)}
    everybody = question.network
    for network, under in ((everybody, ""), (_with_vcse(question), ".vcse")):
        histories = pair_histories(question.place, network, question.kinds)
        parts = {
            "multiplexity": _multiplexity(network, f"multiplexity{under}", answer),
            "tie_age": answer.fields(f"tie_age{under}", AGE_FIELDS, tie_ages(network)),
            "shared_history": answer.fields(f"shared_history{under}", AGE_FIELDS, histories),
        }
        for key, part in parts.items():
            found[key] = part if network is everybody else {**_object(found[key]), "vcse": part}
    return found


def _object(value: object) -> Plain:
    return value if isinstance(value, dict) else {}


def _with_vcse(question: Question) -> Network:
    """The network with only the ties that have a VCSE or community organisation at an end."""
    ties = (tie for tie in question.network.ties if question.place.has_vcse(tie.pair))
    return replace(question.network, ties=tuple(ties))


def _multiplexity(network: Network, key: str, answer: Answer) -> Plain:
    found = multiplexity(network)
    overlaps: list[Plain] = []
    if not isinstance(found, NotDefined):
        overlaps = [
            {"kinds": [one.value, other.value], "value": value}
            for (one, other), value in found.overlaps.items()
        ]
    fields = answer.fields(key, ("mean", "share_of_two", "single_kind"), found)
    return {**fields, "overlaps": overlaps}


def _change(question: Question, answer: Answer) -> Plain:
    """Pairs by name, those of the earlier date as they are called today where they have a successor."""
    name = question.place.name_of
    found = change_between(question.place, add_months(question.on, -12), question.on, question.kinds)
    lists = {part: getattr(found, part) for part in ("gained", "lost", "waiting", "internal")}
    return {
        "since": found.before.isoformat(),
        "jaccard": answer.take("network_change.jaccard", found.jaccard),
        "kept": len(found.kept),
        **{part: [[name(end) for end in pair] for pair in pairs] for part, pairs in lists.items()},
    }


FAMILY = Family(MEASURES, figures)
