"""What window tests share: a small invented place, the worked example, a window that cleans up."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.agreement import Agreement
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Reorganisation
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementStatus,
    PostStatus,
    ReorganisationKind,
    ReorganisationStatus,
    Sector,
    TieKind,
)
from partnermap.exchange.example import EXAMPLE_TITLE, plan_example
from partnermap.ui.main_window import MainWindow
from partnermap.ui.run import make_application

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000

Opener = Callable[[Path], MainWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], object]:
    """The application as users get it: font, style, name."""
    return lambda _arguments: make_application()


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> QApplication:
    """Fonts, also those of images painted without a window, need the application."""
    return qapp


def small_records() -> tuple[Record, ...]:
    """Four organisations, three ties, an agreement, a vacant post and a reorganisation."""
    county = Organisation(id="county", name="County Council", sector=Sector.LOCAL_AUTHORITY)
    trust = Organisation(id="trust", name="Community Trust", sector=Sector.NHS)
    charity = Organisation(id="charity", name="Age Together", sector=Sector.VCSE)
    alone = Organisation(id="alone", name="Village Hall", sector=Sector.COMMUNITY)
    return (
        county,
        trust,
        charity,
        alone,
        Tie(id="t1", from_id="county", to_id="trust", kind=TieKind.GOVERNANCE, start=PartialDate(2019)),
        Tie(
            id="t2",
            from_id="county",
            to_id="charity",
            kind=TieKind.REFERRAL,
            start=PartialDate(2020),
            end=PartialDate(2026, 9),
        ),
        Tie(id="t3", from_id="county", to_id="alone", kind=TieKind.TRUST, start=PartialDate(2027)),
        Agreement(
            id="a1",
            name="Winter fund",
            start=PartialDate(2024),
            end=PartialDate(2026, 3),
            status=AgreementStatus.EXPIRED_BUT_RUNNING,
            host_id="county",
        ),
        Post(
            id="p1",
            title="Reablement lead",
            employer_id="trust",
            status=PostStatus.VACANT,
            status_since=PartialDate(2026, 3),
            start=PartialDate(2022),
        ),
        Reorganisation(
            id="r1",
            name="County becomes two councils",
            kind=ReorganisationKind.SPLIT,
            status=ReorganisationStatus.ORDERED,
            announced=PartialDate(2025, 11),
            effective=PartialDate(2028, 4, 1),
        ),
        Affected(id="f1", reorganisation_id="r1", organisation_id="county"),
    )


@pytest.fixture
def small_place() -> Place:
    """The small place, in memory."""
    tables: dict[str, dict[str, Record]] = {}
    for record in small_records():
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(version=1, tables=tables)


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """The small place, as a file."""
    path = tmp_path / "small.pmap"
    with Document.create(path, "Small place", invented=True) as document:
        document.execute(ApplyChanges("Fill", Changes(create=small_records())))
        document.save()
    return path


@pytest.fixture
def example_file(tmp_path: Path) -> Path:
    """The worked example, as a file."""
    path = tmp_path / "example.pmap"
    with Document.create(path, EXAMPLE_TITLE, invented=True) as document:
        plan = plan_example(document.place)
        document.execute(ApplyChanges(plan.label, plan.changes))
        document.save()
    return path


@pytest.fixture
def example_place(example_file: Path) -> Place:
    """The worked example, in memory."""
    with Document.open(example_file) as document:
        return document.place


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with its rooms; after the test it is closed and leaves no thread behind."""
    made = MainWindow(ON)
    finished: list[bool] = []
    made.finished.connect(lambda: finished.append(True))
    made.resize(1366, 768)
    made.show()
    with qtbot.waitSignal(made.rooms_ready, timeout=PATIENCE_MS):
        made.load_rooms()
    yield made
    made.close()
    qtbot.waitUntil(lambda: bool(finished), timeout=PATIENCE_MS)
    made.deleteLater()
    left = [
        thread.name
        for thread in threading.enumerate()
        if thread.name.startswith(("document", "analysis"))
    ]
    assert left == []


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Opener:
    """Opens a file in the window and waits until its map is drawn."""

    def open_file(path: Path) -> MainWindow:
        assert window.rooms is not None
        with qtbot.waitSignal(window.rooms.map.drawn, timeout=PATIENCE_MS):
            window.bridge.open(path)
        return window

    return open_file
