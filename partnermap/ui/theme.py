"""The look of the window: two sets of colours, the palette and the style sheet made from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from partnermap.scene.colour import contrast, mixed
from partnermap.ui.style_sheet import style_sheet


class Appearance(StrEnum):
    """What the user chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they mean; `key` names the same theme for scenes."""

    key: str
    ground: str
    panel: str
    hairline: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    risk: str
    risk_soft: str
    reorganised: str
    on_bar: str
    post: str
    control: str


READABLE, FAR_APART = 4.5, 7.0
"""Contrast that words need, and that the words of a contrast theme have (WCAG 2.2, AA and AAA)."""

_SHEET_ROLES = {
    "ground": "window",
    "panel": "base",
    "hairline": "mid",
    "ink": "window-text",
    "muted": "placeholder-text",
    "accent": "highlight",
    "on_accent": "highlighted-text",
    "accent_soft": "midlight",
    "risk": "bright-text",
    "risk_soft": "shadow",
    "control": "dark",
}
"""Colours of a theme by the role that carries them in the palette; `_palette` fills these."""

LIGHT = Theme(
    key="light",
    ground="#f6f7f9",
    panel="#ffffff",
    hairline="#e1e5ea",
    ink="#171c24",
    muted="#58616e",
    accent="#0b5cad",
    on_accent="#ffffff",
    accent_soft="#e8f0fa",
    risk="#a84c06",
    risk_soft="#fdf1e2",
    reorganised="#a3212a",
    on_bar="#ffffff",
    post="#763a9c",
    control="#868e99",
)

DARK = Theme(
    key="dark",
    ground="#14181d",
    panel="#1b2027",
    hairline="#2d353f",
    ink="#e8ebef",
    muted="#a4adb9",
    accent="#6fb1f2",
    on_accent="#10161d",
    accent_soft="#223246",
    risk="#f2b15c",
    risk_soft="#3a2b16",
    reorganised="#f28b8b",
    on_bar="#14181d",
    post="#c79ae6",
    control="#7d8794",
)


def theme_for(appearance: Appearance, application: QApplication) -> Theme:
    """The theme of a choice; SYSTEM asks the desktop for its colour scheme."""
    hints = application.styleHints()
    if appearance is Appearance.SYSTEM:
        colours = system_palette(application)
        asked = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        if asked or is_high_contrast(colours):
            return theme_from(colours)
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if appearance is Appearance.DARK else LIGHT


def system_palette(application: QApplication) -> QPalette:
    """The desktop's own colours, which a theme of ours hides."""
    application.setPalette(QPalette())
    return application.palette()


def is_high_contrast(palette: QPalette) -> bool:
    """Whether these are the few, far apart colours of a contrast theme, though nobody says so.

    Such themes know one ground for windows, fields and buttons; others set them off from each other.
    """

    def named(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    role = QPalette.ColorRole
    grounds = {named(one) for one in (role.Window, role.Base, role.Button)}
    inks = (role.WindowText, role.Text, role.ButtonText)
    return len(grounds) == 1 and all(contrast(named(ink), *grounds) >= FAR_APART for ink in inks)


def theme_from(palette: QPalette) -> Theme:
    """The system's own colours, for users who asked for high contrast; shapes and words do the rest."""

    def named(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    ground, ink = named(QPalette.ColorRole.Window), named(QPalette.ColorRole.WindowText)
    accent, on_accent = named(QPalette.ColorRole.Highlight), named(QPalette.ColorRole.HighlightedText)
    is_dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    if contrast(accent, ground) < READABLE or contrast(accent, on_accent) < READABLE:
        accent, on_accent = ink, ground
    soft = _soft(ground, ink, accent)
    return Theme(
        key="contrast-dark" if is_dark else "contrast-light",
        ground=ground,
        panel=ground,
        hairline=ink,
        ink=ink,
        muted=ink,
        accent=accent,
        on_accent=on_accent,
        accent_soft=soft,
        risk=ink,
        risk_soft=ground,
        reorganised=ink,
        on_bar=ground,
        post=accent,
        control=ink,
    )


def _soft(ground: str, ink: str, accent: str) -> str:
    """A quarter of the way to the ink, or less: what is selected is seen, and what is on it is read."""
    steps = (mixed(ink, ground, share) for share in (0.75, 0.8, 0.85, 0.9))
    readable = (soft for soft in steps if min(contrast(ink, soft), contrast(accent, soft)) >= READABLE)
    return next(readable, ground).lower()


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the application the theme's palette; widgets that are there already need `restyled`."""
    application.setPalette(_palette(theme))
    roles = {name: f"palette({role})" for name, role in _SHEET_ROLES.items()}
    sheet = style_sheet(roles, is_contrast=theme.key.startswith("contrast"))
    # Setting a sheet gives every widget its style once for each widget above it: done only once.
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)


def restyled(application: QApplication) -> Iterator[None]:
    """Give every widget the colours of the palette, one a step, those that are seen first.

    Qt resolves the palette's roles in a style sheet when a widget gets its style, and keeps the colours.
    """
    style = application.style()
    for widget in sorted(application.allWidgets(), key=lambda widget: not widget.isVisible()):
        if isValid(widget):
            style.unpolish(widget)
            style.polish(widget)
            widget.update()
            yield


def use_bundled_font(application: QApplication, files: Sequence[Path]) -> None:
    """Make the family of the font files the application's font; without any, the system's stays."""
    numbers = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    families = [family for one in numbers for family in QFontDatabase.applicationFontFamilies(one)]
    if families:
        font = QFont(families[0])
        font.setPointSizeF(max(application.font().pointSizeF(), 9.0))
        application.setFont(font)


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The same font at a share of its size, so that the user's text size rules everywhere."""
    other = QFont(font)
    other.setPointSizeF(font.pointSizeF() * factor)
    other.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return other


def _palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.panel,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.panel,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Mid: theme.hairline,
        QPalette.ColorRole.Dark: theme.control,
        QPalette.ColorRole.Midlight: theme.accent_soft,
        QPalette.ColorRole.BrightText: theme.risk,
        QPalette.ColorRole.Shadow: theme.risk_soft,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.control))
    return palette
