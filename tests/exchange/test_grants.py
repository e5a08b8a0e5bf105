import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import SourceError
from partnermap.domain.organisation import Alias, Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import ContributionRole, LegalBasis, OrganisationType, Sector, TieKind
from partnermap.network.build import network_on
from tests.exchange.grants_taken import money, only_agreement, told

if TYPE_CHECKING:
    from tests.exchange.conftest import InventedGrants

Json = dict[str, object]
FUNDER = {"id": "GB-CHC-900001", "name": "Invented Trust"}
STRANGER = {"id": "GB-COH-0123456", "name": "Far Away Ltd"}


def place_with(names_and_codes: Mapping[str, str], *others: Record) -> Place:
    records: list[Record] = list(others)
    for name, code in names_and_codes.items():
        records.append(Organisation(id=name, name=name))
        if code:
            scheme, _, value = code.rpartition("-")
            records.append(
                Identifier(id=f"{name} code", organisation_id=name, scheme=scheme, value=value)
            )
    return applied(Place(), Changes(create=tuple(records)))


PLACE = place_with({"Harbour Homes": "GB-CHC-900002"})


def test_a_grant_becomes_an_agreement_with_what_is_paid_and_received(invented: "InventedGrants") -> None:
    plan, place = invented.take_in(PLACE, invented.file(invented.grant()))
    agreement = only_agreement(place)
    assert agreement.ref == "360G-invented-1"
    assert agreement.name == "Grant by Invented Trust to Harbour Homes: Warm rooms"
    assert agreement.legal_basis is LegalBasis.GRANT
    assert agreement.is_joint_money
    assert agreement.host_id is None
    assert agreement.source == "grants.json"
    assert (agreement.signed, agreement.start, agreement.end) == (
        PartialDate(2024, 6, 1),
        PartialDate(2024, 7, 1),
        PartialDate(2025, 3, 31),
    )
    assert money(place) == [
        ("Harbour Homes", ContributionRole.RECEIVES, "2024/25", 100050),
        ("Invented Trust", ContributionRole.PAYS, "2024/25", 100050),
    ]
    assert (plan.read, plan.created, plan.updated, plan.skipped) == (1, 1, 0, ())


def test_its_tie_is_joint_funding_from_funder_to_recipient(invented: "InventedGrants") -> None:
    _, place = invented.take_in(PLACE, invented.file(invented.grant()))
    (tie,) = network_on(place, dt.date(2024, 8, 1)).ties
    assert tie.kind is TieKind.JOINT_FUNDING
    assert (place.name_of(tie.from_id), place.name_of(tie.to_id)) == ("Invented Trust", "Harbour Homes")
    assert not network_on(place, dt.date(2025, 4, 1)).ties


def test_a_funder_that_is_not_here_is_added_and_named(invented: "InventedGrants") -> None:
    plan, place = invented.take_in(PLACE, invented.file(invented.grant()))
    (trust,) = (body for body in place.organisations.values() if body.name == "Invented Trust")
    assert (trust.sector, trust.type) == (Sector.VCSE, OrganisationType.CHARITY)
    assert "Added, as they were not in this place: Invented Trust (GB-CHC-900001)." in told(plan)


def test_grants_to_others_are_left_out_and_listed_by_amount(invented: "InventedGrants") -> None:
    source = invented.file(
        invented.grant(1, STRANGER),
        invented.grant(2, STRANGER, amountAwarded=5),
        invented.grant(3, {"id": "GB-SC-SC000009", "name": "Small One"}),
    )
    plan, _ = invented.take_in(PLACE, source)
    assert not plan.changes
    assert [(item.name, item.rows, item.amount) for item in plan.unmatched] == [
        ("Far Away Ltd", 2, 100550),
        ("Small One", 1, 100050),
    ]
    assert "0 taken in (£0), 3 left out (£2,006)" in told(plan)
    assert [dict(offer.select) for offer in plan.offers] == [{"all": "yes"}]
    plan, _ = invented.take_in(place_with({"Trust": "GB-CHC-900001"}), source)
    assert [dict(offer.select) for offer in plan.offers] == [{"recipient": "all"}, {"all": "yes"}]
    plan, _ = invented.take_in(PLACE, source, all="yes")
    assert [dict(offer.select) for offer in plan.offers] == [{}]


SELECTIONS: tuple[tuple[dict[str, str], set[int]], ...] = (
    ({}, {1}),
    ({"recipient": "all"}, {1, 2}),
    ({"recipient": "GB-COH-00123456"}, {1, 2, 3}),
    ({"funder": "GB-CHC-900009"}, {1, 3}),
    ({"funder": "GB-CHC-900009, GB-CHC-900001"}, {1, 2, 3}),
    ({"all": "yes"}, {1, 2, 3, 4}),
    ({"all": "no"}, {1}),
)


@pytest.mark.parametrize(("select", "expected"), SELECTIONS)
def test_what_is_selected_beside_the_place(
    invented: "InventedGrants", select: dict[str, str], expected: set[int]
) -> None:
    other = [{"id": "GB-CHC-900009", "name": "Another Fund"}]
    third = [{"id": "GB-CHC-900010", "name": "Third Fund"}]
    source = invented.file(
        invented.grant(4, {"id": "GB-CHC-900011", "name": "Last One"}, fundingOrganization=third),
        invented.grant(3, STRANGER, fundingOrganization=other),
        invented.grant(2, {"id": "GB-CHC-900012", "name": "Next Door"}),
        invented.grant(1),
    )
    if "recipient" in select and select["recipient"] != "all":
        source = invented.file(
            *(invented.grant(number, STRANGER) for number in (2, 3)),
            invented.grant(1),
            invented.grant(4, FUNDER),
        )
    _, place = invented.take_in(PLACE, source, **select)
    taken = {int((item.ref or "").rpartition("-")[2]) for item in place.agreements.values()}
    assert taken == expected
    again, _ = invented.take_in(place, source, **select)
    assert not again.changes


def test_a_selection_that_is_no_identifier(invented: "InventedGrants") -> None:
    with pytest.raises(SourceError, match="“Harbour” is no identifier; write --select funder="):
        invented.take_in(PLACE, invented.file(invented.grant()), funder="Harbour")


def test_a_selection_that_is_not_in_the_file(invented: "InventedGrants") -> None:
    plan, _ = invented.take_in(PLACE, invented.file(invented.grant()), recipient="GB-CHC-999999")
    assert "grants.json has no grant by or to GB-CHC-999999." in told(plan)


MATCHES = (
    ("GB-COH-01234567", {"id": "GB-COH-1234567", "name": "X"}),
    ("GB-COH-1234567", {"id": "GB-COH-01234567", "name": "X"}),
    ("GB-SC-SC002327", {"id": "GB-SC-002327", "name": "X"}),
    ("GB-SC-SC002327", {"id": "GB-CHC-SC002327", "name": "X"}),
    ("GB-NIC-100019", {"id": "GB-NIC-NIC100019", "name": "X"}),
    ("GB-CHC-900002", {"id": " gb-chc-900002 ", "name": "X"}),
    ("GB-CHC-900002", {"id": "360G-invented-org:7", "name": "X", "charityNumber": "900002"}),
    ("GB-COH-01234567", {"id": "360G-invented-org:7", "name": "X", "companyNumber": "1234567"}),
    ("GB-SC-SC002327", {"id": "DUMMY01", "name": "X", "charityNumber": "SC002327"}),
    ("360G-invented-org:7", {"id": "360G-invented-org:7", "name": "X"}),
    ("GB-NHS-RAX", {"id": "GB-NHS-RAX", "name": "X"}),
    ("GB-CHC-7", {"id": "GB-CHC-007", "name": "X"}),
    ("GB-CHC-CA1", {"id": "GB-CHC-CA1", "name": "X"}),
)


@pytest.mark.parametrize(("code", "recipient"), MATCHES)
def test_identifiers_match_in_any_spelling(
    invented: "InventedGrants", code: str, recipient: dict[str, str]
) -> None:
    scheme, value = ("360G", code[5:]) if code.startswith("360G") else code.rsplit("-", 1)
    here: tuple[Record, ...] = (
        Organisation(id="x", name="Known here"),
        Identifier(id="c", organisation_id="x", scheme=scheme, value=value),
    )
    plan, place = invented.take_in(
        applied(Place(), Changes(create=here)), invented.file(invented.grant(1, recipient))
    )
    assert [item.name for item in place.organisations.values()] == ["Known here", "Invented Trust"]
    assert "“X” for Known here" in told(plan)


NO_MATCHES = (
    {"id": "DUMMY01", "name": "X"},
    {"id": "GB-CHC-0", "name": "X"},
    {"id": "GB-CHC-CA-99,314", "name": "X"},
    {"id": "GB-COH-123456789", "name": "X"},
    {"id": "GB-NIC-900002", "name": "X", "charityNumber": "900002"},
    {"id": "GB-323242-900002", "name": "X"},
)


@pytest.mark.parametrize("recipient", NO_MATCHES)
def test_what_identifies_nobody_here(invented: "InventedGrants", recipient: dict[str, str]) -> None:
    plan, _ = invented.take_in(PLACE, invented.file(invented.grant(1, recipient)))
    assert not plan.changes
    assert [item.name for item in plan.unmatched] == ["X"]


def test_a_name_alone_is_never_enough(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant(1, {"id": "GB-CHC-900777", "name": "HARBOUR HOMES LTD"}))
    plan, _ = invented.take_in(place_with({"Harbour Homes": ""}), source, all="yes")
    assert not plan.changes
    assert [(item.name, item.amount) for item in plan.unmatched] == [("Harbour Homes Ltd", 100050)]
    assert "Nothing but their names" in told(plan)
    assert "“Harbour Homes Ltd, GB-CHC-900777”" in told(plan)


def test_an_alias_is_enough(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant(1, {"id": "DUMMY01", "name": "HARBOUR HOMES"}))
    here = place_with({"Harbour": "GB-CHC-900002"})
    for said_by in (None, "Invented Trust", "grants.json"):
        alias = Alias(id="a", name="Harbour Homes", organisation_id="Harbour", source=said_by)
        plan, place = invented.take_in(applied(here, Changes(create=(alias,))), source)
        assert plan.created == 1
        assert len(place.organisations) == 2
    elsewhere = Alias(id="a", name="Harbour Homes", organisation_id="Harbour", source="Other fund")
    plan, _ = invented.take_in(applied(here, Changes(create=(elsewhere,))), source)
    assert not plan.changes


def test_another_number_of_the_same_register_is_another_body(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant(1, {"id": "GB-CHC-900777", "name": "Harbour Homes"}))
    alias = Alias(id="a", name="Harbour Homes", organisation_id="Harbour Homes")
    plan, place = invented.take_in(applied(PLACE, Changes(create=(alias,))), source, all="yes")
    assert plan.created == 1
    names = [body.name for body in place.organisations.values()]
    assert names.count("Harbour Homes") == 2


def test_identifiers_that_two_organisations_carry(invented: "InventedGrants") -> None:
    here = place_with({"Harbour Homes": "GB-CHC-900002", "Quay Homes": "GB-CHC-900002"})
    plan, _ = invented.take_in(here, invented.file(invented.grant()))
    assert not plan.changes
    assert "(Harbour Homes or Quay Homes)" in told(plan)


def test_bodies_without_identifiers_come_once_and_are_known_again(invented: "InventedGrants") -> None:
    nameless = {"id": "DUMMY01", "name": "Allotment friends"}
    source = invented.file(invented.grant(1, nameless), invented.grant(2, nameless))
    _, place = invented.take_in(Place(), source, all="yes")
    assert sorted(body.name for body in place.organisations.values()) == [
        "Allotment friends",
        "Invented Trust",
    ]
    plan, later = invented.take_in(place, invented.file(invented.grant(3, nameless)))
    assert plan.created == 1
    assert len(later.organisations) == 2


def test_one_funder_under_two_names_is_one(invented: "InventedGrants") -> None:
    renamed = [{**FUNDER, "name": "The Invented Trust (formerly Odd Fund)"}]
    plan, place = invented.take_in(
        PLACE, invented.file(invented.grant(1), invented.grant(2, fundingOrganization=renamed))
    )
    assert len(place.organisations) == 2
    assert "“The Invented Trust (formerly Odd Fund)” for Invented Trust" in told(plan)


def test_importing_again_creates_nothing(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant(1), invented.grant(2, STRANGER))
    _, place = invented.take_in(PLACE, source, all="yes")
    plan, _ = invented.take_in(place, source, all="yes")
    assert not plan.changes
    assert (plan.created, plan.updated, plan.unchanged) == (0, 0, 2)


def test_a_later_file_corrects_amount_and_dates_and_leaves_what_users_wrote(
    invented: "InventedGrants",
) -> None:
    _, place = invented.take_in(PLACE, invented.file(invented.grant()))
    (old,) = place.agreements.values()
    mine = replace(old, name="Our name", notes="Mine", start=PartialDate(2024, 7, 2))
    place = applied(place, Changes(update=(mine,)))
    source = invented.file(
        invented.grant(1, amountAwarded=7, plannedDates=[{"endDate": "2025-01-31"}], title="New")
    )
    plan, place = invented.take_in(place, source)
    new = only_agreement(place)
    assert (new.name, new.notes, new.start) == ("Our name", "Mine", PartialDate(2024, 7, 2))
    assert new.end == PartialDate(2025, 1, 31)
    assert {amount for *_, amount in money(place)} == {700}
    assert (plan.created, plan.updated, plan.unchanged) == (0, 1, 0)


def test_a_spread_that_a_user_entered_stays(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant())
    _, place = invented.take_in(PLACE, source)
    pays = next(item for item in place.of(Contribution).values() if item.role is ContributionRole.PAYS)
    halves = Changes(
        update=(replace(pays, amount=60050),),
        create=(replace(pays, id="half", amount=40000, financial_year="2025/26"),),
    )
    plan, _ = invented.take_in(applied(place, halves), source)
    assert not plan.changes


def test_an_id_that_another_agreement_has(invented: "InventedGrants") -> None:
    taken = Agreement(id="t", ref="360G-invented-1", name="Better care fund")
    plan, _ = invented.take_in(applied(PLACE, Changes(create=(taken,))), invented.file(invented.grant()))
    (row,) = plan.skipped
    assert "is the ID of the agreement “Better care fund” here" in row.reason
