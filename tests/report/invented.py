"""Invented records for reports: places of any size and one small place that has everything."""

import datetime as dt
from collections.abc import Callable
from itertools import cycle
from typing import Any, cast

import pypdfium2

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Delivery, Programme
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Reorganisation, ScenarioChange, Succession
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementKind,
    AgreementStatus,
    ContributionRole,
    LegalBasis,
    OrganisationType,
    PostStatus,
    Renewal,
    ReorganisationKind,
    ReorganisationStatus,
    ScenarioChangeKind,
    Sector,
    TieKind,
)
from partnermap.report.map import MapOrder, drawn

ON = dt.date(2026, 4, 1)
WHEN = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)
PARTS = ("North", "South", "Upper", "Lower", "Old", "New")
WORDS = ("Meadow", "Harbour", "Quarry", "Orchard", "Beacon", "Mill", "Ferry", "Priory")
ENDINGS = ("Trust", "Alliance", "Practice", "Council", "Forum", "Centre")

Gate = Callable[[bytes], bool]
PageTexts = Callable[[bytes], list[str]]


def map_bytes(
    place: Place, on: dt.date, *, paper: str | None = None, when: dt.datetime | None = None
) -> bytes:
    """The one map of a date as a tagged PDF."""
    return drawn(place, MapOrder(on, paper=paper, when=when)).pdf()


def opened(pdf: bytes) -> Any:
    """The file in PDFium, whose Python layer has hardly any types."""
    return cast(Callable[[bytes], Any], pypdfium2.PdfDocument)(pdf)


def place_of(*records: Record, title: str = "Invented Vale", invented: bool = True) -> Place:
    tables: dict[str, dict[str, Record]] = {}
    for record in (PlaceInfo(id="place", title=title, invented=invented), *records):
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(1, tables)


def invented_names(count: int) -> list[str]:
    return [
        f"{PARTS[i % 6]} {WORDS[i // 6 % 8]} {ENDINGS[i // 48 % 6]}" + (f" {i}" if i >= 288 else "")
        for i in range(count)
    ]


def linked(names: list[str]) -> list[Record]:
    """Organisations in turn of every sector, each tied to two earlier ones."""
    sectors = cycle(Sector)
    bodies: list[Record] = [
        Organisation(id=f"o{i:03}", name=name, sector=next(sectors), type=OrganisationType.OTHER)
        for i, name in enumerate(names)
    ]
    kinds = cycle((TieKind.REFERRAL, TieKind.SHARED_GOAL, TieKind.TRUST, TieKind.GOVERNANCE))
    ends = {(i, j) for i in range(1, len(names)) for j in (i // 2, i // 3) if i != j}
    ties: list[Record] = [
        Tie(id=f"t{i}-{j}", from_id=f"o{i:03}", to_id=f"o{j:03}", kind=next(kinds), strength=2)
        for i, j in sorted(ends)
    ]
    return bodies + ties


def rich_records() -> list[Record]:
    """Six bodies with money that ends, lapsed money, a post, a programme and a merger ahead."""
    names = (
        ("icb", "Vale ICB", Sector.NHS),
        ("council", "Vale County Council", Sector.LOCAL_AUTHORITY),
        ("trust", "Vale Community NHS Trust", Sector.NHS),
        ("charity", "Vale Carers", Sector.VCSE),
        ("group", "Vale Residents' Group", Sector.COMMUNITY),
        ("next", "Vale and Moor ICB", Sector.NHS),
    )
    bodies = [Organisation(id=key, name=name, sector=sector) for key, name, sector in names]
    return [*bodies, *_agreements(), *_posts(), *_changes()]


def _agreements() -> list[Record]:
    def agreement(key: str, name: str, end: PartialDate | None, **more: Any) -> Agreement:
        return Agreement(
            id=key,
            name=name,
            kind=AgreementKind.FUNDING,
            start=PartialDate(2020, 4, 1),
            end=end,
            host_id="council",
            **more,
        )

    def pays(key: str, agreement_id: str, payer: str, pounds: int | None) -> Contribution:
        return Contribution(
            id=key,
            agreement_id=agreement_id,
            organisation_id=payer,
            financial_year="2026/27",
            amount=None if pounds is None else pounds * 100,
        )

    pooled, grant = LegalBasis.S75_POOLED, LegalBasis.GRANT
    return [
        agreement(
            "pool",
            "Vale pooled fund",
            PartialDate(2027, 3, 31),
            legal_basis=pooled,
            renewal=Renewal.YEARLY_BY_RULE,
        ),
        agreement(
            "carers", "Carers grant", PartialDate(2027, 3, 31), legal_basis=grant, notice_months=3
        ),
        agreement("later", "Equipment store", PartialDate(2030, 3, 31), legal_basis=LegalBasis.ALIGNED),
        agreement(
            "old",
            "Old homes agreement",
            PartialDate(2025, 3, 31),
            legal_basis=LegalBasis.S256,
            status=AgreementStatus.EXPIRED_BUT_RUNNING,
        ),
        pays("c1", "pool", "icb", 9_000_000),
        pays("c2", "pool", "council", 3_000_000),
        pays("c3", "carers", "council", 250_000),
        pays("c4", "later", "icb", 500_000),
        pays("c5", "old", "icb", None),
        Contribution(
            id="c6",
            agreement_id="carers",
            organisation_id="charity",
            role=ContributionRole.RECEIVES,
            financial_year="2026/27",
            amount=25_000_000,
        ),
    ]


def _posts() -> list[Record]:
    return [
        Post(
            id="director",
            title="Director of Joined Up Care",
            employer_id="council",
            wte=1.0,
            status=PostStatus.VACANT,
            status_since=PartialDate(2026, 1),
            holder="Somebody Invented",
        ),
        PostPartner(id="pp", post_id="director", organisation_id="icb"),
        Tie(id="ref", from_id="trust", to_id="charity", kind=TieKind.REFERRAL),
        Tie(id="goal", from_id="charity", to_id="group", kind=TieKind.SHARED_GOAL),
        Programme(id="prog", name="Fair rest", group="unpaid carers"),
        Delivery(id="d", programme_id="prog", about_table="agreements", about_id="carers"),
    ]


def _changes() -> list[Record]:
    return [
        Reorganisation(
            id="merger",
            name="Merger of ICBs",
            kind=ReorganisationKind.MERGER,
            effective=PartialDate(2027, 4, 1),
            status=ReorganisationStatus.DECIDED,
        ),
        Succession(
            id="s", reorganisation_id="merger", predecessor_id="icb", successor_id="next", share=1.0
        ),
    ]


def with_scenario(name: str) -> Place:
    """The place that has everything, with a scenario in which its council is abolished."""
    row = ScenarioChange(
        id="s1",
        scenario=name,
        change=ScenarioChangeKind.ABOLISH,
        about_table=Organisation.TABLE,
        about_id="council",
        date=PartialDate(2026, 1, 1),
    )
    return applied(place_of(*rich_records()), Changes(create=(row,)))
