"""The picture that the pages of the room share: a place with its scenario, compared; no Qt."""

from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.fates import Fate, PairFate, Picture, fates_between
from partnermap.analysis.succession.sentences import HEADING_VERBS
from partnermap.analysis.succession.totals import HEADING_OF, Heading
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.sentences import counted, joined, month_in_words
from partnermap.network.scenario import scenario_names, with_scenario
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest

WORDS = {
    Heading.CARRIES_ON: text("Carries on"),
    Heading.NEEDS_DECISION: text("Awaits a decision"),
    Heading.INTERNAL: text("Becomes internal"),
    Heading.NO_HOME: text("No home"),
    Heading.ENDED: text("Ends anyway"),
    Heading.NOT_KNOWN: text("Not known"),
}

FATE_WORDS = {
    Fate.UNCHANGED: text("Carries on as it is"),
    Fate.VIA_SUCCESSOR: text("Carries on with the successor"),
    Fate.DUPLICATED: text("Carries on, falls together with another"),
    Fate.INTERNALISED: text("Becomes internal"),
    Fate.SPLIT: text("Awaits a decision"),
    Fate.NO_HOME_YET: text("No home yet"),
    Fate.ENDED: text("Ends anyway"),
    Fate.NOT_KNOWN: text("Not known"),
}

AT_RISK = frozenset({Heading.NO_HOME, Heading.NEEDS_DECISION})


def pictured(request: FiguresRequest) -> Place:
    """The register, with the scenario laid over it where one is chosen and still there."""
    if request.scenario is None or request.scenario not in scenario_names(request.place):
        return request.place
    return with_scenario(request.place, request.scenario)


def comparison_of(request: FiguresRequest) -> Comparison:
    """Today's links by the horizon; a scenario counts in the later picture only."""
    proposed = request.with_proposed
    before = Picture(request.place, request.on, proposed)
    after = Picture(pictured(request), add_months(request.on, request.months), proposed)
    return Comparison(fates_between(before, after), request.place)


def involves_vcse(found: Comparison, item: PairFate) -> bool:
    """Whether an end is a VCSE or community organisation."""
    return found.fates.before.place.has_vcse(item.before)


def counted_fates(start: str, pairs: tuple[PairFate, ...], found: Comparison) -> str:
    """`Of 12 linked pairs with the VCSE, by June 2028: 8 carry on and 4 await a decision.`"""
    until = month_in_words(found.fates.after.on)
    begin = text("Of {pairs} {start}", pairs=counted(len(pairs), "linked pair"), start=start)
    if not pairs:
        return text("There is no linked pair {start}.", start=start)
    counts = {key: sum(HEADING_OF[item.fate] is key for item in pairs) for key in Heading}
    parts = [
        f"{count} {HEADING_VERBS[key][0 if count == 1 else 1]}" for key, count in counts.items() if count
    ]
    return text("{begin}, by {until}: {parts}.", begin=begin, until=until, parts=joined(parts))
