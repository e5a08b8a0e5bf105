"""The worked example: imports whole, holds what a board report needs, and invents everything."""

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from partnermap.analysis.health.risks import Risk, risks
from partnermap.domain.agreement import Contribution
from partnermap.domain.apply import applied
from partnermap.domain.dates import financial_year
from partnermap.domain.evidence import Action, Evidence, Rating, Statement
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import RECORD_TYPES, Place
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Decision, Reorganisation
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementKind,
    AgreementStatus,
    ContributionRole,
    LegalBasis,
    LegalForm,
    OrganisationType,
    PostStatus,
    ReorganisationStatus,
    Sector,
    TieKind,
)
from partnermap.exchange.example import plan_example
from partnermap.exchange.plan import ImportPlan
from partnermap.network.build import network_on
from partnermap.network.network import Network, TieMark, Waiting
from resources import resource_path

ON = dt.date(2026, 11, 1)
SHEETS = (
    "Place", "Organisations", "Aliases", "Ties", "Agreements", "Contributions", "Parties", "Posts",
    "Post partners", "Teams", "Members", "Programmes", "Reorganisations", "Affected", "Successions",
    "Decisions", "Scenario changes", "Statements", "Ratings", "Evidence", "Actions", "Assumptions",
)  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> ImportPlan:
    return plan_example(Place())


@pytest.fixture(scope="module")
def place(plan: ImportPlan) -> Place:
    return applied(Place(), plan.changes)


@pytest.fixture(scope="module")
def network(place: Place) -> Network:
    return network_on(place, ON)


@pytest.fixture(scope="module")
def at_risk(place: Place) -> tuple[Risk, ...]:
    return risks(place, ON)


def graph_of(network: Network) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.organisation_ids)
    graph.add_edges_from(tie.pair for tie in network.ties)
    return graph


def rows_of(sheet: str) -> list[dict[str, str]]:
    path: Path = resource_path("example", f"{sheet}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(place: Place, name: str) -> str:
    return next(item.id for item in place.organisations.values() if item.name == name)


def pounds(
    place: Place, year: str, role: ContributionRole, basis: LegalBasis | None = None
) -> Counter[str]:
    """Pounds by agreement's ID of one financial year; rows without an amount count for nothing."""
    total: Counter[str] = Counter()
    for row in place.of(Contribution).values():
        agreement = place.agreements[row.agreement_id]
        if row.financial_year == year and row.role is role and basis in (None, agreement.legal_basis):
            total[agreement.ref or ""] += (row.amount or 0) // 100
    return total


def test_example_imports_without_a_skipped_row(plan: ImportPlan) -> None:
    assert plan.skipped == ()
    assert plan.unmatched == ()
    assert plan.read == sum(len(rows_of(sheet)) for sheet in SHEETS)


def test_example_imports_without_a_warning(plan: ImportPlan) -> None:
    assert plan.warnings == ()


def test_example_imported_again_creates_nothing(place: Place) -> None:
    again = plan_example(place)
    assert (again.created, again.updated) == (0, 0)


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheet_is_there_and_has_rows(sheet: str) -> None:
    assert rows_of(sheet)


def test_folder_holds_the_sheets_and_one_notice_only() -> None:
    found = {path.name for path in resource_path("example").iterdir()}
    assert found == {f"{sheet}.csv" for sheet in SHEETS} | {"README.txt"}


def test_every_kind_of_record_of_the_workbook_is_there(place: Place) -> None:
    made_by_use = {"payment_lines", "pins", "saved_views"}
    empty = {kind.TABLE for kind in RECORD_TYPES if not place.of(kind)}
    assert empty == made_by_use


def test_example_says_that_it_is_invented(place: Place) -> None:
    assert place.is_invented
    assert place.title == "Calderbeck place partnership"
    assert "invented" in resource_path("example", "README.txt").read_text(encoding="utf-8")


def test_no_person_is_named_and_every_identifier_is_plainly_invented(place: Place) -> None:
    assert all(post.holder is None for post in place.posts.values())
    assert {item.scheme for item in place.of(Identifier).values()} == {"XX-INVENTED"}


def test_about_sixty_organisations_of_every_sector_are_open(place: Place, network: Network) -> None:
    open_now = [place.organisations[key] for key in network.organisation_ids]
    assert 58 <= len(open_now) <= 66
    sectors = Counter(item.sector for item in open_now)
    assert set(sectors) == set(Sector)
    assert sectors[Sector.VCSE] + sectors[Sector.COMMUNITY] >= 24
    absent = set(OrganisationType) - {item.type for item in open_now}
    assert absent == {
        OrganisationType.LONDON_BOROUGH,
        OrganisationType.METROPOLITAN_BOROUGH,
        OrganisationType.STRATEGIC_AUTHORITY,
    }
    assert {item.legal_form for item in open_now} >= {
        LegalForm.BODY_CORPORATE,
        LegalForm.UNINCORPORATED,
        LegalForm.CONTRACTUAL_NETWORK,
    }


def test_bodies_without_legal_form_act_through_another(place: Place) -> None:
    networks = [
        item for item in place.organisations.values() if item.legal_form is LegalForm.CONTRACTUAL_NETWORK
    ]
    assert len(networks) >= 6
    assert all(item.acts_through_id for item in networks)
    (alliance,) = (
        item for item in place.organisations.values() if item.type is OrganisationType.ALLIANCE
    )
    lead = place.organisations[alliance.acts_through_id or ""]
    assert lead.sector is Sector.VCSE
    (residents,) = (item for item in place.organisations.values() if "Residents" in item.name)
    assert residents.legal_form is LegalForm.UNINCORPORATED


def test_every_kind_of_tie_is_there_on_the_date(network: Network) -> None:
    assert {tie.kind for tie in network.ties} == set(TieKind)
    assert len(network.ties) >= 150
    assert {tie.strength for tie in network.ties} == {1, 2, 3}


def test_joint_money_posts_and_teams_come_from_their_records(network: Network) -> None:
    for kind, table in (
        (TieKind.JOINT_FUNDING, "agreements"),
        (TieKind.JOINT_APPOINTMENT, "posts"),
        (TieKind.JOINT_TEAM, "teams"),
    ):
        origins = Counter(tie.origin.table for tie in network.ties if tie.kind is kind)
        assert origins[table] > 0.75 * origins.total()


def test_marks_that_a_reader_must_be_told_of_all_occur(network: Network) -> None:
    assert {mark for tie in network.ties for mark in tie.marks} == set(TieMark)


def test_network_is_one_piece_but_for_two_groups_nobody_speaks_with(
    place: Place, network: Network
) -> None:
    graph = graph_of(network)
    sizes = sorted(len(part) for part in nx.connected_components(graph))
    assert sizes == [1, 1, graph.number_of_nodes() - 2]
    assert {place.name_of(key) for key in nx.isolates(graph)} == {
        "Calderbeck Traveller Voice",
        "Inglewick Village Halls Network",
    }


def test_single_points_of_failure_are_few_and_telling(place: Place, network: Network) -> None:
    graph = graph_of(network)
    assert {place.name_of(key) for key in nx.articulation_points(graph)} == {
        "Calderbeck County Council",
        "Calderbeck and Dunmoor ICB",
        "Calderbeck CVS",
        "Calderbeck Carers Centre",
    }
    without = graph.copy()
    without.remove_node(named(place, "Calderbeck CVS"))
    assert nx.number_connected_components(without) == nx.number_connected_components(graph) + 2


def test_commissioner_and_county_are_in_the_core(place: Place, network: Network) -> None:
    core = nx.core_number(graph_of(network))
    deepest = max(core.values())
    for name in ("Calderbeck and Dunmoor ICB", "Calderbeck County Council"):
        assert core[named(place, name)] == deepest


def test_better_care_fund_comes_to_thirty_million(place: Place) -> None:
    pooled = pounds(place, "2026/27", ContributionRole.PAYS, LegalBasis.S75_POOLED)
    assert pooled == {"A1": 30_000_000}
    years = {row.financial_year for row in place.of(Contribution).values() if row.amount}
    assert {"2022/23", "2023/24", "2024/25", "2025/26", "2026/27", "2027/28"} <= years


def test_nobody_receives_more_than_was_paid(place: Place) -> None:
    for year in {row.financial_year for row in place.of(Contribution).values()}:
        paid = pounds(place, year or "", ContributionRole.PAYS)
        received = pounds(place, year or "", ContributionRole.RECEIVES)
        assert not received - paid


def test_agreements_cover_the_law_and_every_state(place: Place) -> None:
    agreements = place.agreements.values()
    assert {item.status for item in agreements} == set(AgreementStatus)
    assert {item.kind for item in agreements} == set(AgreementKind)
    unused = set(LegalBasis) - {item.legal_basis for item in agreements}
    assert unused == {LegalBasis.PAYMENT, LegalBasis.OTHER}
    assert {item.recurrent for item in agreements} == {True, False, None}
    assert any(item.replaces_id for item in agreements)


def test_some_money_is_not_known(place: Place) -> None:
    this_year = [
        row
        for row in place.of(Contribution).values()
        if row.financial_year == financial_year(ON) and row.role is ContributionRole.PAYS
    ]
    unknown = {row.agreement_id for row in this_year if row.amount is None}
    assert 1 <= len(unknown) < len({row.agreement_id for row in this_year}) / 2


def test_shares_of_every_post_add_up(place: Place) -> None:
    shares: dict[str, list[float]] = {}
    for row in place.of(PostPartner).values():
        if row.share is not None:
            shares.setdefault(row.post_id, []).append(row.share)
    assert len(shares) >= 8
    assert all(sum(parts) == pytest.approx(1) for parts in shares.values())
    assert sorted([0.3, 0.3, 0.4]) in [sorted(parts) for parts in shares.values()]


def test_posts_are_in_every_state(place: Place) -> None:
    assert {post.status for post in place.of(Post).values()} == set(PostStatus)
    assert sum(bool(post.statutory) for post in place.posts.values()) == 1
    assert any(post.lived_experience_role for post in place.posts.values())


def test_past_and_coming_reorganisations_change_who_is_open(place: Place) -> None:
    def open_on(day: dt.date) -> set[str]:
        return {place.name_of(key) for key in network_on(place, day).organisation_ids}

    assert "Calderbeck and Dunmoor Primary Care Trust" in open_on(dt.date(2013, 3, 31))
    assert {"Calderbeck CCG", "Dunmoor CCG"} <= open_on(dt.date(2013, 4, 1))
    assert not {"Calderbeck CCG", "Dunmoor CCG"} & open_on(dt.date(2022, 7, 1))
    assert "Calderbeck, Dunmoor and Ashenvale ICB" in open_on(dt.date(2027, 4, 1))
    assert {"West Calderbeck Council", "East Calderbeck Council"} <= open_on(dt.date(2028, 4, 1))
    assert "Calderbeck County Council" not in open_on(dt.date(2028, 4, 1))


def test_the_coming_split_leaves_decisions_to_make_and_some_made(place: Place) -> None:
    after = network_on(place, dt.date(2028, 4, 1))
    assert {item.why for item in after.waiting} == {Waiting.NEEDS_DECISION}
    assert len(after.waiting) >= 20
    decided = {item.about_id for item in place.of(Decision).values() if item.goes_to_id}
    carried = {tie.origin.id for tie in after.ties}
    assert decided & carried


def test_reorganisations_are_of_every_certainty(place: Place) -> None:
    found = place.of(Reorganisation).values()
    assert {item.status for item in found} == set(ReorganisationStatus) - {
        ReorganisationStatus.NOT_PROCEEDING
    }
    assert sum(item.scenario is not None for item in found) == 1


def test_one_coming_reorganisation_has_an_equity_check_and_the_other_has_none(place: Place) -> None:
    checked = {item.about_id for item in place.of(Statement).values() if item.kind == "equity check"}
    coming = {
        item.ref: item.id in checked
        for item in place.reorganisations.values()
        if item.status in (ReorganisationStatus.DECIDED, ReorganisationStatus.ORDERED)
    }
    assert coming == {"R3": True, "R4": False}


def test_ratings_keep_every_rater_in_a_crowd(place: Place) -> None:
    rows = place.of(Rating).values()
    assert len({row.round for row in rows}) == 2
    per_cell = Counter((row.round, row.statement, row.sector) for row in rows)
    assert min(per_cell.values()) >= 4


def test_actions_and_evidence_are_dated(place: Place) -> None:
    actions = place.of(Action).values()
    assert any(item.done for item in actions)
    assert any(item.due and not item.done and item.due.last_day < ON for item in actions)
    assert any(item.public_report for item in actions)
    assert all(item.date for item in place.of(Evidence).values())


def test_sources_are_given_and_some_confirmations_are_old(place: Place) -> None:
    confirmed = [item for kind in (Organisation, Tie) for item in place.of(kind).values()]
    assert all(item.source for item in confirmed)
    old = [item for item in confirmed if _last(item) < dt.date(2025, 11, 1)]
    assert 10 <= len(old) < len(confirmed) / 2


def _last(record: Record) -> dt.date:
    return record.last_confirmed.last_day if record.last_confirmed else dt.date.min


def test_a_board_has_something_to_decide(place: Place, at_risk: tuple[Risk, ...]) -> None:
    origins = {
        place.agreements[risk.tie.origin.id].ref
        for risk in at_risk
        if risk.tie.origin.table == "agreements"
    }
    assert {"A1", "A2", "A7", "A8"} <= origins
    vacant = [risk for risk in at_risk if TieMark.VACANT in risk.tie.marks]
    assert vacant
    assert any(risk.cut_off and risk.is_dated for risk in at_risk)
    assert any(risk.decide_by and ON < risk.decide_by < dt.date(2027, 1, 1) for risk in at_risk)


def test_more_than_a_few_links_stand_on_their_own(network: Network, at_risk: tuple[Risk, ...]) -> None:
    assert len(at_risk) < 0.75 * len(network.ties)


def _texts() -> Iterator[str]:
    for sheet in SHEETS:
        for row in rows_of(sheet):
            yield from row.values()


def test_text_is_british_and_tidy() -> None:
    american = re.compile(r"\b\w*(?:organiz|program\b|center|behavior)\w*", re.IGNORECASE)
    for text in _texts():
        assert not american.search(text), text
        assert text == " ".join(text.split())
