"""Joint money on a date, for all sectors and for each."""

from dataclasses import asdict

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.entries_money import MEASURES
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.funding import (
    Funding,
    Payer,
    funding_by_recipient,
    funding_by_sector,
    funding_on,
    sectors_of_money,
)
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.terms import Terms


def figures(question: Question, answer: Answer) -> Plain:
    """Money is in pounds and never filtered by kind of tie."""
    funding = funding_on(question.lookup, question.on)
    coverage = funding.coverage
    answer.missing["amounts"] = {"known": coverage.known, "of": coverage.of}
    answer.missing["ends"] = funding.ends_not_known
    answer.missing["terms"] = funding.terms_not_known
    answer.missing["recurrent"] = funding.recurrent_not_known
    answer.missing["recipients"] = funding.recipients_not_known
    return {
        "funding": {
            **_funding(question, answer, funding, "funding"),
            **_only_of_all(question, answer, funding),
            **_by_sector(question, answer),
        }
    }


def _by_sector(question: Question, answer: Answer) -> Plain:
    lookup, on = question.lookup, question.on
    sectors = list(dict.fromkeys([*question.sectors, *sectors_of_money(lookup, on)]))
    return {
        "by_sector": {
            name: _funding(question, answer, item, f"funding.by_sector.{name}")
            for name, item in funding_by_sector(lookup, on, sectors).items()
        },
        "by_recipient_sector": {
            name: _terms(answer, item, f"funding.by_recipient_sector.{name}")
            for name, item in funding_by_recipient(lookup, on, sectors).items()
        },
    }


def _terms(answer: Answer, terms: Terms, key: str) -> Plain:
    """Everything that depends on money and time alone, not on who pays."""
    figures = {
        "total": terms.total(),
        "short_term_share": terms.short_term_share(),
        "recurrent_share": terms.recurrent_share(),
        "ending_12_months": terms.ending_share(12),
        "ending_24_months": terms.ending_share(24),
        "yearly_by_rule": terms.yearly_by_rule(),
        "secured_horizon_months": terms.secured_horizon_months(),
        "secured_index": terms.secured_index(),
        "secured_horizon_if_unknown_nought": terms.secured_horizon_months(unknown_as_nought=True),
        "secured_horizon_if_expired_nought": terms.secured_horizon_months(lapsed_as_nought=True),
    }
    return {
        "money_known": asdict(terms.coverage),
        **{name: answer.take(f"{key}.{name}", figure) for name, figure in figures.items()},
        "ending_12_months_agreements": asdict(terms.ending_count(12)),
        "ending_24_months_agreements": asdict(terms.ending_count(24)),
        "expired_still_running": [item.name for item in terms.lapsed],
        "followed": [item.name for item in terms.followed],
    }


def _funding(question: Question, answer: Answer, funding: Funding, key: str) -> Plain:
    figures = {
        "herfindahl": funding.herfindahl(),
        "effective_payers": funding.effective_payers(),
        "herfindahl_normalised": funding.herfindahl_normalised(),
        "contribution_balance": funding.balance(),
        "pooled_share": funding.pooled_share(),
        "additional_pooling_share": funding.additional_pooling_share(),
        "vcse_share": funding.vcse_share(),
        "vcse_lead_share": funding.vcse_lead_share(),
        "vcse_subcontract_share": funding.vcse_subcontract_share(),
    }
    return {
        **_terms(answer, funding, key),
        **{name: answer.take(f"{key}.{name}", figure) for name, figure in figures.items()},
        "largest_payer": _largest(question, answer, funding, f"{key}.largest_payer"),
    }


def _largest(question: Question, answer: Answer, funding: Funding, key: str) -> Plain | None:
    payers = answer.take(key, funding.payers())
    if not isinstance(payers, tuple):
        return None
    row = _payer(question, payers[0])
    return {"organisation": row["organisation"], "share": row["share"]}


def _only_of_all(question: Question, answer: Answer, funding: Funding) -> Plain:
    """What is said once for all sectors together."""
    figures = {
        "smaller_over_larger_payer": funding.smaller_over_larger(),
        "recipient_not_recorded": funding.unplaced(),
    }
    payers = answer.take("funding.payers", funding.payers())
    return {
        **{name: answer.take(f"funding.{name}", figure) for name, figure in figures.items()},
        "payers": [_payer(question, item) for item in payers] if isinstance(payers, tuple) else None,
        "received_exceeds_paid": [item.name for item in funding.exceeding],
    }


def _payer(question: Question, payer: Payer) -> Plain:
    return {
        "organisation": question.place.name_of(payer.organisation_id),
        "amount": payer.pence / 100,
        "share": payer.share,
        "received": payer.received / 100,
        "received_share": payer.received_share,
    }


FAMILY = Family(MEASURES, figures)
