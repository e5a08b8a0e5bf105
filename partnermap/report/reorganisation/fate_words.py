"""What becomes of linked pairs, in the words of page one and of the section on reorganisation."""

from collections.abc import Mapping

from partnermap.analysis.succession.sentences import HEADING_VERBS
from partnermap.analysis.succession.totals import Heading, LinkCounts
from partnermap.domain.sentences import digits, joined

HEADING_WORDS: Mapping[Heading, str] = {
    Heading.CARRIES_ON: "Carries on",
    Heading.NEEDS_DECISION: "Awaits a decision",
    Heading.INTERNAL: "Becomes internal",
    Heading.NO_HOME: "Has no home",
    Heading.ENDED: "Ends anyway",
    Heading.NOT_KNOWN: "Not known",
}
"""As a row of a table says it."""


def fates_in_words(counts: LinkCounts) -> str:
    """`40 carry on, 12 await a decision, ... and 3 end anyway.`"""
    fates = (
        (Heading.CARRIES_ON, counts.carries_on),
        (Heading.NEEDS_DECISION, counts.needs_decision),
        (Heading.INTERNAL, counts.internal),
        (Heading.NO_HOME, counts.no_home),
        (Heading.ENDED, counts.ended),
    )
    parts = [f"{digits(count)} {verb_for(count, *HEADING_VERBS[heading])}" for heading, count in fates]
    if counts.not_known:
        parts.append(f"what becomes of {digits(counts.not_known)} is not known")
    return f"{joined(parts)}."


def verb_for(count: int, one: str, many: str) -> str:
    """The form for none and one, or for several."""
    return one if count <= 1 else many
