import datetime as dt
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import SourceError
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.tie import Tie
from partnermap.domain.words import Effect, ReorganisationKind, TieKind
from partnermap.exchange.formats import format_for
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.succession.chains import events_of, links_about
from partnermap.exchange.succession.successions import Link, one_of_each
from partnermap.network.build import network_on
from partnermap.network.network import TieMark, Waiting

HEADER = "old_code,new_code,date"
EPOCH = dt.date(1900, 1, 1)


def place_with(codes: Mapping[str, str], scheme: str = "GB-NHS", **opened: str) -> Place:
    """A place with organisations of these codes and names; opening dates by code."""
    records: list[Organisation | Identifier] = []
    for code, name in codes.items():
        day = PartialDate.parse(opened[code]) if code in opened else None
        records += (
            Organisation(id=name, name=name, opened=day),
            Identifier(id=f"id of {name}", organisation_id=name, scheme=scheme, value=code),
        )
    return applied(Place(), Changes(create=tuple(records)))


def written(folder: Path, *lines: str, name: str = "succ.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def take_in(place: Place, source: Path, **select: str) -> tuple[ImportPlan, Place]:
    plan = plan_import(place, [source], select=select)
    return plan, applied(place, plan.changes)


def successions(place: Place) -> set[tuple[str, str, float | None]]:
    return {
        (place.name_of(row.predecessor_id), place.name_of(row.successor_id), row.share)
        for row in place.of(Succession).values()
    }


def kinds(place: Place) -> dict[str, ReorganisationKind | None]:
    return {item.name: item.kind for item in place.of(Reorganisation).values()}


def effects(place: Place) -> set[tuple[str, Effect | None]]:
    return {(place.name_of(row.organisation_id), row.effect) for row in place.of(Affected).values()}


def test_many_to_one_is_a_merger_and_those_not_here_are_added_by_their_code(tmp_path: Path) -> None:
    source = written(tmp_path, HEADER, "X1,X9,2019-10-01", "X2,X9,2019-10-01", "Y1,Y9,2019-10-01")
    plan, place = take_in(place_with({"X9": "Nine"}, X9="2002-04-01"), source)
    first, second = "X1 (name not known)", "X2 (name not known)"
    assert successions(place) == {(first, "Nine", 1.0), (second, "Nine", 1.0)}
    assert kinds(place) == {"X1 and X2 join Nine": ReorganisationKind.MERGER}
    assert effects(place) == {(first, Effect.MERGED), (second, Effect.MERGED)}
    assert any("no name for X1; X2" in sentence for sentence in plan.warnings)
    assert plan.read == 3


def test_one_to_many_is_a_split_without_shares_and_every_successor_belongs_to_it(
    tmp_path: Path,
) -> None:
    source = written(tmp_path, HEADER, "X1,X8,2019-04-01", "X1,X9,2019-04-01", "X9,Z1,2020-04-01")
    _, place = take_in(place_with({"X8": "Eight"}), source)
    one, nine = "X1 (name not known)", "X9 (name not known)"
    assert successions(place) == {(one, "Eight", None), (one, nine, None)}
    assert list(kinds(place).values()) == [ReorganisationKind.SPLIT]
    assert (one, Effect.SPLIT) in effects(place)


def test_both_at_once_is_a_split_that_says_so(tmp_path: Path) -> None:
    source = written(
        tmp_path, HEADER, "CO,W,2023-04-01", "CO,E,2023-04-01", "D1,W,2023-04-01", "D2,E,2023-04-01"
    )
    _, place = take_in(place_with({"W1": "West", "CO": "County", "D1": "District"}), source)
    (event,) = place.of(Reorganisation).values()
    assert event.kind is ReorganisationKind.SPLIT
    assert event.notes == "Some bodies were divided and others merged in it."
    assert {(name, effect) for name, effect in effects(place) if name in ("County", "District")} == {
        ("County", Effect.SPLIT),
        ("District", Effect.MERGED),
    }


def test_chains_are_followed_both_ways_from_the_first_year(tmp_path: Path) -> None:
    lines = (HEADER, "P1,P2,2006-10-01", "P2,P3,2013-04-01", "P3,P4,2022-07-01", "Q1,Q2,2020-04-01")
    source = written(tmp_path, *lines)
    plan, place = take_in(place_with({"P3": "Three"}), source)
    assert {row[0] for row in successions(place)} == {"P2 (name not known)", "Three"}
    assert "one before 2013 left out" in plan.warnings[0] or "1 before 2013" in plan.warnings[0]
    _, older = take_in(place, source, since="2000")
    assert len(successions(older)) == 3


def test_importing_again_creates_nothing_and_a_hand_made_reorganisation_is_kept(tmp_path: Path) -> None:
    source = written(tmp_path, HEADER, "X1,X9,2019-10-01", "X2,X9,2019-10-01")
    before = place_with({"X1": "One", "X9": "Nine"})
    own = Reorganisation(id="own", name="Ours", effective=PartialDate.parse("2019-09-30"))
    link = Succession(id="s", reorganisation_id="own", predecessor_id="One", successor_id="Nine")
    _, place = take_in(applied(before, Changes(create=(own, link))), source)
    assert list(place.of(Reorganisation)) == ["own"]
    assert len(place.of(Succession)) == 2
    again, _ = take_in(place, source)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


def test_newcomers_bring_nobody_when_the_same_file_comes_again(tmp_path: Path) -> None:
    lines = ("X1,X9,2019-10-01", "X2,X9,2019-10-01", "X1,X8,2019-10-01", "X8,X7,2021-04-01")
    source = written(tmp_path, HEADER, *lines)
    _, place = take_in(place_with({"X1": "One"}), source)
    again, same = take_in(place, source)
    assert (again.created, again.updated) == (0, 0)
    newer = written(tmp_path, HEADER, "X9,X10,2024-04-01", "Y1,Y2,2024-04-01", name="newer.csv")
    later, _ = take_in(same, newer)
    assert later.created > 0
    assert later.warnings[0].startswith("two successions in newer.csv, 1 of them")


def test_bodies_that_were_asked_for_are_followed_the_same_way_again(tmp_path: Path) -> None:
    source = written(tmp_path, HEADER, "X1,X9,2019-10-01", "X2,X9,2019-10-01")
    _, place = take_in(Place(), source, code="X1")
    again, _ = take_in(place, source, code="X1")
    assert (again.created, again.updated) == (0, 0)


def test_a_tie_of_a_body_that_merged_is_carried_over_and_told(tmp_path: Path) -> None:
    before = place_with({"X1": "One", "X9": "Nine", "C1": "Council"})
    tie = Tie(id="t", from_id="One", to_id="Council", kind=TieKind.REFERRAL)
    plan, place = take_in(
        applied(before, Changes(create=(tie,))), written(tmp_path, HEADER, "X1,X9,2019-10-01")
    )
    (carried,) = network_on(place, dt.date(2020, 1, 1)).ties
    assert carried.pair == ("Council", "Nine")
    assert TieMark.INHERITED in carried.marks
    assert any("1 recorded link of One pass to Nine" in sentence for sentence in plan.warnings)


def test_a_tie_of_a_body_that_was_divided_waits_for_a_decision(tmp_path: Path) -> None:
    before = place_with({"X1": "One", "X8": "Eight", "X9": "Nine", "C1": "Council"})
    tie = Tie(id="t", from_id="One", to_id="Council", kind=TieKind.REFERRAL)
    source = written(tmp_path, HEADER, "X1,X8,2019-10-01", "X1,X9,2019-10-01")
    plan, place = take_in(applied(before, Changes(create=(tie,))), source)
    (waiting,) = network_on(place, dt.date(2020, 1, 1)).waiting
    assert waiting.why is Waiting.NEEDS_DECISION
    assert any("need a decision, because Eight and Nine" in sentence for sentence in plan.warnings)


def test_rows_that_cannot_be_used_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    source = written(
        tmp_path,
        HEADER,
        "X1,X1,2019-10-01",
        "X1,,2019-10-01",
        "X1,X9,",
        "X1,X9,2019-02-31",
        "X2,X9,2019",
    )
    plan, place = take_in(place_with({"X9": "Nine"}), source)
    assert [(item.row, item.reason.split()[0]) for item in plan.skipped] == [
        (2, "X1"),
        (3, "it"),
        (4, "it"),
        (5, "the"),
    ]
    assert len(successions(place)) == 1


def test_a_code_that_two_organisations_carry_is_left_in_doubt(tmp_path: Path) -> None:
    before = place_with({"X9": "Nine"})
    twin = Organisation(id="twin", name="Twin")
    code = Identifier(id="c", organisation_id="twin", scheme="gb-nhs", value="x9")
    source = written(tmp_path, HEADER, "X1,X9,2019-10-01")
    plan, place = take_in(applied(before, Changes(create=(twin, code))), source)
    assert not successions(place)
    assert (
        plan.skipped[0].reason
        == "the code X9 belongs to Nine and Twin here; remove it from one of them."
    )


def test_without_codes_nothing_is_taken_and_the_way_out_is_said(tmp_path: Path) -> None:
    plan, _ = take_in(Place(), written(tmp_path, HEADER, "X1,X9,2019-10-01"))
    assert plan.created == 0
    assert "--select code=X9" in plan.warnings[0]


@pytest.mark.parametrize(
    ("select", "told"), [({"since": "soon"}, "since=2002"), ({"code": "ZZ9"}, "no succession of ZZ9")]
)
def test_a_selection_that_means_nothing_is_refused(
    tmp_path: Path, select: dict[str, str], told: str
) -> None:
    source = written(tmp_path, HEADER, "X1,X9,2019-10-01")
    with pytest.raises(SourceError, match=told):
        take_in(place_with({"X9": "Nine"}), source, **select)


def test_a_key_that_selects_nothing_is_said(tmp_path: Path) -> None:
    source = written(tmp_path, HEADER, "X1,X9,2019-10-01")
    plan, _ = take_in(place_with({"X9": "Nine"}), source, year="2002")
    assert plan.warnings[-1] == "Nothing can be selected by “year” here; use code= or since=."
    plan, _ = take_in(place_with({"X9": "Nine"}), source, since="2002")
    assert not any("Nothing can be selected" in sentence for sentence in plan.warnings)


def test_a_new_code_of_the_raw_files_is_a_rename(tmp_path: Path) -> None:
    source = written(tmp_path, "X1,X9,F,20191001,", "X2,X8,R,20191001,", "bad row,,,,", name="succ.csv")
    plan, place = take_in(place_with({"X9": "Nine", "X8": "Eight"}), source)
    assert set(kinds(place).values()) == {ReorganisationKind.RENAME, ReorganisationKind.MERGER}
    assert [item.row for item in plan.skipped] == [3]


def record(code: str, name: str, *links: tuple[str, str, str], **more: object) -> str:
    found = [
        {
            "Date": [{"Type": "Legal", "Start": day}],
            "Type": side,
            "Target": {"OrgId": {"extension": other}},
        }
        for side, other, day in links
    ]
    organisation = {
        "Name": name,
        "OrgId": {"extension": code},
        "Date": {"Type": "Legal", "Start": "2002-04-01", "End": "2019-09-30"},
        "Roles": {"Role": {"id": "RO197", "primaryRole": True}},
        "Succs": {"Succ": found},
        **more,
    }
    return json.dumps({"Organisation": organisation})


def test_a_folder_of_ods_records_names_one_succession_from_both_ends(tmp_path: Path) -> None:
    written(tmp_path, record("X1", "OLD NHS TRUST", ("Successor", "X9", "2019-09-30")), name="a.json")
    written(tmp_path, record("X9", "NEW NHS TRUST", ("Predecessor", "X1", "2019-10-01")), name="b.json")
    written(tmp_path, "{", name="c.json")
    assert format_for(tmp_path).name == "ods-record"
    plan, place = take_in(place_with({"X9": "Nine"}), tmp_path)
    assert successions(place) == {("Old NHS Trust", "Nine", 1.0)}
    (event,) = place.of(Reorganisation).values()
    assert str(event.effective) == "2019-10-01"
    assert str(place.organisations["Nine"].closed) == "2019-09-30"
    assert [item.source for item in plan.skipped] == ["c.json"]


@pytest.mark.parametrize("text", ["[]", "{}", '{"Organisation": []}', "not json", "[" * 100_000])
def test_json_that_is_no_ods_record_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    source = written(tmp_path, text, name="x.json")
    with pytest.raises(SourceError, match=r"x\.json"):
        plan_import(Place(), [source], format_name="ods-record")


COUNCILS = (
    "local-authority-code,official-name,start-date,end-date,replaced-by,local-authority-type",
    'CMA,Old County Council,,2023-04-01,"CBD,WAF",CTY',
    "ALL,Old Borough Council,,2023-04-01,CBD,NMD",
    "AYL,Dated Otherwise District Council,,2020-03-31,BUC,NMD",
    "CBD,New West Council,2023-04-01,,,UA",
    "WAF,New East Council,2023-04-01,,,UA",
    "BUC,New Council,2020-04-01,,,UA",
)


def test_councils_end_the_day_before_their_successors_begin(tmp_path: Path) -> None:
    source = written(tmp_path, *COUNCILS, name="councils.csv")
    here = place_with({"CBD": "West", "AYL": "Vale"}, "GB-LAE")
    _, place = take_in(here, source)
    days = {item.name: str(item.effective) for item in place.of(Reorganisation).values()}
    assert set(days.values()) == {"2023-04-01", "2020-04-01"}
    by_name = {item.name: item for item in place.organisations.values()}
    assert str(by_name["Old County Council"].closed) == "2023-03-31"
    assert str(by_name["Vale"].closed) == "2020-03-31"
    assert ("New East Council", Effect.CREATED) in effects(place)


def test_charities_are_found_by_number_and_subsidiaries_apart(tmp_path: Path) -> None:
    source = written(
        tmp_path,
        "transferor_name,transferor_regno,transferor_subno,transferee_name,transferee_regno,"
        "transferee_subno,date_vesting_declaration,date_property_transferred,date_merger_registered",
        "Old Hospice,100,0,New Hospice,200,0,,2016-04-01 00:00:00,2017-12-14 00:00:00",
        "Its Shop,100,3,New Hospice,200,0,,,2018-12-14 00:00:00",
        "No Number (unregistered),,0,New Hospice,200,0,,2016-04-01,",
    )
    plan, place = take_in(place_with({"200": "Hospice"}, "GB-CHC"), source)
    assert successions(place) == {("Old Hospice", "Hospice", 1.0), ("Its Shop", "Hospice", 1.0)}
    assert {row.value for row in place.of(Identifier).values()} == {"200", "100", "100-3"}
    assert [item.row for item in plan.skipped] == [4]


codes = st.sampled_from("ABCDEFG")
days = st.dates(dt.date(2013, 1, 1), dt.date(2013, 1, 3))
links = st.lists(st.tuples(codes, codes, days).filter(lambda row: row[0] != row[1]), max_size=15).map(
    lambda rows: one_of_each([Link(number, *row) for number, row in enumerate(rows)])
)


@settings(max_examples=60, deadline=None)
@given(links=links, order=st.randoms(use_true_random=False))
def test_the_order_of_links_changes_no_event_and_each_link_is_in_one(
    links: Sequence[Link], order: random.Random
) -> None:
    shuffled = list(links)
    order.shuffle(shuffled)
    assert events_of(shuffled) == events_of(links)
    told = [link for event in events_of(links) for link in event.links]
    assert sorted(told, key=lambda link: link.row) == list(links)
    for event in events_of(links):
        assert {link.day for link in event.links} == {event.day}


@settings(max_examples=60, deadline=None)
@given(links=links, start=codes)
def test_every_successor_of_a_predecessor_comes_along(links: Sequence[Link], start: str) -> None:
    taken = links_about(links, {start}, EPOCH)
    for link in links:
        if any(link.old == other.old for other in taken):
            assert link in taken


def test_gloucestershire_health_and_care_is_followed_through_its_predecessors(
    shared_data: Path,
) -> None:
    here = place_with({"RTQ": "Health and Care"}, RTQ="2002-04-01")
    _, place = take_in(here, shared_data / "geographr" / "lookup_trust_trust.csv")
    found = {(one.split()[0], other.split()[0]) for one, other, _ in successions(place)}
    assert {("R1J", "Health"), ("5QH", "R1J")} <= found
    joined = {item.name: str(item.effective) for item in place.of(Reorganisation).values()}
    assert joined["R1J joins Health and Care"] == "2019-10-01"


def test_published_lists_of_councils_and_records_are_recognised(shared_data: Path) -> None:
    names = {
        "mysociety-la/uk_local_authorities_future.csv": "councils",
        "ods-ord-json": "ods-record",
        "ods-ord-json/R1G.json": "ods-record",
        "geographr/lookup_trust_trust.csv": "ods-succession",
        "derived/ccg_mergers_2013-2022.csv": "ods-succession",
        "derived/vcse_mergers_dev_sample.csv": "charity-mergers",
    }
    assert {name: format_for(shared_data / name).name for name in names} == names
