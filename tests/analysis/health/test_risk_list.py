"""The list of ties at risk: its order, its JSON with the records behind each sentence, its text."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from partnermap.analysis.health.risk_list import risks_json, risks_text
from partnermap.analysis.health.risks import risks
from partnermap.domain.words import (
    AgreementStatus,
    PostPartnerRole,
    ReorganisationKind,
    ReorganisationStatus,
    TieKind,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


def _rows(build: "PlaceBuilder") -> Any:
    return json.loads(json.dumps(risks_json(build.build(), ON), allow_nan=False))["ties"]


def test_links_that_nobody_ever_confirmed_are_counted_and_no_risk(ring: "PlaceBuilder") -> None:
    ring.add_tie("Trust", "Council", last_confirmed="2025")
    answer = risks_json(ring.build(), ON)
    assert answer["ties"] == []
    notes: Any = answer["notes"]
    assert notes[1].startswith("3 of 4 links have no date of confirmation")


def test_every_sentence_leads_to_its_records(ring: "PlaceBuilder") -> None:
    ring.add_agreement("Fund", host_id="Council", pays={"Trust": 1}, end="2026-09-30", ref="A1")
    programme = ring.add_programme("Warm Homes", ref="PR1")
    ring.add_delivery(programme, "agreements", "Fund")
    for name in ("East Trust", "West Trust"):
        ring.add_organisation(name, opened="2027-04-01")
    split = ring.add_reorganisation(
        "Change",
        moves=[("Trust", "East Trust"), ("Trust", "West Trust")],
        kind=ReorganisationKind.SPLIT,
        status=ReorganisationStatus.ORDERED,
        effective="2027-04-01",
    )
    place = ring.build()
    row = next(row for row in _rows(ring) if row["name"] == "Fund")
    assert [why["kind"] for why in row["why"]] == ["ends", "reorganised"]
    assert row["why"][1]["records"] == [
        {"kind": "reorganisations", "id": split, "ref": None},
        {"kind": "organisations", "id": "Trust", "ref": None},
    ]
    assert row["why"][1]["certainty"] == "ordered"
    assert row["records"][0] == {"kind": "agreements", "id": "Fund", "ref": "A1"}
    assert {"kind": "programmes", "id": programme, "ref": "PR1"} in row["records"]
    for risk in risks(place, ON):
        assert all(place.get(about.table, about.id) is not None for about in risk.records)
        assert all(reason.records for reason in risk.reasons)


def test_the_text_tells_what_links_share_once(ring: "PlaceBuilder") -> None:
    ring.add_agreement(
        "Youth grants",
        host_id="Council",
        pays={"Trust": 1000},
        receives={"Charity": 400},
        end="2025-03-31",
        status=AgreementStatus.EXPIRED_BUT_RUNNING,
    )
    text = risks_text(ring.build(), ON)
    assert text.splitlines()[0] == "2 of 5 links may not last to January 2028."
    assert text.splitlines()[3:7] == [
        "Council – Trust, Charity (joint funding: Youth grants)",
        "    Youth grants expired on 31 March 2025 and still run.",
        "    Council would lose these two links; at stake: £1,000 a year.",
        "    The latest safe date, 31 March 2025, has passed.",
    ]


def test_the_text_of_a_place_without_risks(ring: "PlaceBuilder") -> None:
    assert risks_text(ring.build(), ON).startswith("No link is known to be at risk by January 2028.")


def test_the_gravest_come_first(ring: "PlaceBuilder") -> None:
    ring.add_organisation("Edge")
    ring.add_tie("Trust", "Edge", end="2027-12-31")
    ring.add_agreement("Large", host_id="Council", pays={"Trust": 900}, end="2027-03-31")
    ring.add_agreement("Small", host_id="Council", pays={"Trust": 5}, end="2026-03-31")
    ring.add_agreement("Unsaid", host_id="Council", pays={"Trust": None}, end="2026-02-28")
    ring.add_post("Lead", "Council", {"Trust": FUNDS}, end="2027-06-30")
    ring.add_tie("Council", "Charity", TieKind.TRUST, end="2026-01-31")
    ring.add_organisation("Lonely")
    ring.add_organisation("Lonelier")
    ring.add_tie("Council", "Lonely", start="2020")
    ring.add_tie("Lonely", "Lonelier", start="2020")
    assert [(row["name"] or row["to"]) for row in _rows(ring)] == [
        *("Edge", "Large", "Small", "Lead", "Charity", "Unsaid"),
        *("Lonely", "Lonelier"),
    ]


def test_what_a_tie_alone_carries_decides_its_place(ring: "PlaceBuilder") -> None:
    ring.add_agreement(
        "Fund", host_id="Council", pays={"Trust": 1000}, receives={"Charity": 400}, end="2027-03-31"
    )
    ring.add_agreement("Other", host_id="Council", pays={"Trust": 500}, end="2027-03-31")
    assert [(row["name"], row["money"], row["money_of_agreement"]) for row in _rows(ring)] == [
        ("Fund", 1000, 1000),
        ("Other", 500, 500),
        ("Fund", 400, 1000),
    ]


def test_many_reorganised_ends_are_counted(ring: "PlaceBuilder") -> None:
    ring.add_organisation("United", opened="2027-04-01")
    names = ("North", "South", "West")
    for name in names:
        ring.add_organisation(name)
        ring.add_tie("Council", name, TieKind.TRUST)
    receives: dict[str, int | None] = dict.fromkeys(names, 10)
    ring.add_agreement(
        "Fund", host_id="Council", pays={"Trust": 30}, receives=receives, end="2026-09-30"
    )
    ring.add_reorganisation(
        "Merger",
        moves=[(name, "United") for name in names],
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.ORDERED,
        effective="2027-04-01",
    )
    text = risks_text(ring.build(), ON)
    assert "    Three organisations in these links are reorganised too.\n" in text
    assert text.count("passes to United") == 0
