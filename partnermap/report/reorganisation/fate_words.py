"""What becomes of linked pairs, in the words of page one and of the section on reorganisation."""

from collections.abc import Mapping

from partnermap.analysis.succession.fates import Fates
from partnermap.analysis.succession.sentences import HEADING_VERBS, all_unknown
from partnermap.analysis.succession.totals import Heading, LinkCounts
from partnermap.domain.sentences import capital, digits, joined

HEADING_WORDS: Mapping[Heading, str] = {
    Heading.CARRIES_ON: "Carries on",
    Heading.NEEDS_DECISION: "Awaits a decision",
    Heading.INTERNAL: "Becomes internal",
    Heading.NO_HOME: "Has no home",
    Heading.ENDED: "Ends anyway",
    Heading.NOT_KNOWN: "Not known",
}
"""As a row of a table says it."""


def fates_in_words(counts: LinkCounts, fates: Fates, lead: str = "", of: str = "") -> str:
    """`All pairs: 40 carry on, 12 await a decision and 3 end anyway.`; headings with none are left out.

    Where all have the same fate, it is told in few words: `All pairs: all 40 carry on.`

    Args:
        counts: one linked pair or more.
        fates: those that were counted, perhaps among others.
        lead: when, or with whom.
        of: who or how many they are, told where their fates differ.
    """
    if len(_fates_of(counts)) == 1:
        told = _one_fate(counts, fates)
        return f"{lead}, {told}." if lead else f"{capital(told)}."
    parts = [
        f"what becomes of {digits(count)} is not known"
        if heading is Heading.NOT_KNOWN
        else f"{digits(count)} {verb_for(count, *HEADING_VERBS[heading])}"
        for heading, count in _fates_of(counts)
    ]
    return f"{', '.join(part for part in (lead, of) if part)}: {joined(parts)}."


def _fates_of(counts: LinkCounts) -> tuple[tuple[Heading, int], ...]:
    found = ((heading, int(getattr(counts, heading.value))) for heading in Heading)
    return tuple((heading, count) for heading, count in found if count)


def _one_fate(counts: LinkCounts, fates: Fates) -> str:
    if counts.not_known:
        return all_unknown(counts.not_known, fates)
    ((heading, count),) = _fates_of(counts)
    verb = verb_for(count, *HEADING_VERBS[heading])
    return f"all {count:,} {verb}" if count > 1 else f"the one linked pair {verb}"


def verb_for(count: int, one: str, many: str) -> str:
    """The form for none and one, or for several."""
    return one if count <= 1 else many
