"""What the user is told about an import of grants, in plain sentences."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from partnermap.domain.dates import NOT_KNOWN
from partnermap.domain.money import money_in_words
from partnermap.exchange.grants.choice import ALL, RECIPIENT, Choice
from partnermap.exchange.grants.grant import Body, Grant
from partnermap.exchange.grants.matching import Bodies
from partnermap.exchange.grants.outcome import Outcome
from partnermap.exchange.grants.terms import year_of_award
from partnermap.exchange.plan import Offer
from partnermap.exchange.wording import some
from partnermap.shell.words import counted

_OF_SOME_GRANTS: tuple[tuple[Callable[[Grant], bool], str], ...] = (
    (
        lambda grant: grant.term.end == NOT_KNOWN,
        "The end of {grants} is not known, which keeps the link in the network for ever; enter the date "
        "where you know it.",
    ),
    (
        lambda grant: not grant.term.start_given,
        "Of {grants} no start is given; the date of award stands for it.",
    ),
    (
        lambda grant: len(grant.term.years) > 1,
        "The term of {grants} spans several financial years, and the file does not say what is paid "
        "when: an award stands whole in the year in which it was made, and money is not known in the "
        "others.",
    ),
    (
        lambda grant: year_of_award(grant.awarded, grant.term) is None,
        "The financial year of {grants} is not known, because the date of award is a year alone.",
    ),
    (
        lambda grant: len(grant.funders) > 1 or len(grant.recipients) > 1,
        "Of {grants} there are several funders or recipients, whose shares the file does not give, so "
        "they are not known.",
    ),
    (
        lambda grant: grant.is_to_grant_on,
        "Of {grants} the recipient grants the money on, so that it counts again in the grants made from "
        "it.",
    ),
)
"""What is said of the grants taken in for which it holds."""


def of_import(
    source: str, grants: Sequence[Grant], choice: Choice, bodies: Bodies, outcome: Outcome
) -> Iterator[str]:
    """Everything that the user must know, the sums first."""
    yield _summary(source, grants, outcome)
    if outcome.individuals:
        yield (
            f"{counted(outcome.individuals, 'grant')} to individuals left out: who received them is "
            "personal data and is nowhere kept."
        )
    if bodies.added:
        yield f"Added, as they were not in this place: {some(bodies.added)}."
    yield from _doubts(bodies, outcome)
    if outcome.other_names:
        named = [f"“{body.name}” for {name}" for body, name in outcome.other_names.items()]
        yield (
            f"By their identifiers these are organisations here, though the file calls them otherwise: "
            f"{some(named)}. Local branches share the number of their parent body; check them."
        )
    if absent := choice.absent(grants):
        yield f"{source} has no grant by or to {some(absent)}."
    if outcome.left_out and not bodies.have_identifiers:
        yield (
            "No organisation here has an identifier such as GB-CHC-1126147, by which grants are "
            "matched; add them in the register."
        )
    for holds, sentence in _OF_SOME_GRANTS:
        if count := sum(map(holds, outcome.taken)):
            yield sentence.format(grants=counted(count, "grant"))


def offers(choice: Choice, outcome: Outcome) -> Iterator[Offer]:
    """How else the file may be taken in, where that would bring something else."""
    if outcome.left_by_funders_here and not (choice.everything or choice.every_recipient):
        yield Offer("Add all recipients of funders here", {RECIPIENT: "all"})
    if outcome.left_out and not choice.everything:
        yield Offer("Add every funder and recipient of the file", {ALL: "yes"})
    if choice != Choice():
        yield Offer("Only grants to organisations here", {})


def _summary(source: str, grants: Sequence[Grant], outcome: Outcome) -> str:
    taken = f"{len(outcome.taken):,} taken in ({money_in_words(_sum(outcome.taken))})"
    text = f"{counted(len(grants), 'grant')} of {source} can be used: {taken}"
    if not outcome.left_out:
        return f"{text}."
    left_out = f"{len(outcome.left_out):,} left out ({money_in_words(_sum(outcome.left_out))})"
    return f"{text}, {left_out}: a body at one end is not, or not for certain, in this place."


def _doubts(bodies: Bodies, outcome: Outcome) -> Iterator[str]:
    """Which names are not enough, and which identifiers contradict each other."""
    by_name = {body: found for body, found in outcome.in_doubt.items() if found.same_name}
    if by_name:
        named = [f"“{_with_id(body)}”" for body in by_name]
        yield (
            f"Nothing but their names says that these are organisations here: {some(named)}. Add the "
            "identifier to the organisation, or the name to its aliases, and import again."
        )
    claimed = {body: found for body, found in outcome.in_doubt.items() if found.claimed_by}
    if claimed:
        named = [
            f"“{_with_id(body)}” ({' or '.join(map(bodies.name_of, found.claimed_by))})"
            for body, found in claimed.items()
        ]
        yield (
            f"Identifiers or aliases point at more than one organisation here, so these were left out: "
            f"{some(named)}. Remove them from all but one."
        )


def _with_id(body: Body) -> str:
    return f"{body.name}, {body.org_ids[0].text}" if body.org_ids else body.name


def _sum(grants: Iterable[Grant]) -> int:
    return sum(grant.amount for grant in grants)
