"""High contrast: the colours of a contrast theme are recognised and kept, and all is read on them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from partnermap.scene.colour import contrast
from partnermap.scene.style import STYLES
from partnermap.ui import theme as themes
from partnermap.ui.canvas.timeline_drawing import under_curve
from partnermap.ui.main_window import MainWindow
from partnermap.ui.theme import DARK, LIGHT, Appearance, Theme, apply_theme, is_high_contrast, theme_for

PATIENCE_MS = 20_000
Role = QPalette.ColorRole


@dataclass(frozen=True)
class Colours:
    """The colours of a contrast theme: ground, words, words of buttons, selection and words on it."""

    ground: str
    ink: str
    button: str
    chosen: str
    on_chosen: str

    @property
    def palette(self) -> QPalette:
        palette = QPalette()
        for role in (Role.Window, Role.Base, Role.Button):
            palette.setColor(role, QColor(self.ground))
        for role in (Role.WindowText, Role.Text):
            palette.setColor(role, QColor(self.ink))
        palette.setColor(Role.ButtonText, QColor(self.button))
        palette.setColor(Role.Highlight, QColor(self.chosen))
        palette.setColor(Role.HighlightedText, QColor(self.on_chosen))
        return palette


CONTRAST_THEMES = {
    "black": Colours("#000000", "#ffffff", "#ffee32", "#d6b4fd", "#2b2b2b"),
    "grey": Colours("#202020", "#ffffff", "#ffffff", "#8ee3f0", "#263b50"),
    "slate": Colours("#2d3236", "#ffffff", "#b6f6f0", "#a1bfde", "#212d3b"),
    "cream": Colours("#fffaef", "#3d3d3d", "#202020", "#903909", "#fff5e3"),
    "white": Colours("#ffffff", "#000000", "#000000", "#37006e", "#ffffff"),
    "yellow on black": Colours("#000000", "#ffff00", "#ffff00", "#008000", "#ffffff"),
    "choice hardly seen": Colours("#000000", "#ffffff", "#ffffff", "#1a1a1a", "#ffffff"),
}
EVERY = pytest.mark.parametrize("colours", CONTRAST_THEMES.values(), ids=CONTRAST_THEMES.keys())


@pytest.fixture
def plain(qapp: QApplication) -> Iterator[QApplication]:
    """The application, given back in its own colours."""
    yield qapp
    apply_theme(qapp, LIGHT)


def desktop(monkeypatch: pytest.MonkeyPatch, colours: Colours) -> None:
    """A system with these colours that gives no hint of what they are for."""
    monkeypatch.setattr(themes, "system_palette", lambda _: colours.palette)


@EVERY
def test_a_contrast_theme_is_known_by_its_colours(
    plain: QApplication, monkeypatch: pytest.MonkeyPatch, colours: Colours
) -> None:
    desktop(monkeypatch, colours)
    theme = theme_for(Appearance.SYSTEM, plain)
    is_dark = QColor(colours.ground).lightness() < 128
    assert theme.key == ("contrast-dark" if is_dark else "contrast-light")
    assert (theme.ground, theme.ink) == (colours.ground, colours.ink)
    assert theme_for(Appearance.LIGHT, plain) is LIGHT
    assert theme_for(Appearance.DARK, plain) is DARK


def test_colours_of_other_desktops_are_no_contrast_theme(plain: QApplication) -> None:
    assert not is_high_contrast(themes.system_palette(plain))
    for ground, field, button in (("#f3f3f3", "#ffffff", "#f3f3f3"), ("#1e1e1e", "#1e1e1e", "#3c3c3c")):
        palette = QPalette()
        for role, colour in ((Role.Window, ground), (Role.Base, field), (Role.Button, button)):
            palette.setColor(role, QColor(colour))
        ink = QColor("#ffffff" if ground == "#1e1e1e" else "#000000")
        for role in (Role.WindowText, Role.Text, Role.ButtonText):
            palette.setColor(role, ink)
        assert not is_high_contrast(palette)
    faint = Colours("#777777", "#000000", "#000000", "#0000ff", "#ffffff")
    assert not is_high_contrast(faint.palette)


def test_a_choice_of_ours_does_not_hide_the_colours_of_the_system(plain: QApplication) -> None:
    before = themes.system_palette(plain).color(Role.Window)
    apply_theme(plain, DARK)
    assert plain.palette().color(Role.Window) == QColor(DARK.ground)
    assert themes.system_palette(plain).color(Role.Window) == before


@EVERY
def test_every_word_and_shape_has_its_contrast(colours: Colours) -> None:
    theme = themes.theme_from(colours.palette)
    for words, ground in words_of(theme):
        assert contrast(words, ground) >= 4.5, (words, ground)
    for shape in (theme.control, theme.accent, theme.hairline, theme.reorganised, theme.post):
        assert contrast(shape, theme.panel) >= 3.0, shape
    for ground in (theme.panel, under_curve(theme)):
        assert contrast(theme.risk, ground) >= 3.0, ground


def words_of(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Words and what they are written on."""
    return (
        (theme.ink, theme.panel),
        (theme.ink, theme.ground),
        (theme.ink, theme.accent_soft),
        (theme.ink, theme.risk_soft),
        (theme.ink, under_curve(theme)),
        (theme.muted, theme.panel),
        (theme.muted, theme.ground),
        (theme.muted, theme.accent_soft),
        (theme.risk, theme.panel),
        (theme.risk, theme.risk_soft),
        (theme.accent, theme.panel),
        (theme.accent, theme.accent_soft),
        (theme.on_accent, theme.accent),
        (theme.on_bar, theme.reorganised),
        (theme.on_bar, theme.post),
        (theme.on_bar, theme.risk),
    )


@pytest.mark.parametrize("name", ["contrast-dark", "contrast-light"])
def test_the_map_of_a_contrast_theme_has_its_contrast(name: str) -> None:
    style = STYLES[name]
    for words in (style.ink, style.muted):
        assert contrast(words, style.background) >= 7.0
    pens = [*style.secure.values(), style.at_risk]
    for colour in (*(pen.colour for pen in pens), style.accent, style.warning):
        assert contrast(colour, style.background) >= 3.0, colour
    for symbol in style.symbols.values():
        shown = max(contrast(each, style.background) for each in (symbol.fill, symbol.outline))
        assert shown >= 3.0, symbol
        assert contrast(symbol.ink, symbol.fill) >= 4.5, symbol


@EVERY
def test_a_choice_box_has_a_frame_that_is_seen(
    qtbot: QtBot, plain: QApplication, monkeypatch: pytest.MonkeyPatch, colours: Colours
) -> None:
    desktop(monkeypatch, colours)
    apply_theme(plain, theme_for(Appearance.SYSTEM, plain))
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("by name")
    box.resize(160, 30)
    box.show()
    image = box.grab().toImage()
    assert contrast(image.pixelColor(60, 0).name(), colours.ground) >= 3.0


def test_the_window_takes_the_colours_of_a_contrast_theme(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    plain: QApplication,
    opened: Callable[[Path], MainWindow],
    small_file: Path,
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    desktop(monkeypatch, CONTRAST_THEMES["black"])
    with qtbot.waitSignal(
        window.rooms.map.drawn,
        timeout=PATIENCE_MS,
        check_params_cb=lambda result: result.request.style == "contrast-dark",
    ):
        window.appearance.choose(Appearance.SYSTEM)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    image = window.grab().toImage()
    canvas = window.rooms.map.canvas
    corner = canvas.mapTo(window, canvas.rect().topLeft())
    assert image.pixelColor(corner.x() + 3, corner.y() + 3) == QColor("#000000")
    assert image.pixelColor(3, window.height() // 2) == QColor("#000000")
