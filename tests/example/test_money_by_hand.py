"""Money and posts of the worked example, reckoned by hand from the rows that anybody can open.

The date is 1 November 2026, in the financial year 2026/27. Amounts are pounds. The arithmetic stands in
the tests as numbers of the sheets; nothing here asks the measures how they reckon.
"""

import csv
import datetime as dt
import math
from collections import defaultdict

import networkx as nx
import pytest

from partnermap.analysis.measure.dependency import dependencies
from partnermap.analysis.measure.funding import Funding, funding_by_recipient, funding_on
from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.analysis.measure.landing import landing_on
from partnermap.analysis.measure.post_shares import fixed_term_share, spans, split_of_all, splits
from partnermap.analysis.measure.summary import measures
from partnermap.analysis.measure.tenure import tenure_on
from partnermap.domain.agreement import Agreement
from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.exchange.example import plan_example
from partnermap.network.build import network_on
from partnermap.network.lookup import lookup_of
from resources import resource_path

ON = dt.date(2026, 11, 1)
YEAR = "2026/27"
ICB, COUNTY = "Calderbeck and Dunmoor ICB", "Calderbeck County Council"
DAYS_PER_MONTH = 30.4375

PAID = {
    "A1": 18_420_000 + 2_150_000 + 6_380_000 + 3_050_000,
    "A2": 4_860_000 + 7_240_000,
    "A3": 3_420_000 + 2_880_000,
    "A4": 560_000,
    "A5": 410_000,
    "A6": 480_000,
    "A7": 620_000,
    "A8": 385_000,
    "A9": 315_000,
    "A10": 1_900_000 + 220_000,
    "A12": 180_000 + 120_000,
}
"""Joint money in force on the date; A17 has no amount, A11 is a contract, A18 and A19 do not run."""


@pytest.fixture(scope="module")
def place() -> Place:
    return applied(Place(), plan_example(Place()).changes)


@pytest.fixture(scope="module")
def funding(place: Place) -> Funding:
    return funding_on(lookup_of(place), ON)


def _agreement(place: Place, ref: str) -> Agreement:
    return next(item for item in place.agreements.values() if item.ref == ref)


def _post(place: Place, ref: str) -> Post:
    return next(item for item in place.posts.values() if item.ref == ref)


def _alone(place: Place, ref: str) -> Funding:
    """The figures of one agreement: what is joint money of the place is this one."""
    agreement = _agreement(place, ref)
    tables = {name: dict(rows) for name, rows in place.tables.items()}
    tables["agreements"] = {agreement.id: agreement}
    return funding_on(lookup_of(Place(version=1, tables=tables)), ON)


def _sheet(name: str) -> list[dict[str, str]]:
    with resource_path(f"example/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _months(days: int) -> float:
    return days / DAYS_PER_MONTH


def test_the_numbers_above_are_those_of_the_sheet() -> None:
    found: dict[str, int] = defaultdict(int)
    for row in _sheet("Contributions"):
        if row["Financial year"] == YEAR and row["Role"] == "pays" and row["Amount"]:
            found[row["Agreement"]] += int(row["Amount"])
    assert {**found} == {**PAID, "A11": 14_200_000}


def test_the_total_and_what_is_known_of_it(funding: Funding) -> None:
    assert funding.total() == sum(PAID.values()) == 53_590_000
    # A10 lacks the ICB's share and A17 every amount.
    assert (funding.coverage.known, funding.coverage.of) == (10, 12)


def test_the_better_care_fund_by_itself(place: Place) -> None:
    found = _alone(place, "A1")
    icb, county = 18_420_000 + 2_150_000, 6_380_000 + 3_050_000
    assert found.total() == icb + county == 30_000_000
    assert found.pooled_share() == 1
    assert found.additional_pooling_share() == pytest.approx(2_150_000 / 30_000_000)
    one, other = icb / 30_000_000, county / 30_000_000
    index = one * one + other * other
    assert found.herfindahl() == pytest.approx(index)
    assert index == pytest.approx(0.568944, abs=5e-7)
    assert found.effective_payers() == pytest.approx(1 / index)
    assert found.herfindahl_normalised() == pytest.approx((index - 0.5) / 0.5)
    assert found.smaller_over_larger() == pytest.approx(9_430_000 / 20_570_000)
    entropy = -(one * math.log(one) + other * math.log(other))
    assert found.balance() == pytest.approx(entropy / math.log(2))
    payers = found.payers()
    assert isinstance(payers, tuple)
    assert place.name_of(payers[0].organisation_id) == ICB
    assert payers[0].share == pytest.approx(one)


def test_how_long_the_better_care_fund_lasts(place: Place) -> None:
    found = _alone(place, "A1")
    # 1 July 2022 to 31 March 2028 is 69 months; national rule renews it; it is recurrent.
    assert found.short_term_share() == 0
    assert (found.ending_share(12), found.ending_share(24), found.yearly_by_rule()) == (0, 0, 1)
    assert (found.recurrent_share(), found.secured_horizon_months()) == (1, 60)
    assert found.vcse_share() == 0


def test_where_the_better_care_fund_lands(place: Place) -> None:
    landing = landing_on(lookup_of(place), _agreement(place, "A1"), ON)
    found = {place.name_of(key): pence / 100 for key, pence in landing.by_organisation.items()}
    districts = {
        "Netherby District Council": 612_000,
        "Marlstone Borough Council": 684_000,
        "Eskholme District Council": 438_000,
        "Hallowby District Council": 402_000,
        "Kirkmere Borough Council": 521_000,
        "Inglewick District Council": 393_000,
    }
    assert sum(districts.values()) == 3_050_000  # what is paid in for disabled facilities
    assert found == {
        **districts,
        "Dales Community Health NHS Trust": 9_240_000,
        COUNTY: 30_000_000 - 9_240_000 - 3_050_000,
    }


def test_the_community_capacity_fund_by_itself(place: Place) -> None:
    found = _alone(place, "A7")
    assert found.total() == 620_000
    assert (found.herfindahl(), found.effective_payers()) == (1, 1)
    days = (dt.date(2027, 3, 31) - ON).days
    assert days == 150
    assert (
        found.secured_horizon_months() == pytest.approx(_months(150)) == pytest.approx(4.928, abs=5e-4)
    )
    assert (found.ending_share(12), found.recurrent_share(), found.short_term_share()) == (1, 0, 0)
    # The CVS, a VCSE body, holds all of it and passes 490,000 on.
    assert (found.vcse_share(), found.vcse_lead_share(), found.vcse_subcontract_share()) == (1, 1, 0)
    landing = landing_on(lookup_of(place), _agreement(place, "A7"), ON)
    passed_on = 140_000 + 120_000 + 80_000 + 60_000 + 50_000 + 36_000 + 4_000
    cvs = next(key for key in landing.by_organisation if place.name_of(key) == "Calderbeck CVS")
    assert landing.by_organisation[cvs] / 100 == 620_000 - passed_on == 130_000


def test_pooling_of_all(funding: Funding) -> None:
    assert funding.pooled_share() == pytest.approx(30_000_000 / 53_590_000)
    assert funding.additional_pooling_share() == pytest.approx(2_150_000 / 30_000_000)


def test_payers_of_all(place: Place, funding: Funding) -> None:
    paid = {
        ICB: 20_570_000 + 4_860_000 + 560_000 + 410_000 + 620_000,
        COUNTY: (9_430_000 + 7_240_000 + 3_420_000 + 480_000 + 385_000 + 315_000 + 1_900_000 + 180_000),
        "Eskholme Mental Health NHS Foundation Trust": 2_880_000,
        "Calderbeck Constabulary": 220_000,
        "Dales Community Health NHS Trust": 120_000,
    }
    assert sum(paid.values()) == 53_590_000
    payers = funding.payers()
    assert isinstance(payers, tuple)
    assert {place.name_of(row.organisation_id): row.pence / 100 for row in payers} == paid
    index = sum((amount / 53_590_000) ** 2 for amount in paid.values())
    assert funding.herfindahl() == pytest.approx(index) == pytest.approx(0.446974, abs=5e-7)
    assert funding.effective_payers() == pytest.approx(2.2373, abs=5e-5)


def test_endings_of_all(funding: Funding) -> None:
    ending = sum(PAID[ref] for ref in ("A4", "A5", "A7", "A8", "A9", "A12"))
    assert ending == 2_590_000
    not_expired = 53_590_000 - PAID["A2"]
    assert funding.ending_share(12) == pytest.approx(2_590_000 / not_expired)
    assert funding.ending_share(24) == pytest.approx(2_590_000 / 41_490_000)
    # With A17, of which no amount is known; A2 has expired.
    assert (funding.ending_count(12).ending, funding.ending_count(12).of) == (7, 11)
    assert [item.ref for item in funding.lapsed] == ["A2"]
    assert funding.yearly_by_rule() == pytest.approx(30_000_000 / 53_590_000)


def test_terms_of_all(funding: Funding) -> None:
    # Written for two years or less: A4 (729 days), A9 (364) and A12 (729); A17 has no amount.
    assert funding.short_term_share() == pytest.approx((560_000 + 315_000 + 300_000) / 53_590_000)
    recurrent = sum(PAID[ref] for ref in ("A1", "A2", "A3", "A6"))
    assert funding.recurrent_share() == pytest.approx(recurrent / (53_590_000 - PAID["A10"]))


def test_the_secured_horizon_of_all(funding: Funding) -> None:
    sixty = sum(PAID[ref] for ref in ("A1", "A2", "A3", "A6"))
    until_march = sum(PAID[ref] for ref in ("A4", "A5", "A7", "A8", "A9"))
    weighted = (
        sixty * 60
        + until_march * _months(150)
        + PAID["A12"] * _months((dt.date(2027, 9, 30) - ON).days)
        + PAID["A10"] * _months((dt.date(2029, 3, 31) - ON).days)
    )
    assert funding.secured_horizon_months() == pytest.approx(weighted / 53_590_000)
    without_expired = (weighted - PAID["A2"] * 60) / 53_590_000
    assert funding.secured_horizon_months(lapsed_as_nought=True) == pytest.approx(without_expired)


def test_the_cliff_of_what_the_vcse_receives(place: Place, funding: Funding) -> None:
    vcse = funding_by_recipient(lookup_of(place), ON, ["VCSE"])["VCSE"]
    received = 410_000 + 620_000 + 385_000 + 315_000 + 300_000 + 1_990_000
    assert vcse.total() == received == 4_020_000
    assert vcse.ending_share(12) == pytest.approx(2_030_000 / 4_020_000)
    assert funding.vcse_share() == pytest.approx(received / 53_590_000)
    # A10 pays 2,120,000 as far as recorded, and Oxfell Recovery receives 1,990,000 of it.
    assert funding.unplaced() == 130_000


def test_the_head_of_vcse_partnership(place: Place) -> None:
    post, lookup = _post(place, "P5"), lookup_of(place)
    (split,) = splits(lookup, [post])
    assert sorted(split.known) == [0.3, 0.3, 0.4]
    assert split.adds_up
    alone = split_of_all(lookup, [post])
    assert alone.herfindahl == pytest.approx(0.16 + 0.09 + 0.09)
    assert alone.effective_funders == pytest.approx(1 / 0.34)
    (span,) = spans(lookup, [post])
    assert span.sectors == ("NHS", "VCSE", "local authority")
    assert fixed_term_share([post], ON) == 1  # its funding ends on 31 March 2027


def test_what_hangs_on_the_head_of_vcse_partnership(place: Place) -> None:
    network = network_on(place, ON)
    post = About("posts", _post(place, "P5").id)
    own = [tie for tie in network.ties if tie.origin == post]
    assert {place.name_of(tie.to_id) for tie in own} == {
        *(ICB, COUNTY, "Calderbeck Hospitals NHS Foundation Trust", "Calderbeck VCSE Alliance"),
    }
    (found,) = dependencies(network, [post])
    # Four ties of strength two, over the strengths of all.
    assert found.strength_share == 8 / sum(tie.strength for tie in network.ties)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.organisation_ids)
    graph.add_edges_from(tie.pair for tie in network.ties if tie.origin != post)
    whole = graph.copy()
    whole.add_edges_from(tie.pair for tie in own)
    before, after = (
        sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(item))
        for item in (whole, graph)
    )
    assert (found.reachable_pairs, found.lost_pairs) == (before, before - after)


def test_posts_together(place: Place) -> None:
    posts = joint_posts(place, ON)
    wte = 1.0 + 0.8 + 1.0 + 1.0 + 1.0 + 0.6 + 0.6 + 0.5 + 1.0
    assert sum(post.wte or 0 for post in posts) == pytest.approx(wte) == pytest.approx(7.5)
    # P2, P3, P5, P7, P8 and P10 run out by 1 November 2028; P6 later; P1 and P9 do not.
    assert fixed_term_share(posts, ON) == pytest.approx((0.8 + 1.0 + 1.0 + 0.6 + 0.6 + 1.0) / 7.5)
    # P10 has been frozen since 1 November 2025: a year and a day.
    assert {place.posts[key].ref for key in tenure_on(posts, ON).left} == {"P2", "P3"}
    funders = split_of_all(lookup_of(place), posts)
    assert (funders.known, funders.of) == (8, 9)  # P9 names its funder without a share
    named = {place.name_of(key): share for key, share in funders.wte.items()}
    # P1 0.5, P2 0.4, P3 0.5, P5 0.3 and P10 0.5.
    assert named[COUNTY] == pytest.approx(0.5 + 0.4 + 0.5 + 0.3 + 0.5)
    assert sum(named.values()) == pytest.approx(7.5 - 0.5)


def test_the_printed_answer_carries_the_same(place: Place) -> None:
    answer = measures(place, ON)
    posts, funding = answer["appointments"], answer["funding"]
    assert isinstance(posts, dict)
    assert isinstance(funding, dict)
    # P2 (0.8) and P10 (1.0) are empty, P3 (1.0) has an interim holder.
    assert posts["vacancy_rate"] == pytest.approx(1.8 / 7.5)
    assert (posts["posts"], posts["vacant_posts"], posts["interim_posts"]) == (9, 2, 1)
    assert (posts["statutory"], posts["statutory_posts"]) == (1, ["Director of Public Health"])
    assert posts["span"]["spanning_share"] == pytest.approx(8 / 9)  # all but the geriatrician
    assert funding["largest_payer"] == {"organisation": ICB, "share": pytest.approx(27.02 / 53.59)}
    assert funding["by_recipient_sector"]["VCSE"]["total"] == 4_020_000
