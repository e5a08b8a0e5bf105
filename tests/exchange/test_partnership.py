import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import Workbook

from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import SourceError
from partnermap.domain.evidence import Evidence, Statement
from partnermap.domain.organisation import Alias, Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.team import Member
from partnermap.domain.words import OrganisationType, Sector, TeamKind
from partnermap.exchange import partnership
from partnermap.exchange.bodies.codes import organisations_by_code
from partnermap.exchange.plan import ImportPlan
from partnermap.jobs.token import Token

HEADER = (
    *("NHS England Region", "ODS STP Code", "STP Footprint no ", "ONS STP Code", "STP Name", "ICS?"),
    *("STP Footprint Lead", "Address", "Published contact email address", "CCG", "ODS CCG Code"),
    *("LA", "ODS LA Code", "Trusts", "ODS Trust Code", "Other H&SC Orgs", "ODS Code"),
)
Cell = str | int | dt.date


def block(code: str, name: str, *lists: Sequence[Cell]) -> list[Cell]:
    first = name != ""
    lead, mail = ("A Real Person", "person@example.org") if first else ("", "")
    return [
        "Region (Y00)",
        code,
        1,
        "E54999999",
        name,
        "",
        lead,
        "An Address",
        mail,
        *chain.from_iterable(lists),
    ]


def none(count: int = 1) -> list[Cell]:
    return ["", ""] * count


ROWS = (
    block("QZ1", "Invented STP\n", ["Invented CCG ", "00Z"], ["Invented County Council", 990],
          ["Invented NHS Foundation Trust", "RZ1"], ["Healthwatch Invented", "8ZZ77 (CQC: 1-60073)"]),
    block("QZ1", "", ["tbc", ""], ["* MDC on behalf of Invented Districts", ""],
          ["Second NHS Trust", "RZ2"], ["Invented Care C.I.C.", "CQC: 1-186610815"]),
    block("QZ1", "", ["", "00Y"], ["Invented City Council", 991],
          ["Invented NHS Foundation Trust", "RZ1"], ["Neighbours Together", "?"]),
    block("QZ2", "Other STP", *[none()] * 2, ["Second NHS Trust", "RZ2"], ["Neighbours Together", ""]),
)  # fmt: skip
LOG = (
    (dt.date(2018, 7, 16), "QZ1, QZ2", "Various", "Address updates", "Addresses were updated."),
    (dt.date(2018, 8, 1), "QZ2", "Other STP", "Partner amendment", "Somebody joined."),
    (dt.date(2018, 9, 1), "QZ0", "Old STP", "STP code closed (merger)", "Code closed, merged into QZ1."),
    ("some day", "QZ1", "Invented STP", "Partner amendment", "Not dated."),
    (dt.date(2018, 7, 12), "-", "All", "Region update", "Regions changed."),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return made(tmp_path / "mapping.xlsx", ROWS)


def made(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        "Title sheet": (
            ["", "Project Lead:", "A Real Person", "person@example.org"],
            ["", "Last updated: ", dt.date(2019, 4, 3)],
        ),
        "Change Log": (
            ["Change Log"],
            [],
            ["Date", "STP Code", "STP Name", "Type of Change", "Details"],
            *LOG,
        ),
        "Current STPs": (["PARTNER MAPPING"], [], ["", 747], [], HEADER, *rows),
        "Closed STP codes": (["NEW CODE FOR MERGED STP", *HEADER], ["QZ1", "", "QZ0", 1, "", "Old STP"]),
        "LAs": (
            ["Code", "LA Name", "National Grouping", "HLHG", "Sub Type Code"],
            [990, "INVENTED COUNTY COUNCIL", "", "", "A"],
            [991, "INVENTED CITY COUNCIL", "", "", "H"],
        ),
    }
    workbook = Workbook(write_only=True)
    for title, lines in sheets.items():
        sheet = workbook.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    workbook.save(path)
    return path


def take_in(place: Place, source: Path, code: str = "QZ1") -> tuple[ImportPlan, Place]:
    plan = partnership.plan(place, source, {"partnership": code}, Token())
    return plan, applied(place, plan.changes)


def bodies(place: Place) -> dict[str, Organisation]:
    return {body.name: body for body in place.organisations.values()}


def test_a_partnership_is_a_forum_with_its_partners_as_members(book: Path) -> None:
    plan, place = take_in(Place(), book)
    forum = next(iter(place.teams.values()))
    assert (forum.ref, forum.name, forum.kind) == ("QZ1", "Invented STP", TeamKind.FORUM)
    members = [place.name_of(member.organisation_id) for member in place.of(Member).values()]
    assert members == [
        "Invented CCG",
        "Invented County Council",
        "Invented City Council",
        "Invented NHS Foundation Trust",
        "Second NHS Trust",
        "Healthwatch Invented",
        "Invented Care C.I.C.",
        "Neighbours Together",
    ]
    assert plan.read == 4


def test_codes_become_identifiers_and_stay_text(book: Path) -> None:
    _, place = take_in(Place(), book)
    codes = organisations_by_code(place)
    assert codes.keys() == {"00Z", "990", "991", "RZ1", "RZ2", "8ZZ77"}
    assert {code.text for code in place.of(Identifier).values()} >= {"GB-NHS-00Z", "GB-NHS-990"}
    assert bodies(place)["Invented Care C.I.C."].notes == "Care Quality Commission number 1-186610815."


def test_sector_and_type_are_known_or_left_open(book: Path) -> None:
    _, place = take_in(Place(), book)
    kinds = {name: (body.sector, body.type) for name, body in bodies(place).items()}
    assert kinds["Invented CCG"] == (Sector.NHS, OrganisationType.OTHER)
    assert kinds["Invented County Council"] == (Sector.LOCAL_AUTHORITY, OrganisationType.COUNTY)
    assert kinds["Invented City Council"] == (Sector.LOCAL_AUTHORITY, OrganisationType.UNITARY)
    assert kinds["Second NHS Trust"] == (Sector.NHS, OrganisationType.NHS_TRUST)
    assert kinds["Healthwatch Invented"] == (Sector.VCSE, OrganisationType.HEALTHWATCH)
    assert kinds["Neighbours Together"] == (None, None)


def test_no_tie_comes_of_two_names_on_one_row(book: Path) -> None:
    _, place = take_in(Place(), book)
    assert not place.ties
    assert not place.agreements


def test_the_change_log_becomes_dated_statements_about_the_forum(book: Path) -> None:
    _, place = take_in(Place(), book)
    forum = next(iter(place.teams))
    told = [
        (item.about_id, str(item.date), item.kind, item.text) for item in place.of(Statement).values()
    ]
    assert told == [(forum, "2018-07-16", "Address updates", "Addresses were updated.")]


def test_members_are_confirmed_on_the_day_of_the_workbook_and_since_when_is_not_known(
    book: Path,
) -> None:
    _, place = take_in(Place(), book)
    day = PartialDate(2019, 4, 3)
    assert {(member.last_confirmed, member.start) for member in place.of(Member).values()} == {
        (day, None)
    }
    assert [item.date for item in place.of(Evidence).values()] == [day]


def test_officials_and_addresses_stay_out(book: Path) -> None:
    plan, _ = take_in(Place(), book)
    text = repr(plan)
    assert "Real Person" not in text
    assert "example.org" not in text
    assert "An Address" not in text


def test_what_is_no_single_body_is_reported(book: Path) -> None:
    plan, _ = take_in(Place(), book)
    assert [(item.source, item.row) for item in plan.skipped] == [
        ("mapping.xlsx, Current STPs", 8),
        ("mapping.xlsx, Current STPs", 7),
    ]
    assert "00Y stands beside no name" in plan.skipped[0].reason
    assert "several bodies" in plan.skipped[1].reason


def test_importing_again_creates_nothing(book: Path) -> None:
    _, place = take_in(Place(), book)
    again, _ = take_in(place, book, "qz1")
    assert not again.changes
    assert again.unchanged > 10


def test_a_second_partnership_shares_the_organisations(book: Path) -> None:
    _, place = take_in(Place(), book)
    _, both = take_in(place, book, "QZ2")
    assert len(both.teams) == 2
    assert len(both.organisations) == len(place.organisations)
    assert max(Counter(body.name for body in both.organisations.values()).values()) == 1


def test_an_organisation_is_known_by_its_code_under_another_name(book: Path) -> None:
    body = Organisation(id="o", name="Invented Health and Care NHS Trust")
    code = Identifier(id="i", organisation_id="o", scheme="GB-NHS", value="RZ1")
    place = applied(Place(), Changes(create=(body, code)))
    plan, after = take_in(place, book)
    assert after.organisations["o"] == body
    assert "o" in {member.organisation_id for member in after.of(Member).values()}
    assert [(alias.name, alias.source) for alias in after.of(Alias).values()] == [
        ("Invented NHS Foundation Trust", "mapping.xlsx")
    ]
    assert any("RZ1 is Invented Health and Care NHS Trust here" in text for text in plan.warnings)
    again, _ = take_in(after, book)
    assert not again.changes


def test_nothing_is_merged_by_name_alone(book: Path) -> None:
    mine = Organisation(id="o", name="Neighbours Together")
    plan, after = take_in(applied(Place(), Changes(create=(mine,))), book)
    assert sum(body.name == "Neighbours Together" for body in after.organisations.values()) == 2
    assert any("Neighbours Together was here already" in text for text in plan.warnings)
    again, _ = take_in(after, book)
    assert not again.changes


def test_members_that_the_workbook_does_not_name_are_told_and_kept(book: Path) -> None:
    _, place = take_in(Place(), book)
    fewer = made(book.parent / "fewer.xlsx", ROWS[:1])
    plan, after = take_in(place, fewer)
    assert len(after.of(Member)) == len(place.of(Member))
    assert any("Second NHS Trust" in text and "stay as they are" in text for text in plan.warnings)


def test_without_selection_the_partnerships_are_listed(book: Path) -> None:
    with pytest.raises(SourceError, match=r"partnership=CODE.*QZ1 \(Invented STP\), QZ2 \(Other STP\)"):
        partnership.plan(Place(), book, {}, Token())


def test_an_unknown_or_closed_code_is_refused(book: Path) -> None:
    with pytest.raises(SourceError, match="no current partnership QX9"):
        take_in(Place(), book, "QX9")
    with pytest.raises(SourceError, match=r"QZ0.*merged into QZ1"):
        take_in(Place(), book, "QZ0")
    with pytest.raises(SourceError, match=r"among them QZ2 \(Other STP\)\."):
        take_in(Place(), book, "other")


def test_only_such_workbooks_are_recognised(book: Path, tmp_path: Path) -> None:
    assert partnership.recognises(book)
    other = Workbook()
    assert other.active is not None
    other.active.append(["Organisation", "Code"])
    other.save(tmp_path / "other.xlsx")
    assert not partnership.recognises(tmp_path / "other.xlsx")
    with pytest.raises(SourceError, match=r"other\.xlsx has no sheet"):
        take_in(Place(), tmp_path / "other.xlsx")
    text = tmp_path / "text.csv"
    text.write_text(",".join(HEADER), encoding="utf-8")
    assert not partnership.recognises(text)


def test_all_partnerships_of_the_published_workbook_come_in(shared_data: Path) -> None:
    source = shared_data / "openprescribing-org_codes" / "stps.xlsx"
    place = Place()
    with pytest.raises(SourceError, match="42 partnerships"):
        partnership.plan(place, source, {}, Token())
    for code in ("QR1", "QT1", "QJG", "QWE"):
        plan, place = take_in(place, source, code)
        assert len(plan.skipped) == (code == "QT1")
    assert not place.ties
    forums = {forum.ref: forum.id for forum in place.teams.values()}
    members = Counter(member.team_id for member in place.of(Member).values())
    assert members[forums["QR1"]] == 6
    assert "@" not in repr(place)
