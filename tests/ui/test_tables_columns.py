"""Register columns: what cells show, what texts mean, what is refused and why."""

from dataclasses import replace

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.changes import ChangeSet
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import LegalBasis, Renewal, Sector
from partnermap.exchange.example import plan_example
from partnermap.ui.tables.choices import Choices
from partnermap.ui.tables.copying import as_tabbed
from partnermap.ui.tables.kinds import KINDS
from partnermap.ui.tables.register_columns import RegisterColumn, columns_of, problem_with


def place_of(*records: Record) -> Place:
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(version=1, tables=tables)


AGE = Organisation(id="age", name="Age Well", sector=Sector.VCSE, opened=PartialDate(2026, 4))
HALL = Organisation(id="hall", name="Village Hall", ref="O2")
FUND = Agreement(id="fund", name="Winter fund", host_id="age", legal_basis=LegalBasis.GRANT)
PAYS = Contribution(id="pays", agreement_id="fund", organisation_id="hall", amount=123450)
CODE = Identifier(id="code", organisation_id="age", scheme="GB-CHC", value="123")
SAID = Statement(id="said", about_table="agreements", about_id="fund", text="Worth keeping")
PLACE = place_of(AGE, HALL, FUND, PAYS, CODE, SAID)


def column(table: str, title: str) -> RegisterColumn:
    return next(item for item in columns_of(table) if item.title == title)


def edited(record: Record, title: str, words: str, place: Place = PLACE) -> Place:
    command = column(record.TABLE, title).command(Choices(place), record, words)
    return applied(place, command.changes(place))


@pytest.mark.parametrize(
    ("record", "title", "words"),
    [
        (AGE, "Name", "Age Well"),
        (AGE, "Sector", "VCSE"),
        (AGE, "Opened", "2026-04"),
        (AGE, "Closed", ""),
        (AGE, "Identifiers", "GB-CHC-123"),
        (FUND, "Host", "Age Well"),
        (PAYS, "Amount", "£1,234.50"),
        (SAID, "About", "Agreements: Winter fund"),
    ],
)
def test_cells_show_plain_words(record: Record, title: str, words: str) -> None:
    assert column(record.TABLE, title).words(Choices(PLACE), record) == words


@pytest.mark.parametrize(
    ("record", "title", "words", "field", "value"),
    [
        (AGE, "Closed", "31/03/2028", "closed", PartialDate(2028, 3, 31)),
        (AGE, "Closed", "April 2027", "closed", PartialDate(2027, 4)),
        (AGE, "Sector", "council", "sector", Sector.LOCAL_AUTHORITY),
        (AGE, "Sector", " ", "sector", None),
        (AGE, "Part of", "village hall", "part_of_id", "hall"),
        (AGE, "Part of", "O2", "part_of_id", "hall"),
        (FUND, "Recurrent", "yes", "recurrent", True),
        (FUND, "Notice months", "6", "notice_months", 6),
        (FUND, "Renewal", "option to 2029-03-31", "renewal", Renewal.OPTION),
        (PAYS, "Amount", "£2,000", "amount", 200_000),
        (PAYS, "Role", "", "role", PAYS.role),
        (SAID, "About", "Organisations: Age Well", "about_id", "age"),
    ],
)
def test_a_text_gives_a_field_its_value(
    record: Record, title: str, words: str, field: str, value: object
) -> None:
    after = edited(record, title, words).get(record.TABLE, record.id)
    assert getattr(after, field) == value


@pytest.mark.parametrize(
    ("record", "title", "words", "sentence"),
    [
        (AGE, "Opened", "2026-13", "Opened: the date 2026-13 does not exist; correct it."),
        (
            AGE,
            "Part of",
            "Nobody",
            "Part of: “Nobody” is not in Organisations; choose one from the list.",
        ),
        (
            AGE,
            "Closed",
            "2020",
            "The closing date 2020 comes before the opening date 2026-04; change one of them.",
        ),
        (AGE, "Name", " ", "The name is empty; give one."),
        (PAYS, "Amount", "lots", "Amount: “lots” is not an amount; write it as 1234.50."),
        (
            AGE,
            "Identifiers",
            "123",
            "Identifiers: “123” is no identifier with its scheme; write it as GB-NHS-RAX.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    record: Record, title: str, words: str, sentence: str
) -> None:
    assert problem_with(column(record.TABLE, title), Choices(PLACE), record, words) == sentence


def test_identifiers_are_added_and_removed_by_their_cell() -> None:
    after = edited(AGE, "Identifiers", "GB-NHS-RAX; GB-CHC-123")
    assert {item.text for item in after.of(Identifier).values()} == {"GB-NHS-RAX", "GB-CHC-123"}
    assert "code" in after.of(Identifier)
    assert not edited(AGE, "Identifiers", "").of(Identifier)


def test_two_organisations_of_one_name_have_labels_of_their_own() -> None:
    other = Organisation(id="other", name="Age Well", ref="O9")
    choices = Choices(place_of(AGE, other))
    assert sorted(choices.labels("organisations").values()) == ["Age Well (O9)", "Age Well (age)"]
    assert choices.find("organisations", "age well (o9)") == "other"
    with pytest.raises(BadValue):
        choices.find("organisations", "Age Well")


def test_every_cell_of_the_example_given_back_changes_nothing() -> None:
    place = applied(Place(), plan_example(Place()).changes)
    choices = Choices(place)
    for kind in KINDS:
        for record in list(place.of(kind).values())[:12]:
            for item in columns_of(kind.TABLE):
                words = item.words(choices, record)
                changes = item.command(choices, record, words).changes(place)
                assert not changes or changes.update == (record,), (kind.TITLE, item.title, words)


def test_every_kind_offers_what_its_references_may_be() -> None:
    assert column("ties", "From").options(Choices(PLACE)) == ("Age Well", "Village Hall")
    assert column("organisations", "Part of").options(Choices(PLACE)) == ("", "Age Well", "Village Hall")
    assert column("agreements", "Recurrent").options(Choices(PLACE)) == ("", "yes", "no")
    assert column("organisations", "Name").options(Choices(PLACE)) is None


def test_copied_cells_are_no_formulas_and_keep_their_columns() -> None:
    rows = [["=1+1", "-12.50", "@here"], ["two\twords", "+£1,000", " =x"]]
    assert as_tabbed(rows) == "'=1+1\t-12.50\t'@here\ntwo words\t+£1,000\t' =x"


def test_labels_follow_a_step_and_keep_what_it_did_not_touch() -> None:
    choices = Choices(PLACE)
    bodies, agreements, ties = (choices.labels(t) for t in ("organisations", "agreements", "ties"))
    assert choices.find("organisations", "village hall") == "hall"
    place = place_of(AGE, replace(HALL, name="Town Hall"), FUND)
    after = choices.after(place, ChangeSet(2, "", changed={"organisations": frozenset({"hall"})}))
    assert after.label("organisations", "hall") == "Town Hall"
    assert after.find("organisations", "town hall") == "hall"
    assert after.labels("agreements") is agreements
    assert after.labels("ties") is not ties
    assert choices.labels("organisations") is bodies
