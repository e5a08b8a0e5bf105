"""A whole comparison of two pictures of a place, and the object that the command line prints."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from partnermap.analysis.succession.carry_over import Carrying, carrying
from partnermap.analysis.succession.fates import Fate, Fates, Pair, PairFate, Picture, fates_between
from partnermap.analysis.succession.following import Flow, Following
from partnermap.analysis.succession.totals import HEADING_OF, Totals, totals_of
from partnermap.analysis.succession.undecided import Undecided, undecided
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Decision
from partnermap.domain.year_cover import YearCover
from partnermap.network.origin import name_of_origin
from partnermap.network.problem import Problem
from partnermap.network.reorganisation_problems import reorganisation_problems
from partnermap.network.scenario import scenario_problems, with_scenario
from partnermap.network.standing import effective_day

_LISTED = (
    Fate.UNCHANGED,
    Fate.VIA_SUCCESSOR,
    Fate.DUPLICATED,
    Fate.INTERNALISED,
    Fate.SPLIT,
    Fate.NO_HOME_YET,
    Fate.ENDED,
    Fate.NOT_KNOWN,
)


@dataclass(frozen=True)
class Comparison:
    """Two pictures of a place, pair by pair; everything else follows from its fates."""

    fates: Fates
    register: Place

    @cached_property
    def following(self) -> Following:
        """Where money and posts go."""
        return Following(self.fates.before, self.fates.after)

    @cached_property
    def totals(self) -> Totals:
        """Links, money, posts and programmes by the words of a board."""
        return totals_of(self.fates, self.following)

    @cached_property
    def undecided(self) -> tuple[Undecided, ...]:
        """The records that wait for a home, the earliest first."""
        return undecided(self.fates)

    @cached_property
    def carrying(self) -> Carrying:
        """What is known of the law, the people and the staff of links that pass to others."""
        return carrying(self.fates)

    @property
    def scenario(self) -> str | None:
        """The scenario of the picture after, None for the register."""
        return self.fates.after.place.scenario

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Rows that cannot be right, of the register and of the scenario."""
        found = reorganisation_problems(self.register)
        if self.scenario is None:
            return found
        return (*found, *scenario_problems(self.register, self.scenario))

    @property
    def still_to_come(self) -> dt.date | None:
        """The last day on which the scenario takes effect, where that is after the picture."""
        after = self.fates.after
        days = [
            day
            for item in after.standing.reorganisations
            if item.scenario is not None and (day := effective_day(item)) is not None
        ]
        last = max(days, default=after.on)
        return last if last > after.on else None

    def names(self, pair: Pair) -> list[str]:
        """The names of both ends, in the order of the alphabet."""
        return sorted(map(self.name, pair))

    def name(self, organisation_id: str) -> str:
        """An organisation's name, whichever picture knows it."""
        after, before = self.fates.after.place, self.fates.before.place
        known = after if organisation_id in after.organisations else before
        return known.name_of(organisation_id)


def compare_dates(
    place: Place, on: dt.date, other: dt.date, *, with_proposed: bool = False
) -> Comparison:
    """The register on a date and on a later one."""
    before, after = (Picture(place, day, with_proposed) for day in (on, other))
    return Comparison(fates_between(before, after), place)


def compare_scenario(
    place: Place, on: dt.date, scenario: str, *, with_proposed: bool = False
) -> Comparison:
    """The register, and the register with a scenario laid over it, on the same date.

    Raises:
        UserError: no scenario has that name.
    """
    before = Picture(place, on, with_proposed)
    after = Picture(with_scenario(place, scenario), on, with_proposed)
    return Comparison(fates_between(before, after), place)


def comparison_json(found: Comparison) -> dict[str, object]:
    """The object of `compare`: pairs by name, money in pounds, nothing rounded."""
    fates, totals = found.fates, found.totals
    lists: dict[str, object] = {
        fate.value: [_entry(found, item) for item in fates.of(fate)] for fate in _LISTED
    }
    return {
        "on": fates.before.on.isoformat(),
        "with": fates.after.on.isoformat(),
        "scenario": found.scenario,
        "what_if": fates.after.place.what_if_label or None,
        **lists,
        "new": [{"before": None, "after": _pair(found, pair)} for pair in fates.new],
        "pairs_before": len(fates.pairs),
        "pairs_after": fates.pairs_after,
        "summary": {key.value: count for key, count in totals.pairs.items()},
        "survival": fates.survival,
        "money": _money(found),
        "posts": _posts(found),
        "programmes": {key.value: list(names) for key, names in totals.programmes.items()},
        "decisions": [_decision(found, item) for item in found.undecided],
        "decided": [_decided(found, item) for item in found.carrying.decisions],
        "carry_over": _carry_over(found.carrying),
        "problems": [problem.text for problem in found.problems],
        "not_defined": _not_defined(found),
    }


def _not_defined(found: Comparison) -> dict[str, str]:
    if found.fates.pairs:
        return {}
    return {"survival": "There are no linked pairs on the date before."}


def _pair(found: Comparison, pair: Pair | None) -> list[str] | None:
    return None if pair is None else found.names(pair)


def _entry(found: Comparison, item: PairFate) -> dict[str, object]:
    """One pair; what is beyond before and after stands there only where it says something."""
    entry: dict[str, object] = {
        "before": _pair(found, item.before),
        "after": _pair(found, item.after),
    }
    if item.also:
        entry["also"] = [_pair(found, pair) for pair in item.also]
    decisive = item.decisive
    if item.fate is Fate.INTERNALISED and decisive.body_id is not None:
        entry["within"] = found.name(decisive.body_id)
    if item.fate is Fate.SPLIT:
        entry["successors"] = [found.name(key) for key in decisive.successor_ids]
    return entry


def _money(found: Comparison) -> dict[str, object]:
    totals = found.totals
    return {
        "before": sum(totals.pence.values()) / 100,
        "summary": {key.value: pence / 100 for key, pence in totals.pence.items()},
        "agreements_not_known": totals.money_unknown,
        "months_recorded": _months(totals.cover),
        "flows": [_money_flow(found, flow) for flow in found.following.money()],
    }


def _money_flow(found: Comparison, flow: Flow) -> dict[str, object]:
    row = _flow(found, flow, "agreement")
    row["amount"] = None if flow.pence is None else flow.pence / 100
    if flow.by_share is not None:
        row["by_share"] = [
            {"to": None if key is None else found.name(key), "amount": pence / 100}
            for key, pence in flow.by_share.items()
        ]
    return row


def _months(cover: YearCover) -> list[int] | None:
    """For how many months payments are recorded where some lack; None where none is known to."""
    return list(cover.months) if cover.is_part else None


def _posts(found: Comparison) -> dict[str, object]:
    totals = found.totals
    return {
        "before": sum(totals.posts.values()),
        "wte_before": sum(totals.wte.values()),
        "summary": {key.value: count for key, count in totals.posts.items()},
        "wte": {key.value: wte for key, wte in totals.wte.items()},
        "flows": [{**_flow(found, flow, "post"), "wte": flow.wte} for flow in found.following.posts()],
    }


def _flow(found: Comparison, flow: Flow, what: str) -> dict[str, object]:
    return {
        what: name_of_origin(found.fates.before.place, flow.about),
        "from": found.name(flow.before_id),
        "to": None if flow.after_id is None else found.name(flow.after_id),
        "fate": HEADING_OF[flow.fate].value,
    }


def _decision(found: Comparison, item: Undecided) -> dict[str, object]:
    carried = item.carried
    return {
        "about": name_of_origin(found.fates.before.place, item.about),
        "kind": item.about.table,
        "why": HEADING_OF[item.fate].value,
        "pairs": [_pair(found, pair) for pair in item.pairs],
        "successors": [found.name(key) for key in item.successor_ids],
        "owner": None if item.owner_id is None else found.name(item.owner_id),
        "decide_by": None if item.decide_by is None else item.decide_by.isoformat(),
        "money": None if carried.pence is None else carried.pence / 100,
        "months_recorded": _months(carried.cover),
        "posts": carried.posts,
        "programmes": list(carried.programmes),
    }


def _decided(found: Comparison, item: Decision) -> dict[str, object]:
    """A decision as recorded; law, people and staff are three answers, not one."""
    about = About(item.about_table or "", item.about_id or "")
    return {
        "about": name_of_origin(found.fates.after.place, about),
        "kind": about.table,
        "goes_to": None if item.goes_to_id is None else found.name(item.goes_to_id),
        "legal_carry_over": item.legal_carry_over,
        "relationship_continuity": item.relationship_continuity,
        "staff_route": item.staff_route,
        "host_change": item.host_change,
        "decided_on": None if item.decided_on is None else str(item.decided_on),
        "decided_by": item.decided_by,
    }


def _carry_over(carrying: Carrying) -> Mapping[str, object]:
    return {
        "records": carrying.records,
        "decided": carrying.decided,
        "legal_carry_over": dict(carrying.legal_carry_over),
        "relationship_continuity": dict(carrying.relationship_continuity),
        "staff_route": dict(carrying.staff_route),
    }
