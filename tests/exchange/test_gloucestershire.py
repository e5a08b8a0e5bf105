"""The real case: one partnership, its names and dates, and three years of its payments."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.agreement import Contribution, PaymentLine
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Alias, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.words import ContributionRole, OrganisationType, Sector, TieKind
from partnermap.exchange.bodies.codes import organisations_by_code
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan
from partnermap.network.build import network_on

LAST_DATE_WITH_DATA = dt.date(2025, 9, 30)
COUNTY_COUNCIL = "Gloucestershire County Council"
HEALTH_AND_CARE = "Gloucestershire Health and Care NHS Foundation Trust"
PAYER = "NHS Gloucestershire ICB"
SOURCES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("openprescribing-org_codes/stps.xlsx", {"partnership": "QR1"}),
    ("nhsx-systemhierarchies/etr.csv", {}),
    ("openprescribing-org_codes/eccg.csv", {}),
    ("openprescribing-org_codes/epraccur.csv", {}),
    ("derived/nhs_gloucestershire_icb_spend.csv", {}),
)


class Case:
    """A place that takes in one source after the other."""

    def __init__(self, data: Path) -> None:
        self.data, self.place = data, Place()

    def take_in(self, source: str, select: Mapping[str, str]) -> ImportPlan:
        plan = plan_import(self.place, [self.data / source], select=select)
        self.place = applied(self.place, plan.changes)
        return plan

    def take_in_all(self) -> list[ImportPlan]:
        return [self.take_in(source, select) for source, select in SOURCES]

    def received(self) -> Counter[str]:
        """Pence received by each organisation, all financial years together."""
        sums: Counter[str] = Counter()
        for item in self.place.of(Contribution).values():
            if item.role is ContributionRole.RECEIVES:
                sums[self.place.name_of(item.organisation_id)] += item.amount or 0
        return sums


@pytest.fixture
def case(shared_data: Path) -> Case:
    return Case(shared_data)


def paid_plainly(data: Path) -> Counter[str]:
    """Pence by supplier, by nothing but the csv module."""
    sums: Counter[str] = Counter()
    with (data / "derived" / "nhs_gloucestershire_icb_spend.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            sums[row["Supplier"]] += int(Decimal(row["Amount"]) * 100)
    return sums


def test_the_partnership_its_dates_and_its_payments(case: Case) -> None:
    plans = case.take_in_all()
    place = case.place
    assert [plan.read for plan in plans] == [5, 218, 249, 12_922, 146_979]
    members = {name: body for body in place.organisations.values() if (name := body.name) != PAYER}
    assert len(members) == 6
    by_code = {code: place.organisations[ids[0]] for code, ids in organisations_by_code(place).items()}
    assert by_code["RTQ"].name == HEALTH_AND_CARE
    assert by_code["RTE"].opened == PartialDate(2002, 4, 1)
    assert by_code["11M"].opened == PartialDate(2013, 4, 1)
    assert by_code["904"].name == COUNTY_COUNCIL
    assert by_code["904"].type is OrganisationType.COUNTY
    assert {past.name for past in place.of(PastName).values()} == {
        "2gether NHS Foundation Trust",
        "Gloucestershire CCG",
    }
    assert any("Gloucestershire Care Services NHS Trust (R1J)" in text for text in plans[1].warnings)


def test_the_money_agrees_with_a_plain_sum_to_the_penny(case: Case) -> None:
    plan = case.take_in_all()[-1]
    plain, received = paid_plainly(case.data), case.received()
    assert received[COUNTY_COUNCIL] == plain[COUNTY_COUNCIL.upper()] == 24_310_796_641
    assert received[HEALTH_AND_CARE] == plain[HEALTH_AND_CARE.upper()]
    lines = case.place.of(PaymentLine).values()
    assert sum(line.amount for line in lines) == plain.total() == 404_426_540_487
    assert sum(line.rows for line in lines) == 146_979
    unmatched = sum(item.amount or 0 for item in plan.unmatched)
    assert unmatched + received.total() == plain.total()
    assert any("£3.0bn of £4.0bn, 74%, is paid to" in text for text in plan.warnings)


def test_the_payer_is_added_with_sector_and_type_and_reported(case: Case) -> None:
    plan = case.take_in_all()[-1]
    payer = next(body for body in case.place.organisations.values() if body.name == PAYER)
    assert (payer.sector, payer.type) == (Sector.NHS, OrganisationType.ICB)
    assert PAYER in plan.warnings[0]


def test_ties_of_payment_stand_on_the_last_date_with_data(case: Case) -> None:
    case.take_in_all()
    place = case.place
    network = network_on(place, LAST_DATE_WITH_DATA)
    assert {tie.kind for tie in network.ties} == {TieKind.PAYMENT}
    assert {place.name_of(tie.from_id) for tie in network.ties} == {PAYER}
    assert {place.name_of(tie.to_id) for tie in network.ties} == {
        COUNTY_COUNCIL,
        HEALTH_AND_CARE,
        "Gloucestershire Hospitals NHS Foundation Trust",
        "South Western Ambulance Service NHS Foundation Trust",
    }
    assert not any(agreement.is_joint_money for agreement in place.agreements.values())
    assert not network_on(place, dt.date(2022, 3, 31)).ties


def test_taking_everything_in_again_changes_nothing(case: Case) -> None:
    case.take_in_all()
    again = case.take_in_all()
    assert [(plan.created, plan.updated, bool(plan.changes)) for plan in again] == [(0, 0, False)] * 5


def test_voluntary_bodies_come_onto_the_map_by_name_and_alias(case: Case) -> None:
    case.take_in_all()
    age_uk = Organisation(id="age-uk", name="Age UK Gloucestershire", sector=Sector.VCSE)
    longfield = Organisation(id="longfield", name="Longfield", sector=Sector.VCSE)
    alias = Alias(id="alias", name="Longfield Hospice Care", organisation_id="longfield")
    case.place = applied(case.place, Changes(create=(age_uk, longfield, alias)))
    plan = case.take_in(*SOURCES[-1])
    received = case.received()
    assert received["Age UK Gloucestershire"] == 233_638_768
    assert received["Longfield"] == 147_370_221
    assert not {"AGE UK GLOUCESTERSHIRE", "LONGFIELD HOSPICE CARE"} & {
        item.name for item in plan.unmatched
    }


def test_every_import_is_one_step_that_can_be_undone(case: Case, tmp_path: Path) -> None:
    with Document.create(tmp_path / "gloucestershire.pmap", "Gloucestershire") as document:
        before = recorded(document.place)
        for source, select in SOURCES:
            plan = plan_import(document.place, [case.data / source], select=select)
            document.execute(ApplyChanges(plan.label, plan.changes))
        case.place = document.place
        assert case.received()[COUNTY_COUNCIL] == 24_310_796_641
        steps = len(document.history())
        assert steps == len(SOURCES) - 1  # no practice of the list is in this place
        for _ in range(steps):
            document.undo()
        assert recorded(document.place) == before


def recorded(place: Place) -> Counter[str]:
    return Counter(record.TABLE for record in place.records())
