"""What every test shares: real files beside the project, settings of its own, no screen or network."""

import datetime as dt
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from partnermap.domain.agreement import Agreement, Contribution, Party, PaymentLine
from partnermap.domain.dates import PartialDate, add_months, financial_year_period
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Delivery, Programme
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import (
    Affected,
    Decision,
    Reorganisation,
    ScenarioChange,
    Succession,
)
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementKind,
    ContributionRole,
    Effect,
    LegalBasis,
    PostPartnerRole,
    Sector,
    TieKind,
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real files that lies beside the project; CI has it, a lone clone has not."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real files of ../shared/data are not beside this clone")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PARTNERMAP_HOME", str(home))
    monkeypatch.setenv("PARTNERMAP_FONTS", str(home / "no fonts"))


@pytest.fixture
def fonts_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with fonts of this computer; empty."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv("PARTNERMAP_FONTS", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("Partnermap never calls the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


DATE_FIELDS = frozenset(
    {
        *("opened", "closed", "operational_until", "start", "end", "signed", "renewal_until"),
        *("last_confirmed", "status_since", "funding_ends", "announced", "shadow_from"),
        *("effective", "operational_from"),
    }
)


class PlaceBuilder:
    """Builds a Place by hand: an organisation's name is its id, dates are written as text."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, Record]] = {}

    def add(self, record: Record) -> str:
        self._tables.setdefault(record.TABLE, {})[record.id] = record
        return record.id

    def add_organisation(self, name: str, sector: Sector | None = Sector.NHS, **fields: object) -> str:
        return self._new(Organisation, name, name=name, sector=sector, **fields)

    def add_tie(
        self,
        one: str,
        other: str,
        kind: TieKind = TieKind.REFERRAL,
        strength: int | None = 1,
        **fields: object,
    ) -> str:
        return self._new(Tie, None, from_id=one, to_id=other, kind=kind, strength=strength, **fields)

    def add_agreement(
        self,
        name: str,
        *,
        pays: Mapping[str, int | None] | None = None,
        receives: Mapping[str, int | None] | None = None,
        parties: Sequence[str] = (),
        year: str = "2025/26",
        **fields: object,
    ) -> str:
        """Amounts are pounds of one financial year; `add_contribution` adds other years."""
        fields.setdefault("kind", None if parties else AgreementKind.FUNDING)
        agreement_id = self._new(Agreement, name, name=name, **fields)
        for organisation, pounds in (pays or {}).items():
            self.add_contribution(agreement_id, organisation, pounds, year)
        for organisation, pounds in (receives or {}).items():
            self.add_contribution(agreement_id, organisation, pounds, year, ContributionRole.RECEIVES)
        for organisation in parties:
            self._new(Party, None, agreement_id=agreement_id, organisation_id=organisation)
        return agreement_id

    def add_contribution(
        self,
        agreement_id: str,
        organisation_id: str,
        pounds: int | None,
        year: str,
        role: ContributionRole = ContributionRole.PAYS,
    ) -> str:
        return self._new(
            Contribution,
            None,
            agreement_id=agreement_id,
            organisation_id=organisation_id,
            role=role,
            financial_year=year,
            amount=None if pounds is None else pounds * 100,
        )

    def add_payments(
        self, payer: str, payee: str, pounds: int, *, months: int, year: str = "2025/26"
    ) -> str:
        """A year of payments, of whose months the first so many have a payment line."""
        period = financial_year_period(year)
        agreement_id = self.add_agreement(
            f"{payer} pays {payee} {year}",
            pays={payer: pounds},
            receives={payee: pounds},
            year=year,
            legal_basis=LegalBasis.PAYMENT,
            start=period.start,
            end=period.end,
        )
        for number in range(months):
            month = f"{add_months(dt.date(int(year[:4]), 4, 1), number):%Y-%m}"
            ends = {"payer_id": payer, "organisation_id": payee, "payee_name": payee}
            self._new(PaymentLine, None, month=month, amount=pounds * 100 // months, rows=1, **ends)
        return agreement_id

    def add_post(
        self, title: str, employer: str | None, partners: Mapping[str, PostPartnerRole], **fields: object
    ) -> str:
        post_id = self._new(Post, title, title=title, employer_id=employer, **fields)
        for organisation, role in partners.items():
            self._new(PostPartner, None, post_id=post_id, organisation_id=organisation, role=role)
        return post_id

    def add_team(
        self, name: str, members: Sequence[str], lead: str | None = None, **fields: object
    ) -> str:
        team_id = self._new(Team, name, name=name, lead_id=lead, **fields)
        for organisation in members:
            self.add_member(team_id, organisation)
        return team_id

    def add_member(self, team_id: str, organisation: str, **fields: object) -> str:
        return self._new(Member, None, team_id=team_id, organisation_id=organisation, **fields)

    def add_reorganisation(
        self,
        name: str,
        *,
        moves: Sequence[tuple[str, str]] = (),
        affects: Mapping[str, Effect | None] | None = None,
        **fields: object,
    ) -> str:
        """`moves` are (predecessor, successor) pairs of share 1."""
        reorganisation_id = self._new(Reorganisation, name, name=name, **fields)
        for before, after in moves:
            ends = {"predecessor_id": before, "successor_id": after}
            self._new(Succession, None, reorganisation_id=reorganisation_id, share=1.0, **ends)
        for organisation, effect in (affects or {}).items():
            ids = {"reorganisation_id": reorganisation_id, "organisation_id": organisation}
            self._new(Affected, None, effect=effect, **ids)
        return reorganisation_id

    def add_decision(self, reorganisation: str, table: str, record_id: str, goes_to: str | None) -> str:
        about = {"about_table": table, "about_id": record_id}
        return self._new(Decision, None, reorganisation_id=reorganisation, goes_to_id=goes_to, **about)

    def add_scenario_change(
        self,
        scenario: str,
        change: str,
        about: tuple[str, str] | None,
        *,
        value: str | None = None,
        date: str | None = None,
    ) -> str:
        """`about` is a table and an id."""
        table, key = about or (None, None)
        return self._new(
            ScenarioChange,
            None,
            scenario=scenario,
            change=change,
            about_table=table,
            about_id=key,
            value=value,
            date=None if date is None else PartialDate.parse(date),
        )

    def add_succession(
        self, reorganisation: str, before: str, after: str, share: float | None, function: str | None
    ) -> str:
        ends = {"predecessor_id": before, "successor_id": after}
        return self._new(
            Succession, None, reorganisation_id=reorganisation, share=share, function=function, **ends
        )

    def add_delivery(self, programme: str, table: str, record_id: str) -> str:
        about = {"about_table": table, "about_id": record_id}
        return self._new(Delivery, None, programme_id=programme, **about)

    def add_programme(self, name: str, **fields: object) -> str:
        return self._new(Programme, name, name=name, **fields)

    def build(self, version: int = 1) -> Place:
        return Place(version=version, tables={name: dict(rows) for name, rows in self._tables.items()})

    def _new(self, record_type: type[Record], record_id: str | None, /, **fields: object) -> str:
        for name in DATE_FIELDS & fields.keys():
            if isinstance(value := fields[name], str):
                fields[name] = PartialDate.parse(value)
        number = len(self._tables.get(record_type.TABLE, {})) + 1
        make: Callable[..., Record] = record_type
        return self.add(make(id=record_id or f"{record_type.TABLE}-{number}", **fields))


@pytest.fixture
def place_builder() -> PlaceBuilder:
    """An empty place to build on."""
    return PlaceBuilder()


@pytest.fixture
def testbridge_place() -> Place:
    """Testbridge (MEASURES, section 0): three joint funding ties as agreements, the rest as ties."""
    build = PlaceBuilder()
    sectors = {
        "A": Sector.NHS, "B": Sector.NHS, "C": Sector.NHS, "D": Sector.LOCAL_AUTHORITY,
        "E": Sector.LOCAL_AUTHORITY, "F": Sector.VCSE, "G": Sector.VCSE, "H": Sector.OTHER_PUBLIC,
    }  # fmt: skip
    for name, sector in sectors.items():
        build.add_organisation(name, sector)
    funding: dict[str, Any] = {"legal_basis": LegalBasis.S75_POOLED, "recurrent": True}
    pays = {"A": 5_000_000, "D": 3_000_000}
    build.add_agreement("Pool", pays=pays, host_id="D", strength=3, start="2019-04-01", **funding)
    grant: dict[str, Any] = {"legal_basis": LegalBasis.GRANT, "strength": 1, "recurrent": False}
    build.add_agreement(
        "Grant to F", pays={"D": 120_000}, host_id="F", start="2023-04-01", end="2026-03-31", **grant
    )
    build.add_agreement(
        "Grant to G", pays={"A": 200_000}, host_id="G", start="2024-04-01", end="2027-03-31", **grant
    )
    build.add_tie("A", "D", TieKind.JOINT_APPOINTMENT, 2, start="2021-04-01")
    build.add_tie("A", "B", TieKind.GOVERNANCE, 2, start="2022-07-01")
    build.add_tie("B", "C", TieKind.REFERRAL, 2, start="2020-01-01")
    build.add_tie("F", "G", TieKind.REFERRAL, 1, start="2022-01-01")
    build.add_tie("D", "E", TieKind.DATA_SHARING, 1)
    build.add_tie("E", "H", TieKind.JOINT_TEAM, 2, start="2020-04-01")
    build.add_tie("C", "D", TieKind.JOINT_TEAM, 2, start="2021-10-01")
    return build.build()
