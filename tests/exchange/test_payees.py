from collections.abc import Iterable

import pytest

from partnermap.domain.organisation import Alias, Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.exchange.spend.payees import PayeeMatcher

SOURCE = "spend 2025.csv"


def place_of(*records: Record) -> Place:
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(0, tables)


def bodies(*names: str) -> list[Organisation]:
    return [Organisation(id=f"o{index}", name=name) for index, name in enumerate(names)]


def matched(records: Iterable[Record], name: str) -> str | None:
    return PayeeMatcher(place_of(*records), [SOURCE]).match(name).organisation_id


def test_a_code_in_the_name_decides_before_alias_and_name() -> None:
    records: list[Record] = [
        *bodies("Aspen Practice", "Beech Practice"),
        Identifier(id="i", organisation_id="o1", scheme="GB-NHS", value="L84026"),
        Alias(id="a", name="ASPEN PRACTICE (L84026)", organisation_id="o0"),
    ]
    assert matched(records, "ASPEN PRACTICE (L84026)") == "o1"
    assert matched(records, "ASPEN PRACTICE (l84026)") == "o1"


def test_an_identifier_with_its_scheme_is_found_anywhere_in_the_name() -> None:
    records: list[Record] = [
        *bodies("Harbour Trust"),
        Identifier(id="i", organisation_id="o0", scheme="GB-CHC", value="1126147"),
    ]
    assert matched(records, "something GB-CHC-1126147 else") == "o0"
    assert matched(records, "something GB-CHC-112614 else") is None


def test_a_bare_number_in_brackets_is_no_code() -> None:
    records: list[Record] = [
        *bodies("Test County Council"),
        Identifier(id="i", organisation_id="o0", scheme="GB-NHS", value="904"),
    ]
    assert matched(records, "BUS ROUTE (904)") is None


def test_aliases_of_this_source_come_before_general_ones_and_those_of_others() -> None:
    general = Alias(id="a1", name="THE PAYEE", organisation_id="o1")
    of_other = Alias(id="a2", name="THE PAYEE", organisation_id="o2", source="another file")
    own = Alias(id="a0", name="THE PAYEE", organisation_id="o0", source="Spend 2025")
    everybody = bodies("A", "B", "C")
    assert matched([*everybody, general, of_other, own], "the payee") == "o0"
    assert matched([*everybody, general, of_other], "the payee") == "o1"
    assert matched([*everybody, of_other], "the payee") == "o2"


def test_current_names_come_before_past_names() -> None:
    records: list[Record] = [
        *bodies("New Name Trust", "Old Name Trust"),
        PastName(id="p", organisation_id="o0", name="Old Name Trust"),
        PastName(id="q", organisation_id="o0", name="Oldest Name Trust"),
    ]
    assert matched(records, "OLD NAME TRUST") == "o1"
    assert matched(records, "OLDEST NAME TRUST LTD") == "o0"


def test_two_bodies_of_one_name_leave_it_open_who_is_meant() -> None:
    match = PayeeMatcher(place_of(*bodies("Twin", "TWIN Ltd", "Other")), [SOURCE]).match("Twin")
    assert match.organisation_id is None
    assert match.could_be == ("o0", "o1")


@pytest.mark.parametrize("name", ["", "&", "   ", "()", "REDACTED", "Gloucester"])
def test_nothing_is_matched_nearly(name: str) -> None:
    assert matched(bodies("Gloucestershire", "Redact Ltd"), name) is None
