import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Alias, Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import ContributionRole
from partnermap.exchange import grants
from partnermap.exchange.bodies.org_ids import read_org_id
from partnermap.exchange.plan import ImportPlan
from partnermap.jobs.token import Token

NAMES = ("Harbour Homes", "HARBOUR HOMES LTD", "Quay Trust", "Night & Day", "Night and Day", "")
CODES = ("GB-CHC-900001", "GB-CHC-900002", "GB-COH-123456", "360G-x:1", "360G-x:2", "DUMMY01", "")
PLACE = applied(
    Place(),
    Changes(
        create=(
            Organisation(id="harbour", name="Harbour Homes"),
            Organisation(id="quay", name="Quay Trust"),
            Identifier(id="code", organisation_id="quay", scheme="GB-CHC", value="900001"),
            Alias(id="alias", organisation_id="harbour", name="Night and Day", source="Quay Trust"),
        )
    ),
)

Json = dict[str, object]
bodies = st.fixed_dictionaries({"id": st.sampled_from(CODES), "name": st.sampled_from(NAMES)})
dates = st.sampled_from((None, "2024-06-01", "01/03/2025", "08/2024", "2024", "31/02/2024", "soon"))
events = st.fixed_dictionaries(
    {"startDate": dates, "endDate": dates, "duration": st.sampled_from((None, "12", 6, "x"))}
)
some_grants = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(1, 12).map(str),
            "title": st.sampled_from((None, "Warm; rooms", "<b>&")),
            "currency": st.sampled_from(("GBP", "GBP", "GBP", "USD")),
            "amountAwarded": st.sampled_from((5, "1,000.50", 0, -1, "lots", None)),
            "awardDate": dates,
            "plannedDates": st.lists(events, max_size=2),
            "fundingOrganization": st.lists(bodies, max_size=2),
            "recipientOrganization": st.lists(bodies, max_size=2),
        }
    ),
    min_size=1,
    max_size=10,
)
selections = st.sampled_from(({}, {"all": "yes"}, {"recipient": "all"}, {"funder": "GB-CHC-900001"}))
modest = settings(max_examples=60, deadline=None)


def take_in(place: Place, items: list[Json], select: dict[str, str]) -> tuple[ImportPlan, Place]:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "grants.json"
        source.write_text(json.dumps({"grants": items}), encoding="utf-8")
        plan = grants.plan(place, source, select, Token())
    return plan, applied(place, plan.changes)


@modest
@given(some_grants, selections)
def test_importing_again_changes_nothing(items: list[Json], select: dict[str, str]) -> None:
    first, place = take_in(PLACE, items, select)
    again, _ = take_in(place, items, select)
    assert not again.changes
    assert again.unchanged == first.created
    assert [row.row for row in again.skipped] == [row.row for row in first.skipped]
    assert again.unmatched == first.unmatched


@modest
@given(some_grants, selections)
def test_every_grant_is_taken_in_skipped_or_left_out_for_a_body(
    items: list[Json], select: dict[str, str]
) -> None:
    plan, place = take_in(PLACE, items, select)
    assert plan.read == len(items)
    left_out = plan.read - len(plan.skipped) - len(place.agreements)
    assert left_out >= 0
    assert bool(left_out) == bool(plan.unmatched)


@modest
@given(some_grants, selections)
def test_money_is_never_spread_or_made_up(items: list[Json], select: dict[str, str]) -> None:
    _, place = take_in(PLACE, items, select)
    paid: dict[str, list[int | None]] = {key: [] for key in place.of(Agreement)}
    for item in place.of(Contribution).values():
        if item.role is ContributionRole.PAYS:
            paid[item.agreement_id].append(item.amount)
    assert all(amounts in ([500], [100050], [None, None]) for amounts in paid.values())


@modest
@given(some_grants)
def test_nothing_here_is_changed_and_no_official_number_is_given_twice(items: list[Json]) -> None:
    plan, place = take_in(PLACE, items, {"all": "yes"})
    assert not plan.changes.update
    assert not plan.changes.delete
    official = [
        org_id
        for identifier in place.of(Identifier).values()
        if (org_id := read_org_id(identifier.text)) is not None
    ]
    assert len(official) == len(set(official))


@modest
@given(st.text(max_size=30))
def test_an_identifier_reads_back_as_itself(text: str) -> None:
    org_id = read_org_id(text)
    if org_id is not None:
        assert read_org_id(org_id.text) == org_id


@modest
@given(
    st.sampled_from(("GB-CHC-", "GB-COH-", "GB-SC-", "GB-NIC-", "360G-")),
    st.text("0123456789SCNIR-: ", min_size=1, max_size=9),
)
def test_an_identifier_of_a_register_reads_back_as_itself(scheme: str, value: str) -> None:
    org_id = read_org_id(scheme + value)
    if org_id is not None:
        assert read_org_id(org_id.text) == org_id
