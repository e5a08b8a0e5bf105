"""Joint money on a date, for all sectors and for each."""

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.entry import Direction, Measure, Need
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.funding import Funding, funding_by_sector, funding_on
from partnermap.analysis.measure.question import Question

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="funding.total",
        title="Joint money",
        board="What is paid into agreements that two or more organisations decide together, this year.",
        direction=Direction.NONE,
        formula="sum of what is paid in the financial year that holds the date",
        source="B",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.pooled_share",
        title="Pooled share",
        board="Of the money we plan together, this share sits in one pot.",
        direction=Direction.NONE,
        formula="money in pooled funds over joint money",
        source="B1",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.additional_pooling_share",
        title="Additional pooling",
        board="How much of the pot is there because we chose to put it there.",
        direction=Direction.NONE,
        formula="pooled money that no national minimum demands, over pooled money",
        source="B2",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.by_sector",
        title="Joint money by sector",
        board="The same figures for the agreements that each sector pays, hosts or receives.",
        direction=Direction.NONE,
        formula=(
            "as for all, for the agreements that an organisation of the sector pays, hosts or receives"
        ),
        source="B6",
        needs=(Need.MONEY, Need.SECTORS),
    ),
    Measure(
        key="funding.herfindahl",
        title="Concentration of payers",
        board="How far the joint money hangs on few payers: one for a single payer.",
        direction=Direction.NONE,
        formula="sum of the payers' squared shares",
        source="B3, Herfindahl and Hirschman",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.contribution_balance",
        title="Contribution balance",
        board="How evenly the bill is split.",
        direction=Direction.NONE,
        formula="entropy of the payers' shares over its largest possible value",
        source="B4",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.short_term_share",
        title="Short-term share",
        board="How much rests on agreements of two years or less.",
        direction=Direction.LOWER,
        formula="money in agreements with a written term of at most 24 months, over that of known term",
        source="B5",
        needs=(
            Need.MONEY,
            Need.ENDS,
        ),
    ),
    Measure(
        key="funding.ending_12_months",
        title="Ending within a year",
        board="This share of joint money stops within a year unless someone renews it.",
        direction=Direction.LOWER,
        formula=(
            "money of agreements that end within 12 months, without a signed successor and not "
            "renewed yearly by rule, over the money of agreements that have not expired"
        ),
        source="B6",
        needs=(
            Need.MONEY,
            Need.ENDS,
        ),
    ),
    Measure(
        key="funding.ending_24_months",
        title="Ending within two years",
        board="This share of joint money stops within two years unless someone renews it.",
        direction=Direction.LOWER,
        formula="as within a year, for 24 months",
        source="B6",
        needs=(
            Need.MONEY,
            Need.ENDS,
        ),
    ),
    Measure(
        key="funding.yearly_by_rule",
        title="Renewed yearly by rule",
        board="This share of joint money is renewed every year by national rule.",
        direction=Direction.NONE,
        formula="money of agreements renewed yearly by national rule over joint money",
        source="B6",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.recurrent_share",
        title="Recurrent share",
        board="How much is permanent.",
        direction=Direction.HIGHER,
        formula="recurrent money over money of which it is known whether it is",
        source="B7",
        needs=(Need.MONEY,),
    ),
    Measure(
        key="funding.secured_horizon_months",
        title="Secured horizon",
        board="The average joint pound is secured for so many of the next 60 months.",
        direction=Direction.HIGHER,
        formula="months left weighted by money, at most 60; recurrent and open-ended count as 60",
        source="B8",
        needs=(
            Need.MONEY,
            Need.ENDS,
        ),
    ),
    Measure(
        key="funding.vcse_share",
        title="VCSE share",
        board="How much of the shared money reaches VCSE and community organisations.",
        direction=Direction.NONE,
        formula="money that they host or receive over joint money",
        source="B9",
        needs=(
            Need.MONEY,
            Need.SECTORS,
        ),
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """Money is in pounds and never filtered by kind of tie."""
    lookup, on = question.lookup, question.on
    funding = funding_on(lookup, on)
    coverage = funding.coverage
    answer.missing["amounts"] = {"known": coverage.known, "of": coverage.of}
    answer.missing["ends"] = funding.ends_not_known
    answer.missing["recurrent"] = funding.recurrent_not_known
    by_sector = {
        name: _funding(answer, item, f"funding.by_sector.{name}")
        for name, item in funding_by_sector(lookup, on, question.sectors).items()
    }
    return {"funding": {**_funding(answer, funding, "funding"), "by_sector": by_sector}}


def _funding(answer: Answer, funding: Funding, key: str) -> Plain:
    figures = {
        "total": funding.total(),
        "herfindahl": funding.herfindahl(),
        "contribution_balance": funding.balance(),
        "pooled_share": funding.pooled_share(),
        "additional_pooling_share": funding.additional_pooling_share(),
        "short_term_share": funding.short_term_share(),
        "recurrent_share": funding.recurrent_share(),
        "ending_12_months": funding.ending_share(12),
        "ending_24_months": funding.ending_share(24),
        "yearly_by_rule": funding.yearly_by_rule(),
        "secured_horizon_months": funding.secured_horizon_months(),
        "vcse_share": funding.vcse_share(),
    }
    return {name: answer.take(f"{key}.{name}", figure) for name, figure in figures.items()}


FAMILY = Family(MEASURES, figures)
