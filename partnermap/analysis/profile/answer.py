"""Partnership health as one object of plain values, the answer of the command line.

What is not defined is None with a sentence under `not_defined`; what is not known is None with one under
`not_known.figures`, and counted.
"""

from collections.abc import Sequence

from partnermap.analysis.health.equity import EquityCheck
from partnermap.analysis.health.risk_list import record_json
from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.agreed_actions import AgreedAction
from partnermap.analysis.profile.demands import Demand
from partnermap.analysis.profile.goal_answer import goals_json
from partnermap.analysis.profile.goal_sentences import tag_counts
from partnermap.analysis.profile.observed import Observed
from partnermap.analysis.profile.opinion import Answers, Movement, Opinion
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile, OwnQuestion
from partnermap.analysis.profile.programmes import ProgrammeRecord
from partnermap.domain.place import Place
from partnermap.domain.record import About

NO_EARLIER_ROUND = NotKnown("There is no earlier round to compare with.")
ONE_SIDE_MISSING = NotKnown("It needs both a rating and a step from the records.")
NO_STEP = NotKnown("No figure with cut-points is known for it.")
NO_EVIDENCE = NotKnown("No evidence is filed for it, and nobody has rated it.")


def health_json(place: Place, profile: HealthProfile) -> Plain:
    """The object that the command line prints: organisations by name, dates as ISO text.

    Args:
        place: that the profile was made of.
        profile: from `health_of`.
    """
    answer = Answer()
    domains = [_domain(place, item, answer) for item in profile.domains]
    return {
        **({"what_if": place.what_if_label} if place.scenario is not None else {}),
        "on": profile.on.isoformat(),
        "domains": domains,
        "questions": [_question(item, at, answer) for at, item in enumerate(profile.questions)],
        "lowest": [item.domain.name for item in profile.lowest],
        "lowest_observed": [item.domain.name for item in profile.lowest_observed],
        "gaps": [item.domain.name for item in profile.gaps],
        **_whole(profile, answer),
        "programmes": _programmes(place, profile),
        "shared_goals": goals_json(place, profile.goals),
        "actions": _actions(place, profile),
        "equity_checks": [_equity(item, profile) for item in profile.equity],
        "national_demands": [_demand(place, item) for item in profile.demands.demands],
        "cut_points": {key: item.in_words() for key, item in profile.cut_points.items()},
        "not_defined": answer.not_defined,
        "not_known": _not_known(profile, answer),
    }


def _not_known(profile: HealthProfile, answer: Answer) -> Plain:
    return {
        "domains_not_rated": sum(item.median is None for item in profile.domains),
        "domains_without_step": sum(item.observed.step is None for item in profile.domains),
        "framing": sum(item.framing is None for item in profile.programmes.records),
        "actions_without_owner": profile.actions.without_owner,
        "actions_without_due": profile.actions.without_due,
        "figures": answer.not_known,
    }


def _domain(place: Place, item: DomainHealth, answer: Answer) -> Plain:
    key, domain = f"domains.{item.domain.number}", item.domain
    opinion = answer.take(f"{key}.opinion", item.opinion)
    return {
        "number": domain.number,
        "name": domain.name,
        "statement": domain.statement,
        "anchors": list(domain.anchors),
        "band": item.band.value,
        "letter": item.band.letter,
        "shape": item.band.shape,
        "coloured": item.is_coloured,
        "views_divided": item.is_split,
        "opinion": _opinion(opinion, f"{key}.opinion", answer) if isinstance(opinion, Opinion) else None,
        "rounds": [_opinion(each, f"{key}.rounds.{each.round}", answer) for each in item.history],
        "movement": answer.take(f"{key}.movement", _movement(item.movement) or NO_EARLIER_ROUND),
        "observed": _observed(place, item.observed, f"{key}.observed", answer),
        "gap": answer.take(f"{key}.gap", ONE_SIDE_MISSING if item.gap is None else item.gap),
        "gap_flag": item.is_gap_wide,
        "evidence": {
            "strength": answer.take(
                f"{key}.evidence.strength", item.strength.letter if item.strength else NO_EVIDENCE
            ),
            "why": item.strength.value if item.strength is not None else None,
            "records": _records(place, item.evidence),
        },
    }


def _observed(place: Place, observed: Observed, key: str, answer: Answer) -> Plain:
    return {
        "step": answer.take(f"{key}.step", NO_STEP if observed.step is None else observed.step),
        "indicators": [
            {
                "key": item.key,
                "title": item.title,
                "value": answer.take(f"{key}.{item.key}", item.value),
                "unit": item.cut_points.unit.value,
                "step": item.step,
                "sentence": item.text,
                "records": _records(place, item.records),
            }
            for item in observed.indicators
        ],
        "counts": [
            {
                "key": fact.key,
                "count": answer.take(
                    f"{key}.{fact.key}", NotKnown(fact.text) if fact.count is None else fact.count
                ),
                "of": fact.of,
                "sentence": fact.text,
                "records": _records(place, fact.records),
            }
            for fact in observed.facts
        ],
    }


def _opinion(opinion: Opinion, key: str, answer: Answer) -> Plain:
    return {
        "round": opinion.round,
        "date": opinion.day.isoformat() if opinion.day is not None else None,
        **_answers(opinion.answers),
        "r_wg": answer.take(f"{key}.r_wg", opinion.r_wg),
        "deviation": opinion.deviation,
        "agreement": opinion.agreement.value,
        "views_divided": opinion.is_split,
        "by_sector": {name: _answers(part) for name, part in opinion.by_sector},
    }


def _answers(answers: Answers) -> Plain:
    return {
        "n": answers.n,
        "median": answers.median,
        "lowest": answers.low,
        "highest": answers.high,
        "counts": {str(step): count for step, count in enumerate(answers.counts, 1)},
    }


def _movement(movement: Movement | None) -> Plain | None:
    if movement is None:
        return None
    return {
        "direction": movement.direction.value,
        "since": movement.since,
        "change": movement.change,
        "sentence": movement.text,
    }


def _question(item: OwnQuestion, at: int, answer: Answer) -> Plain:
    key = f"questions.{at}"
    return {
        "statement": item.statement,
        "opinion": _opinion(item.opinion, f"{key}.opinion", answer),
        "rounds": [_opinion(each, f"{key}.rounds.{each.round}", answer) for each in item.history],
        "movement": answer.take(f"{key}.movement", _movement(item.movement) or NO_EARLIER_ROUND),
    }


def _whole(profile: HealthProfile, answer: Answer) -> Plain:
    whole = profile.whole
    overall: Plain = {}
    if whole.overall is not None:
        overall = {"overall": answer.take("overall", whole.overall), "same_band": whole.same_band_share}
    return {
        "coverage": {"known": whole.known, "of": whole.of, "share": whole.coverage},
        "bounds": {"low": whole.low, "high": whole.high},
        "weights": {str(key): value for key, value in whole.weights.items()},
        **overall,
    }


def _programmes(place: Place, profile: HealthProfile) -> Plain:
    found = profile.programmes
    return {
        "records": [_programme(place, item) for item in found.records],
        "without_sponsor": [item.name for item in found.without_sponsor],
        "cannot_be_tracked": [item.name for item in found.not_trackable],
        "clashes": [
            {"group": item.group, "types": list(item.types), "sentence": item.text}
            for item in found.clashes
        ],
        "framing": found.framing_text,
        "tags": {tag: dict(counts) for tag, counts in tag_counts(found.records).items()},
        "avoidable_admissions": dict(found.admissions),
    }


def _programme(place: Place, item: ProgrammeRecord) -> Plain:
    return {
        "programme": item.name,
        "owners": [place.name_of(key) for key in item.owners],
        "answered": list(item.answered),
        "missing": list(item.missing),
        "clarity": item.clarity,
        "baseline": item.has_baseline,
        "sponsor": item.sponsor,
        "framing": item.framing.value if item.framing is not None else None,
        "asks": sorted(item.asks),
        "gap_or_gradient": item.tags.scale.value if item.tags.scale is not None else None,
        "must_change": [who.value for who in item.tags.changers],
        "in_other_words": item.tags.own_words or None,
        "horizon": item.horizon.value if item.horizon is not None else None,
        "horizon_as_written": item.written_horizon,
        "counter_voices": [row.text for row in item.counter_voices],
        "labels": [
            {"field": word.field, "word": word.word, "question": word.question}
            for word in item.loaded_words
        ],
        "avoidable_admissions": item.admissions,
        "prompts": list(item.prompts),
    }


def _actions(place: Place, profile: HealthProfile) -> Plain:
    found = profile.actions
    return {
        "of": found.of,
        "done": found.done,
        "reported_in_public": found.reported,
        "still_to_report": found.to_report,
        "overdue": [_agreed_action(place, item) for item in found.overdue],
        "open": [_agreed_action(place, item) for item in found.open],
    }


def _agreed_action(place: Place, item: AgreedAction) -> Plain:
    return {
        "action": item.action,
        "owner": item.owner,
        "due": item.due.isoformat() if item.due is not None else None,
        "days_overdue": item.days_overdue,
        "public_report": item.public_report.isoformat() if item.public_report is not None else None,
        "about": item.about,
        "records": _records(place, [item.subject] if item.subject is not None else []),
    }


def _equity(item: EquityCheck, profile: HealthProfile) -> Plain:
    return {
        "reorganisation": item.reorganisation.name,
        "missing": item.is_missing,
        "stages_missing": [stage.value for stage in item.stages_missing],
        "actions": len(item.actions),
        "sentence": item.text(profile.on),
    }


def _demand(place: Place, item: Demand) -> Plain:
    return {
        "text": item.text,
        "effect": item.effect.value,
        "about": item.about,
        "owner": item.owner,
        "date": item.day.isoformat() if item.day is not None else None,
        "public_date": item.public_day.isoformat() if item.public_day is not None else None,
        "records": _records(place, [item.subject] if item.subject is not None else []),
    }


def _records(place: Place, abouts: Sequence[About]) -> list[Plain]:
    """How to find records again: their kind, their key and the ID that people use."""
    return [record_json(place, about) for about in abouts]
