"""Everything the window can do, as actions with their keys; menus and buttons use the same ones."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from partnermap.document.naming import shortened
from partnermap.shell.words import text
from partnermap.ui.bridge import FileState
from partnermap.ui.full_screen import full_screen_action
from partnermap.ui.map_choices import TIDY, TIDY_TIP, add_map_choices
from partnermap.ui.motion_menu import add_motion_choice
from partnermap.ui.preferences import Preferences
from partnermap.ui.theme import Appearance
from partnermap.ui.view_state import ViewState

if TYPE_CHECKING:
    from partnermap.ui.panels.map_page import MapPage


@dataclass(frozen=True, eq=False)
class Actions:
    """The actions by name."""

    new: QAction
    open: QAction
    example: QAction
    save: QAction
    save_as: QAction
    clean_copy: QAction
    import_files: QAction
    merge: QAction
    export_workbook: QAction
    export_network: QAction
    export_map: QAction
    report: QAction
    leave: QAction
    undo: QAction
    redo: QAction
    history: QAction
    forget: QAction
    find: QAction
    go_to_date: QAction
    zoom_in: QAction
    zoom_out: QAction
    arrange: QAction
    arrange_afresh: QAction
    arrange_back: QAction
    fit: QAction
    keys: QAction
    about: QAction
    appearance: QActionGroup
    recent: QMenu
    panels: QMenu


_NEEDS_FILE = (
    "save",
    "save_as",
    "clean_copy",
    "export_workbook",
    "export_network",
    "export_map",
    "report",
    "find",
    "go_to_date",
    "history",
    "forget",
    "zoom_in",
    "zoom_out",
    "fit",
    "arrange",
    "arrange_afresh",
)

_AFRESH_TIP = text("Forgets where everybody stood, as on opening the file. Whoever is fixed stays.")


def make_actions(window: QMainWindow) -> Actions:
    """All actions, as children of the window."""

    def action(words: str, short: str = "", keys: str = "", tip: str = "") -> QAction:
        made = QAction(words, window)
        made.setIconText(short or words.rstrip("…"))
        first = keys.partition(", ")[0]
        made.setShortcuts([QKeySequence(one) for one in keys.split(", ") if one])
        made.setToolTip(tip or (f"{made.iconText()} ({first})" if keys else made.iconText()))
        made.setStatusTip(tip)
        window.addAction(made)
        return made

    return Actions(
        new=action(text("New place…"), keys="Ctrl+N"),
        open=action(text("Open…"), keys="Ctrl+O"),
        example=action(text("Try the worked example…")),
        save=action(text("Save"), keys="Ctrl+S"),
        save_as=action(text("Save as…"), keys="Ctrl+Shift+S"),
        clean_copy=action(text("Save a copy without history and names of people…"), text("Clean copy")),
        import_files=action(text("Import files…"), text("Import"), "Ctrl+I"),
        merge=action(text("Bring in another copy…")),
        export_workbook=action(text("Export workbook…")),
        export_network=action(text("Export network (GEXF, GraphML, JSON)…")),
        export_map=action(text("Export map (PDF, SVG, PNG)…"), keys="Ctrl+Shift+P"),
        report=action(text("Report as PDF…"), text("Report"), "Ctrl+P"),
        leave=action(text("Close Partnermap"), keys="Ctrl+Q"),
        undo=action(text("Undo"), text("Undo"), "Ctrl+Z"),
        redo=action(text("Redo"), text("Redo"), "Ctrl+Y"),
        history=action(text("History…"), keys="Ctrl+H"),
        forget=action(text("Forget a person…")),
        find=action(text("Find"), keys="Ctrl+K, Ctrl+F"),
        go_to_date=action(text("Go to a date…"), keys="Ctrl+G"),
        zoom_in=action(text("Zoom in"), keys="Ctrl++"),
        zoom_out=action(text("Zoom out"), keys="Ctrl+-"),
        arrange=action(TIDY, tip=TIDY_TIP),
        arrange_afresh=action(text("Arrange from nothing: everybody may move"), tip=_AFRESH_TIP),
        arrange_back=action(
            text("Back to the arrangement before"),
            tip=text("Takes back the last tidying or arranging; once more brings it again."),
        ),
        fit=action(text("Show all that is drawn"), keys="Ctrl+0"),
        keys=action(text("Keys"), keys="F1"),
        about=action(text("About Partnermap")),
        appearance=_appearance(window),
        recent=QMenu(text("Open recent"), window),
        panels=QMenu(text("Panels round the map"), window),
    )


def _appearance(window: QMainWindow) -> QActionGroup:
    group = QActionGroup(window)
    words = {
        Appearance.SYSTEM: text("As the system"),
        Appearance.LIGHT: text("Light"),
        Appearance.DARK: text("Dark"),
    }
    for choice, title in words.items():
        one = QAction(title, group)
        one.setCheckable(True)
        one.setData(choice.value)
    return group


def fill_menus(
    window: QMainWindow, actions: Actions, state: ViewState, preferences: Preferences
) -> None:
    """The menu bar."""
    bar = window.menuBar()
    file = bar.addMenu(text("&File"))
    file.addActions([actions.new, actions.open])
    file.addMenu(actions.recent)
    file.addAction(actions.example)
    file.addSeparator()
    file.addActions([actions.save, actions.save_as, actions.clean_copy])
    file.addSeparator()
    file.addActions([actions.import_files, actions.merge])
    file.addSeparator()
    file.addActions([actions.export_workbook, actions.export_network])
    file.addActions([actions.export_map, actions.report])
    file.addSeparator()
    file.addAction(actions.leave)
    edit = bar.addMenu(text("&Edit"))
    edit.addActions([actions.undo, actions.redo, actions.history])
    edit.addSeparator()
    edit.addAction(actions.find)
    edit.addSeparator()
    edit.addAction(actions.forget)
    view = bar.addMenu(text("&View"))
    view.addActions([full_screen_action(window), actions.zoom_in, actions.zoom_out, actions.fit])
    view.addSeparator()
    view.addAction(actions.go_to_date)
    view.addSeparator()
    view.setToolTipsVisible(True)
    view.addActions([actions.arrange, actions.arrange_afresh, actions.arrange_back])
    add_map_choices(view, state)
    view.addSeparator()
    view.addMenu(actions.panels)
    view.addMenu(text("Appearance")).addActions(actions.appearance.actions())
    add_motion_choice(view, preferences)
    help_menu = bar.addMenu(text("&Help"))
    help_menu.addActions([actions.keys, actions.about])


def connect_map(actions: Actions, page: "MapPage") -> None:
    """Let the actions of the map do their work, once there is one."""
    canvas, arrangements = page.canvas, page.arrangements
    actions.arrange_back.setEnabled(False)
    arrangements.has_earlier.connect(actions.arrange_back.setEnabled)
    page.map.date.followed.connect(actions.go_to_date.trigger)
    for action, act in (
        (actions.arrange, arrangements.tidy),
        (actions.arrange_afresh, arrangements.start_afresh),
        (actions.arrange_back, arrangements.go_back),
        (actions.fit, canvas.fit),
        (actions.zoom_in, lambda: canvas.zoom_by(1.25)),
        (actions.zoom_out, lambda: canvas.zoom_by(0.8)),
    ):
        action.triggered.connect(partial(_do, act))


def _do(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def show_state(actions: Actions, state: FileState | None) -> None:
    """Switch on what makes sense, and name what undo and redo would do."""
    for name in _NEEDS_FILE:
        getattr(actions, name).setEnabled(state is not None)
    actions.import_files.setEnabled(state is None or not state.read_only)
    for changes in (actions.save, actions.forget, actions.merge):
        changes.setEnabled(state is not None and not state.read_only)
    _name_step(actions.undo, text("Undo"), state.undo_label if state else None, state)
    _name_step(actions.redo, text("Redo"), state.redo_label if state else None, state)


def _name_step(action: QAction, verb: str, label: str | None, state: FileState | None) -> None:
    step = shortened(label) if label else ""
    action.setText(text("{verb}: {step}", verb=verb, step=step) if step else verb)
    action.setIconText(verb)
    keys = action.shortcut().toString()
    action.setToolTip(f"{action.text()} ({keys})")
    action.setEnabled(label is not None and state is not None and not state.read_only)
