from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.words import LegalForm, OrganisationType, Sector
from partnermap.exchange.bodies.kinds import kind_of_council, kind_of_partner, kind_of_publisher
from partnermap.exchange.bodies.names import name_key, readable_name

SAME = [
    ("Age UK Testshire", "AGE UK TESTSHIRE LTD"),
    ("Ashford & St Peter's Hospitals NHS Foundation Trust", "ASHFORD AND ST PETERS HOSPITALS NHSFT"),
    ("King`s Hospital NHS Trust", "Kings Hospital NHS FT"),
    ("St.Mary's Surgery", "ST MARYS SURGERY"),
    ("Sirona C.I.C.", "SIRONA"),
    ("Harbour Homes Limited", "HARBOUR HOMES PLC"),
    ("NHS Testshire Integrated Care Board", "NHS TESTSHIRE ICB"),
    ("Shrewsbury&Telford Hospital NHS Trust", "Shrewsbury and Telford Hospital NHS Trust"),
    ("  Two   spaces ", "two spaces"),
    ("Care Company Ltd CIC", "Care Company"),
]
DIFFERENT = [
    ("Bolton NHS Foundation Trust", "Bolton Ltd"),
    ("Gloucestershire County Council", "Gloucester City Council"),
    ("Testshire County Council", "Testshire Rural Community Council"),
    ("The Alney Practice", "Alney Practice"),
    ("Age UK Testshire", "Age UK Testshyre"),
    ("Northern Trust", "Northern"),
    ("Limited Care", "Care"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_never_share_a_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_name_of_nothing_but_a_legal_form_keeps_it() -> None:
    assert name_key("Limited") == "limited"


@pytest.mark.parametrize(
    ("capitals", "readable"),
    [
        (
            "GLOUCESTERSHIRE HOSPITALS NHS FOUNDATION TRUST",
            "Gloucestershire Hospitals NHS Foundation Trust",
        ),
        ("NHS STOCKTON-ON-TEES AND THE ISLES CCG", "NHS Stockton-on-Tees and the Isles CCG"),
        ("THE QUEEN'S MEDICAL CENTRE", "The Queen's Medical Centre"),
        ("DR JC MCCRUM & PARTNERS", "Dr JC McCrum & Partners"),
        ("O'NEILL HOUSE (THE)", "O'Neill House (The)"),
        ("CITY GP OOH LTD", "City GP OOH Ltd"),
        ("2GETHER NHS TRUST", "2gether NHS Trust"),
        ("Already Readable NHS Trust", "Already Readable NHS Trust"),
    ],
)
def test_capitals_become_readable(capitals: str, readable: str) -> None:
    assert readable_name(capitals) == readable


@settings(max_examples=60, deadline=None)
@given(st.text(ascii_uppercase + " .'&-()/", max_size=40))
def test_readable_form_is_the_same_name(name: str) -> None:
    assert readable_name(name).upper() == " ".join(name.split())
    assert name_key(readable_name(name)) == name_key(name)


@pytest.mark.parametrize(
    ("name", "sub_type", "expected"),
    [
        ("Testshire County Council", "", OrganisationType.COUNTY),
        ("Durham County Council", "", OrganisationType.UNITARY),
        ("North Somerset District Council", "", OrganisationType.UNITARY),
        ("London Borough of Testham", "", OrganisationType.LONDON_BOROUGH),
        ("City of Test Metropolitan District Council", "", OrganisationType.METROPOLITAN_BOROUGH),
        ("Test Borough Council", "", None),
        ("Test Borough Council", "H", OrganisationType.UNITARY),
        ("Test City Council", "C", OrganisationType.DISTRICT),
    ],
)
def test_council_type_only_where_it_is_certain(
    name: str, sub_type: str, expected: OrganisationType | None
) -> None:
    kind = kind_of_council(name, sub_type)
    assert (kind.sector, kind.type) == (Sector.LOCAL_AUTHORITY, expected)


def test_other_bodies_are_not_guessed() -> None:
    assert kind_of_partner("Testshire Partners in Care").sector is None
    assert kind_of_partner("Testshire Care C.I.C.").type is OrganisationType.CIC
    assert kind_of_partner("Healthwatch Testshire").type is OrganisationType.HEALTHWATCH
    assert kind_of_publisher("Testshire Rural Community Council").type is None
    publisher = kind_of_publisher("NHS Testshire ICB")
    assert (publisher.sector, publisher.type) == (Sector.NHS, OrganisationType.ICB)
    assert publisher.legal_form is LegalForm.BODY_CORPORATE
