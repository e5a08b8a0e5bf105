"""disruption as one object of plain values, the answer of the command line."""

from collections.abc import Iterable

from partnermap.analysis.disruption.churn import Churn, churn
from partnermap.analysis.disruption.disruption import Disruption
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.result import NO_STRAIN, Figures, Spread, TieStrain
from partnermap.analysis.disruption.sensitivity import Swing
from partnermap.analysis.disruption.sentences import board_sentences, exposures_of
from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.network.network import TieMark
from partnermap.network.problem import Problem

_SPREAD = ("low", "median", "high")


def disruption_json(found: Disruption) -> Plain:
    """The answer with every assumption, unrounded; organisations by name, dates as ISO text.

    What is not defined is None with a sentence under `not_defined`; what is not recorded is counted
    under `not_known`, and `problems` names the rows that cannot be right.
    """
    answer, place = Answer(), found.place
    shares = exposures_of(found)
    names = {item.organisation_id: place.name_of(item.organisation_id) for item in shares}
    title = {event.reorganisation_id: event.name for event in found.model.events}
    return {
        "from": found.model.since.isoformat(),
        "until": found.model.until.isoformat(),
        "scenario": place.scenario,
        **_figures(answer, "", found.weighted),
        "unweighted": _figures(answer, "unweighted.", found.plain),
        "exposure": {
            names[item.organisation_id]: answer.take(
                f"exposure.{names[item.organisation_id]}", item.share
            )
            for item in shares
        },
        "exposure_over_time": {
            names[item.organisation_id]: answer.take(
                f"exposure_over_time.{names[item.organisation_id]}", item.over_time
            )
            for item in shares
        },
        "own_reorganisations": {
            names[item.organisation_id]: [title[key] for key in item.own_event_ids]
            for item in shares
            if item.own_event_ids
        },
        "per_tie": [_tie(found, item, title) for item in found.ties],
        "reorganisations": _reorganisations(found),
        "curve": _curve(found),
        "churn": _churn(answer, found, names),
        "assumptions": _assumptions(found),
        "drivers": [_driver(swing) for swing in found.swings],
        "sentences": list(board_sentences(found)),
        "problems": _problems(found.problems),
        "not_defined": answer.not_defined,
        "not_known": _not_known(answer, found),
    }


def _figures(answer: Answer, prefix: str, figures: Figures | NotDefined) -> Plain:
    known = None if isinstance(figures, NotDefined) else figures
    empty = figures if isinstance(figures, NotDefined) else NO_STRAIN
    peak: Plain = {
        "value": answer.take(f"{prefix}peak.value", known.peak.value if known else empty),
        "date": answer.take(
            f"{prefix}peak.date",
            known.peak.date.isoformat() if known and known.peak.date is not None else empty,
        ),
        **answer.fields(f"{prefix}peak", _SPREAD, known.peak.spread if known else empty),
    }
    return {
        "tie_months_available": known.available if known else 0.0,
        "tie_months_lost": answer.fields(
            f"{prefix}tie_months_lost", _SPREAD, known.lost if known else empty
        ),
        "index": answer.fields(f"{prefix}index", _SPREAD, known.index if known else empty),
        "peak": peak,
    }


def _tie(found: Disruption, item: TieStrain, title: dict[str, str]) -> Plain:
    name = found.place.name_of
    return {
        "from": name(item.tie.from_id),
        "to": name(item.tie.to_id),
        "kind": item.tie.kind.value,
        "strength": item.tie.strength,
        "tie_months_available": item.available,
        "tie_months_lost": _spread(item.lost),
        "reorganisations": [title[key] for key in item.event_ids],
    }


def _reorganisations(found: Disruption) -> list[Plain]:
    return [
        {
            "name": event.name,
            "status": event.status.value if event.status is not None else None,
            "proposed": event.is_proposed,
            "announced": event.announced.isoformat() if event.announced is not None else None,
            "effective": event.effective.isoformat(),
            "organisations": [found.place.name_of(key) for key in event.organisation_ids],
            "peaks": _peaks(found, event),
            "tie_months_alone": part.alone,
            "tie_months_spared_without_it": part.spared,
        }
        for event, part in zip(found.model.events, found.contributions, strict=True)
    ]


def _peaks(found: Disruption, event: Event) -> list[Plain]:
    return [
        {
            "organisation": found.place.name_of(hit.organisation_id),
            "effect": hit.effect.value if hit.effect is not None else None,
            "low": hit.peak.low,
            "high": hit.peak.high,
        }
        for hit in event.hits
    ]


def _curve(found: Disruption) -> list[Plain]:
    band = found.band
    rows = zip(band.days, band.low, band.median, band.high, strict=True)
    return [
        {"date": str(day), "low": float(low), "median": float(median), "high": float(high)}
        for day, low, median, high in rows
    ]


def _churn(answer: Answer, found: Disruption, names: dict[str, str]) -> list[Plain]:
    known = churn(
        found.place,
        found.model.since,
        assumptions=found.assumptions,
        organisation_ids=tuple(names),
    )
    return [_churn_row(answer, names[key], item) for key, item in known.items()]


def _churn_row(answer: Answer, name: str, item: Churn | NotKnown) -> Plain:
    fields = (
        *("events", "strain_months", "share_of_months", "mean_strain", "longest_calm"),
        *("calm_years", "not_known_before"),
    )
    since = None if isinstance(item, NotKnown) else item.since.isoformat()
    if isinstance(item, NotKnown):
        answer.take("churn", item)
        return {"organisation": name, "since": since, **dict.fromkeys(fields)}
    return {"organisation": name, "since": since, **{field: getattr(item, field) for field in fields}}


def _assumptions(found: Disruption) -> list[Plain]:
    return [
        {
            "name": item.name,
            "title": item.title,
            "unit": item.unit,
            "low": item.low,
            "high": item.high,
            "default": [item.default_low, item.default_high],
            "evidence": item.evidence,
            "set_in_the_file": item.record_id is not None,
        }
        for item in found.assumptions.listed()
    ]


def _driver(swing: Swing) -> Plain:
    return {
        "name": swing.input.name,
        "title": swing.input.title,
        "tie_months_at_low": swing.at_low,
        "tie_months_at_high": swing.at_high,
        "rank_correlation": swing.rank_correlation,
    }


def _problems(problems: Iterable[Problem]) -> list[Plain]:
    return [
        {"table": each.about.table, "record": each.about.id, "sentence": each.text} for each in problems
    ]


def _not_known(answer: Answer, found: Disruption) -> Plain:
    marks = [item.tie.marks for item in found.ties]
    return {
        "starts": sum(TieMark.START_NOT_KNOWN in each for each in marks),
        "strengths": sum(TieMark.STRENGTH_NOT_KNOWN in each for each in marks),
        "reorganisations": _problems(found.not_known),
        "figures": answer.not_known,
    }


def _spread(spread: Spread) -> Plain:
    return {"low": spread.low, "median": spread.median, "high": spread.high}
