"""AppearanceSwitch: light, dark or as the system, by the menu; tells when the theme is another."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication

from partnermap.ui.preferences import Preferences
from partnermap.ui.theme import Appearance, Theme, apply_theme, restyled, theme_for
from partnermap.ui.turns import Turns


class AppearanceSwitch(QObject):
    """Keeps the choice, gives the application its colours, follows the desktop when asked to.

    Signals:
        themed: the Theme that the application has now.
    """

    themed = Signal(object)

    def __init__(
        self,
        application: QApplication,
        group: QActionGroup,
        preferences: Preferences,
        turns: Turns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._group = group
        self._preferences = preferences
        self._turns = turns
        self.theme: Theme = theme_for(preferences.appearance, application)
        group.triggered.connect(self._on_triggered)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_scheme_changed)
        self.choose(preferences.appearance)

    def choose(self, choice: Appearance) -> None:
        """Take an appearance and keep it for the next start."""
        self._preferences.appearance = choice
        for action in self._group.actions():
            action.setChecked(action.data() == choice.value)
        self.theme = theme_for(choice, self._application)
        apply_theme(self._application, self.theme)
        self._turns.in_steps(restyled(self._application), key=restyled)
        self.themed.emit(self.theme)

    def _on_triggered(self, action: QAction) -> None:
        self.choose(Appearance(action.data()))

    def _on_scheme_changed(self) -> None:
        if self._preferences.appearance is Appearance.SYSTEM:
            self.choose(Appearance.SYSTEM)
