"""Sentences of a workshop: what a line records, what it asks, and which word was not understood."""

import datetime as dt
from typing import TypeVar

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Alias, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    ContributionRole,
    LegalBasis,
    PostPartnerRole,
    PostStatus,
    Sector,
    TieKind,
)
from partnermap.exchange.sentence.names import Names, names_of
from partnermap.exchange.sentence.understanding import completions_at, understand
from partnermap.exchange.sentence.understood import Understood

TODAY = dt.date(2026, 11, 22)
Made = TypeVar("Made", bound=Record)


@pytest.fixture(scope="module")
def names() -> Names:
    records: list[Record] = [
        Organisation(id="council", name="Testbridge Council", sector=Sector.LOCAL_AUTHORITY),
        Organisation(id="agewell", name="Age Well Testbridge CIO", sector=Sector.VCSE),
        Organisation(id="icb", name="Testbridge ICB", short_name="The Board", sector=Sector.NHS),
        Organisation(id="north", name="North Primary Care Network", sector=Sector.NHS),
        Organisation(id="trust", name="Health and Care Trust", sector=Sector.NHS),
        Organisation(id="carers", name="Carers, Friends and Families", sector=Sector.VCSE),
        Organisation(id="old", name="Hillside PCN", sector=Sector.NHS, closed=PartialDate(2023, 3, 31)),
        Organisation(id="hill", name="Hilltop PCN", sector=Sector.NHS),
        Alias(id="a1", name="HCT", organisation_id="trust"),
        PastName(id="p1", name="Age Action", organisation_id="agewell"),
    ]
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return names_of(Place(1, tables), TODAY)


def made(understood: Understood, kind: type[Made]) -> list[Made]:
    assert understood.problem == ""
    assert understood.plan is not None, understood.question
    return [record for record in understood.plan.changes.create if isinstance(record, kind)]


LINKS = [
    ("HCT shares data with North PCN", "trust", "north", TieKind.DATA_SHARING, None, False),
    ("hct and north pcn share data", "trust", "north", TieKind.DATA_SHARING, None, False),
    ("Health and Care Trust refers to Age Well", "trust", "agewell", TieKind.REFERRAL, None, True),
    ("Age Action gets referrals from HCT", "trust", "agewell", TieKind.REFERRAL, None, True),
    ("the Council trusts HCT", "council", "trust", TieKind.TRUST, None, False),
    ("HCT trusts Council", "trust", "council", TieKind.TRUST, None, False),
    ("Council plans with The Board, integrated", "council", "icb", TieKind.SHARED_GOAL, 3, False),
    ("Council also meets Carers", "council", "carers", TieKind.OTHER, 1, False),
    ("Council works with Carers co-ordinated", "council", "carers", TieKind.OTHER, 2, False),
    ("Council runs a team with HCT strength 2", "council", "trust", TieKind.JOINT_TEAM, 2, False),
    ("Hill PCN reports to Council", "hill", "council", TieKind.GOVERNANCE, None, True),
]


@pytest.mark.parametrize(("line", "one", "other", "kind", "strength", "directed"), LINKS)
def test_links(
    names: Names, line: str, one: str, other: str, kind: TieKind, strength: int | None, directed: bool
) -> None:
    (tie,) = made(understand(line, names, TODAY), Tie)
    assert (tie.from_id, tie.to_id, tie.kind) == (one, other, kind)
    assert (tie.strength, tie.directed) == (strength, directed)
    assert (tie.source, tie.last_confirmed) == (
        "Workshop, 22 November 2026",
        PartialDate(2026, 11, 22),
    )


DATES = [
    ("from 2025-04", "2025-04", None),
    ("since April 2025 until March 2027", "2025-04", "2027-03"),
    ("from 1 April 2025 to 31/03/2027", "2025-04-01", "2027-03-31"),
    ("until 2027", None, "2027"),
    ("2025-27", "2025-04-01", "2027-03-31"),
    ("2025–27", "2025-04-01", "2027-03-31"),
    ("2025 to 2027", "2025-04-01", "2027-03-31"),
    ("in 2025/26", "2025-04-01", "2026-03-31"),
    ("25/26", "2025-04-01", "2026-03-31"),
    ("from 2025/26 until 2026/27", "2025-04-01", "2027-03-31"),
    ("1999-00", "1999-04-01", "2000-03-31"),
]


@pytest.mark.parametrize(("words", "start", "end"), DATES)
def test_dates(names: Names, words: str, start: str | None, end: str | None) -> None:
    (tie,) = made(understand(f"Council shares data with HCT {words}", names, TODAY), Tie)
    assert (tie.start and str(tie.start), tie.end and str(tie.end)) == (start, end)


MONEY = [
    ("120k 2026/27", ["2026/27"], 12_000_000),
    ("£1.2m in 2026/27", ["2026/27"], 120_000_000),
    ("1,200 2026/27", ["2026/27"], 120_000),
    ("£2000 2026/27", ["2026/27"], 200_000),
    ("for 80k from 2026-04", ["2026/27"], 8_000_000),
    ("1.5 million in 2026/27", ["2026/27"], 150_000_000),
    ("£12.50 in 2026/27", ["2026/27"], 1_250),
    ("120k", ["2026/27"], 12_000_000),
    ("120k a year 2025-27", ["2025/26", "2026/27"], 12_000_000),
    ("120k p.a. since 2024-04", ["2024/25", "2025/26", "2026/27"], 12_000_000),
    ("£5k a year from 2027-04 until March 2029", ["2027/28", "2028/29"], 500_000),
]


@pytest.mark.parametrize(("words", "years", "pence"), MONEY)
def test_money(names: Names, words: str, years: list[str], pence: int) -> None:
    understood = understand(f"Council funds Age Well {words}", names, TODAY)
    (agreement,) = made(understood, Agreement)
    rows = made(understood, Contribution)
    assert agreement.is_joint_money
    assert agreement.name == "Funding from Testbridge Council to Age Well Testbridge CIO"
    paid = {row.financial_year: row.amount for row in rows if row.role is ContributionRole.PAYS}
    got = {row.financial_year: row.amount for row in rows if row.role is ContributionRole.RECEIVES}
    assert paid == got == dict.fromkeys(years, pence)
    assert {row.organisation_id for row in rows if row.role is ContributionRole.PAYS} == {"council"}


def test_a_range_of_years_is_the_term_and_a_single_year_is_not(names: Names) -> None:
    (term,) = made(understand("Council funds Age Well 9k a year 2025-27", names, TODAY), Agreement)
    assert (str(term.start), str(term.end)) == ("2025-04-01", "2027-03-31")
    (single,) = made(understand("Council funds Age Well 9k 2025/26", names, TODAY), Agreement)
    assert (single.start, single.end) == (None, None)


def test_what_is_assumed_is_said(names: Names) -> None:
    understood = understand("Council funds Age Well 120k", names, TODAY)
    assert understood.said == ("Testbridge Council funds Age Well Testbridge CIO, £120,000 in 2026/27.")
    words = " ".join(understood.assumed)
    assert "“Council” is Testbridge Council." in words
    assert "joint money" in words
    assert "present financial year, 2026/27" in words


def test_a_sum_for_several_years_is_asked_and_never_shared_out(names: Names) -> None:
    asked = understand("Council funds Age Well 120k 2025-27", names, TODAY)
    assert asked.plan is None
    assert asked.question is not None
    assert asked.question.words == "Is £120,000 for each year, or for the two years together?"
    each, together = asked.question.options
    assert each.line == "Council funds Age Well 120k a year 2025-27"
    understood = understand(together.line, names, TODAY)
    assert {row.amount for row in made(understood, Contribution)} == {None}
    (agreement,) = made(understood, Agreement)
    assert agreement.notes == (
        "Said: £120,000 in all from 2025/26 to 2026/27; the shares were not said."
    )


def test_a_sum_of_several_payers_is_asked(names: Names) -> None:
    asked = understand("Council and The Board fund Age Well 10k 2026/27", names, TODAY)
    assert asked.question is not None
    each, together = (understand(option.line, names, TODAY) for option in asked.question.options)
    paid = [row.amount for row in made(each, Contribution)]
    assert sorted(amount or 0 for amount in paid) == [1_000_000, 1_000_000, 2_000_000]
    rows = made(together, Contribution)
    assert [row.amount for row in rows if row.role is ContributionRole.PAYS] == [None, None]
    assert [row.amount for row in rows if row.role is ContributionRole.RECEIVES] == [1_000_000]


def test_money_without_a_sum_stays_not_known(names: Names) -> None:
    understood = understand("Age Well is funded by Council recurrent under section 256", names, TODAY)
    (agreement,) = made(understood, Agreement)
    assert (agreement.recurrent, agreement.legal_basis) == (True, LegalBasis.S256)
    assert {row.amount for row in made(understood, Contribution)} == {None}
    assert "sum not said" in understood.said


def test_contracts_are_not_joint_money(names: Names) -> None:
    understood = understand("Council commissions Age Well £3k for befriending", names, TODAY)
    (agreement,) = made(understood, Agreement)
    assert (agreement.name, agreement.is_joint_money) == ("befriending", False)
    assert any("not joint money" in words for words in understood.assumed)


def test_pooled_money_has_no_recipient(names: Names) -> None:
    understood = understand("Council and The Board pool budgets", names, TODAY)
    assert [row.role for row in made(understood, Contribution)] == [ContributionRole.PAYS] * 2


def test_a_joint_post(names: Names) -> None:
    line = "ICB and Council joint post public health consultant 0.6 from 2026-04"
    understood = understand(line, names, TODAY)
    (post,) = made(understood, Post)
    (partner,) = made(understood, PostPartner)
    assert (post.title, post.wte, post.employer_id) == ("public health consultant", 0.6, "icb")
    assert (str(post.start), post.end, post.status) == ("2026-04", None, None)
    assert (partner.organisation_id, partner.role) == ("council", PostPartnerRole.ANSWERS_TO)
    assert any("named first" in words for words in understood.assumed)


def test_a_joint_post_with_its_employer_and_status(names: Names) -> None:
    line = "Council has a joint post with HCT: frailty lead 1 wte vacant employed by HCT"
    understood = understand(line, names, TODAY)
    (post,) = made(understood, Post)
    assert (post.title, post.wte, post.employer_id) == ("frailty lead", 1, "trust")
    assert post.status is PostStatus.VACANT
    assert understood.assumed == ("“Council” is Testbridge Council.",)


def test_a_list_makes_a_link_for_each(names: Names) -> None:
    ties = made(understand("Council refers to Age Well, HCT and North PCN", names, TODAY), Tie)
    assert [(tie.from_id, tie.to_id) for tie in ties] == [
        ("council", "agewell"), ("council", "trust"), ("council", "north"),
    ]  # fmt: skip
    circle = made(understand("Council, Carers, Friends and Families and HCT meet", names, TODAY), Tie)
    assert [(tie.from_id, tie.to_id) for tie in circle] == [
        ("council", "carers"), ("council", "trust"), ("carers", "trust"),
    ]  # fmt: skip


def test_an_unknown_name_is_offered_as_a_new_organisation(names: Names) -> None:
    asked = understand("HCT shares data with Riverside Hub", names, TODAY)
    assert asked.question is not None
    assert asked.question.words == "New organisation: “Riverside Hub”. Which sector?"
    lines = {option.words: option.line for option in asked.question.options}
    understood = understand(lines["New, VCSE"], names, TODAY)
    (body,) = made(understood, Organisation)
    (tie,) = made(understood, Tie)
    assert (body.name, body.sector) == ("Riverside Hub", Sector.VCSE)
    assert (tie.from_id, tie.to_id) == ("trust", body.id)
    assert understood.warnings == ("New organisation: Riverside Hub (VCSE).",)
    unknown = understand(lines["New, sector not known"], names, TODAY)
    assert made(unknown, Organisation)[0].sector is None


def test_a_name_written_nearly_so_is_offered_first(names: Names) -> None:
    asked = understand("HCT shares data with Age Wall Testbridge", names, TODAY)
    assert asked.question is not None
    assert asked.question.options[0].words == "Age Well Testbridge CIO"


def test_an_ambiguous_name_is_asked_and_closed_bodies_stand_back(names: Names) -> None:
    asked = understand("Testbridge funds Age Well", names, TODAY)
    assert asked.question is not None
    assert [option.words for option in asked.question.options] == [
        "Testbridge Council", "Age Well Testbridge CIO", "Testbridge ICB",
    ]  # fmt: skip
    (tie,) = made(understand("Hil PCN meets Council", names, TODAY), Tie)
    assert tie.from_id == "hill"
    closed = understand("Hillside PCN meets Council", names, TODAY)
    assert closed.warnings == (
        "Hillside PCN closed on 31 March 2023, so the link does not stand today.",
    )


PROBLEMS = [
    ("Council likes Age Well", "“likes” is no verb"),
    ("Council", "No verb is known here in “Council”"),
    ("Council funds Age Well gently 120k", "“gently” was not understood"),
    ("Council really funds Age Well", "“really” was not understood"),
    ("Council funds", "Nobody stands after “funds”"),
    ("Council funds Age Well 120k 40k", "“40k” is a second sum"),
    ("Council funds Age Well 120k 2025-04", "Is 2025-04 a start or an end?"),
    ("Council funds Age Well from 2025-02-30", "2025-02-30 does not exist"),
    ("Council funds Age Well from spring", "“spring” after “from” is no date"),
    ("Council funds Age Well from 2027 until 2025", "before it starts 2027"),
    ("Council funds Age Well 5k 2025/28", "“2025/28” is not a financial year"),
    ("Council funds Age Well 5k 2025-99", "“2025-99” is not a run of years"),
    ("Council funds Age Well £0.001", "no whole number of pence"),
    ("Council funds Age Well 99999999999bn", "more money than there is"),
    ("Council funds Age Well for 2 years", "“for 2” was not understood"),
    ("Council funds Age Well and HCT 5k", "write one line for each"),
    ("Council funds Council 5k", "two different organisations"),
    ("Council shares data with Age Well 120k", "“shares data with” records none"),
    ("Council trusts HCT strength 4", "The strength “4” cannot be"),
    ("Council joint post frailty lead", "needs two organisations"),
    ("Council and HCT joint post", "The post has no title"),
    ("Council share data", "Who else?"),
    ("Council pool money", "Who else?"),
    ("x" * 501, "longer than 500 letters"),
]


@pytest.mark.parametrize(("line", "sentence"), PROBLEMS)
def test_what_is_not_understood_is_named(names: Names, line: str, sentence: str) -> None:
    understood = understand(line, names, TODAY)
    assert sentence in understood.problem
    assert understood.plan is None
    assert understood.line == line


def test_what_stands_in_the_register_already_is_said(names: Names) -> None:
    first = understand("Council trusts HCT", names, TODAY)
    assert first.plan is not None
    after = names_of(applied(names.place, first.plan.changes), TODAY)
    assert "already" in understand("HCT trusts Council", after, TODAY).warnings[0]
    assert understand("HCT meets Council", after, TODAY).warnings == ()


COMPLETIONS = [
    ("Cou", 0, ["Testbridge Council"]),
    ("Council funds Ag", 14, ["Age Well Testbridge CIO"]),
    ("Council and boa", 12, ["Testbridge ICB"]),
    ("HCT, Carers, F", 5, ["Carers, Friends and Families"]),
    ("hct shares data with nor pri", 21, ["North Primary Care Network"]),
    ("Council funds HCT", 17, []),
    ("Council funds A", 15, []),
    ("Council funds Age Well 12", 25, []),
]


@pytest.mark.parametrize(("line", "start", "expected"), COMPLETIONS)
def test_names_are_completed(names: Names, line: str, start: int, expected: list[str]) -> None:
    at, found = completions_at(line, len(line), names)
    assert (at, [item.name for item in found]) == (start, expected)


def test_two_bodies_of_one_name_are_told_apart_by_their_ids() -> None:
    bodies: dict[str, Record] = {
        key: Organisation(id=key, name="Village Hall", ref=key.upper()) for key in ("vh1", "vh2")
    }
    bodies["c"] = Organisation(id="c", name="Council")
    names = names_of(Place(1, {"organisations": bodies}), TODAY)
    asked = understand("Council meets Village Hall", names, TODAY)
    assert asked.question is not None
    assert [option.line for option in asked.question.options] == [
        "Council meets VH1", "Council meets VH2",
    ]  # fmt: skip
    (tie,) = made(understand("Council meets VH2", names, TODAY), Tie)
    assert tie.to_id == "vh2"
