"""How the window looks: both themes, contrast, large text, nothing clipped."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnermap.scene.style import STYLES
from partnermap.ui.canvas.map_maker import MapResult
from partnermap.ui.main_window import MainWindow
from partnermap.ui.theme import DARK, LIGHT, Appearance, Theme

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    paint = QColor(colour)
    red, green, blue = (linear(part) for part in (paint.redF(), paint.greenF(), paint.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_controls_have_enough_contrast(theme: Theme) -> None:
    for words, ground in (
        (theme.ink, theme.panel),
        (theme.ink, theme.ground),
        (theme.muted, theme.panel),
        (theme.muted, theme.ground),
        (theme.risk, theme.panel),
        (theme.risk, theme.risk_soft),
        (theme.ink, theme.risk_soft),
        (theme.accent, theme.accent_soft),
        (theme.on_accent, theme.accent),
        (theme.on_bar, theme.reorganised),
        (theme.on_bar, theme.post),
        (theme.on_bar, theme.risk),
    ):
        assert contrast(words, ground) >= 4.5, (words, ground)
    assert contrast(theme.control, theme.panel) >= 3.0
    assert contrast(theme.accent, theme.panel) >= 3.0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_map_lies_on_the_panel_without_an_edge(theme: Theme) -> None:
    assert QColor(STYLES[theme.key].background) == QColor(theme.panel)


@pytest.mark.parametrize(
    ("appearance", "theme"), [(Appearance.LIGHT, LIGHT), (Appearance.DARK, DARK)], ids=["light", "dark"]
)
def test_both_looks_are_drawn_everywhere(
    qtbot: QtBot, opened: Opener, small_file: Path, appearance: Appearance, theme: Theme
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    action = next(one for one in window.actions_.appearance.actions() if one.data() == appearance.value)
    drawn = window.rooms.map.drawn

    def is_in_theme(result: MapResult) -> bool:
        return result.request.style == theme.key

    with qtbot.waitSignal(drawn, timeout=PATIENCE_MS, check_params_cb=is_in_theme):
        action.trigger()
    image = window.grab().toImage()
    canvas = window.rooms.map.canvas
    corner = canvas.mapTo(window, canvas.rect().topLeft())
    assert image.pixelColor(corner.x() + 3, corner.y() + 3) == QColor(theme.panel)
    assert image.pixelColor(3, window.height() // 2) == QColor(theme.ground)
    assert len(colours_of(image)) > 20


def test_the_choice_of_a_look_stands_under_its_name(window: MainWindow) -> None:
    menus = window.menuBar().findChildren(QMenu)
    view = next(menu for menu in menus if menu.title() == "&View")
    looks = next(menu for menu in menus if menu.title() == "Appearance")
    words = ["As the system", "Light", "Dark"]
    assert [action.text() for action in looks.actions()] == words
    assert looks.menuAction() in view.actions()
    assert not {action.text() for action in view.actions()}.intersection(words)


def colours_of(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


def test_large_text_is_never_clipped(
    qtbot: QtBot, opened: Opener, example_file: Path, large_text: None
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    window.resize(1920, 1080)
    organisation_id = next(iter(window.bridge.place.organisations)) if window.bridge.place else None
    window.view.select(organisation_id)
    inspector = window.rooms.map.inspector
    qtbot.waitUntil(
        lambda: (
            inspector.shown is not None and inspector.shown.subject.organisation_id == organisation_id
        ),
        timeout=PATIENCE_MS,
    )
    QApplication.processEvents()
    assert clipped(window) == []


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    before = QFont(qapp.font())
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    yield
    qapp.setFont(before)


def clipped(window: QWidget) -> list[str]:
    """Words of labels and buttons that are given less room than they need."""
    short = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        too_narrow = not label.wordWrap() and label.sizeHint().width() > label.width() + 1
        if needed > label.height() + 1 or too_narrow:
            short.append(label.text())
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.sizeHint().width() > button.width() + 1:
            short.append(button.text())
    return short


def test_a_screen_of_twice_the_density_draws_twice_the_pixels(tmp_path: Path) -> None:
    code = (
        "import datetime as dt\n"
        "from partnermap.ui.run import make_application\n"
        "from partnermap.ui.main_window import MainWindow\n"
        "application = make_application()\n"
        "window = MainWindow(dt.date(2026, 6, 1))\n"
        "window.resize(1200, 700)\n"
        "window.show()\n"
        "print(window.grab().toImage().width(), window.devicePixelRatioF())\n"
        "window.close()\n"
    )
    environment = os.environ | {"QT_SCALE_FACTOR": "2", "PARTNERMAP_HOME": str(tmp_path)}
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert out.stdout.split() == ["2400", "2.0"]


def test_a_small_laptop_gives_the_map_its_room(opened: Opener, example_file: Path) -> None:
    window = opened(example_file)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert window.rooms is not None
    canvas = window.rooms.map.canvas
    assert canvas.width() >= 0.5 * 1366
    assert canvas.height() >= 0.5 * 768
