"""Grant files as funders published them, with all that is odd about them."""

import datetime as dt
from pathlib import Path

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import NOT_KNOWN
from partnermap.domain.errors import SourceError
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import ContributionRole
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan

EVERYTHING = {"all": "yes"}
PUBLISHED = (
    ("threesixty-grantnav/dulverton.json", 1860, 1860, 0),
    ("threesixty-grantnav/indigo.json", 269, 268, 0),
    ("threesixty-grantnav/nominet.json", 270, 270, 0),
    ("threesixty-grantnav/wolfson.json", 379, 265, 114),
    ("threesixty-grantnav/a002400000KeYdsAAF-currency.json", 379, 261, 118),
    ("threesixty-grantnav/awefw001p00000zgyHZAAY.json", 154, 55, 99),
    ("threesixty-grantnav/ocf1.json", 156, 156, 0),
    ("threesixty-grantnav/baring.json", 53, 53, 0),
    ("threesixty-dataquality/a001p00000zgyHZAAY.json", 783, 782, 1),
    ("threesixty-dataquality/a001p00000zgyHZAAY.xlsx", 783, 782, 1),
    ("threesixty-dataquality/fixtures/fundingproviders_grants_2_grants.csv", 2, 2, 0),
    ("threesixty-dataquality/fixtures/fundingtrust-grants_dc.txt", 9, 9, 0),
    ("threesixty-dataquality/fixtures/dei_extension.xlsx", 9, 9, 0),
    ("threesixty-dataquality/fixtures/RecipientIndWithoutToIndividualsDetails.xlsx", 3, 0, 3),
    ("threesixty-dataquality/fixtures/nulls.json", 2, 0, 2),
    ("threesixty-dataquality/fixtures/decimal_amounts.json", 7, 0, 7),
    ("threesixty-dataquality/fixtures/badfile_all_validation_errors.json", 1, 0, 1),
)


def everything_of(source: Path) -> tuple[ImportPlan, Place]:
    plan = plan_import(Place(), [source], select=EVERYTHING)
    return plan, applied(Place(), plan.changes)


@pytest.mark.parametrize(("name", "read", "created", "skipped"), PUBLISHED)
def test_a_published_file_is_recognised_and_comes_in_once(
    shared_data: Path, name: str, read: int, created: int, skipped: int
) -> None:
    source = shared_data / name
    plan, place = everything_of(source)
    assert (plan.read, plan.created, len(plan.skipped)) == (read, created, skipped)
    again = plan_import(place, [source], select=EVERYTHING)
    assert not again.changes
    assert again.unchanged == created


BAD = (
    ("bad.xlsx", "is empty"),
    ("fundingproviders-grants_malformed.json", "no valid JSON: it breaks off in line 10"),
    ("bom.csv", "no column “Amount Awarded”"),
    ("oneof.csv", "no column “Identifier”"),
    ("publishers.json", "no list “grants”"),
    ("badfile_all_validation_errors.xlsx", "no column “Funding Org:Identifier”"),
    ("tenders_releases_2_releases.xlsx", "no column “Amount Awarded”"),
)


@pytest.mark.parametrize(("name", "sentence"), BAD)
def test_a_published_file_that_holds_no_grants(shared_data: Path, name: str, sentence: str) -> None:
    source = shared_data / "threesixty-dataquality" / "fixtures" / name
    with pytest.raises(SourceError, match=sentence):
        plan_import(Place(), [source], format_name="360giving")


def test_the_sheet_and_the_json_of_one_publisher_say_the_same(shared_data: Path) -> None:
    folder = shared_data / "threesixty-dataquality"
    told = []
    for name in ("a001p00000zgyHZAAY.json", "a001p00000zgyHZAAY.xlsx"):
        _, place = everything_of(folder / name)
        told.append(
            {
                (item.ref, str(item.signed), str(item.start), str(item.end))
                for item in place.of(Agreement).values()
            }
            | {
                (place.name_of(item.organisation_id), item.role, item.financial_year, item.amount)
                for item in place.of(Contribution).values()
            }
        )
    in_json, in_sheet = told
    assert len(in_json & in_sheet) > 0.97 * len(in_json | in_sheet)


def test_no_person_who_received_a_grant_is_kept(shared_data: Path) -> None:
    fixtures = shared_data / "threesixty-dataquality" / "fixtures"
    plan, place = everything_of(fixtures / "RecipientIndWithoutToIndividualsDetails.xlsx")
    assert not place.organisations
    assert "A One" not in repr(plan)
    assert any("3 grants to individuals" in sentence for sentence in plan.warnings)


def test_a_charity_here_gets_its_grant_by_the_number_that_the_file_gives_beside_its_own_id(
    shared_data: Path,
) -> None:
    here = Changes(
        create=(
            Organisation(id="aspire", name="Known by its number"),
            Identifier(id="code", organisation_id="aspire", scheme="GB-CHC", value="1117726"),
        )
    )
    place = applied(Place(), here)
    plan = plan_import(place, [shared_data / "threesixty-grantnav" / "ocf1.json"])
    place = applied(place, plan.changes)
    (agreement,) = place.of(Agreement).values()
    assert agreement.period.holds(dt.date(2014, 1, 1))
    assert agreement.end != NOT_KNOWN
    (receives,) = (
        item for item in place.of(Contribution).values() if item.role is ContributionRole.RECEIVES
    )
    assert (receives.organisation_id, receives.financial_year, receives.amount) == (
        *("aspire", "2013/14"),
        191400,
    )
    assert sum(item.amount or 0 for item in plan.unmatched) == 16_982_167 - 191_400
