"""CellEditor: how cells are edited: freely, or from a list that can be searched."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from partnermap.shell.words import text
from partnermap.ui.plain_words import tip
from partnermap.ui.tables.register_columns import RegisterColumn, problem_with
from partnermap.ui.tables.register_model import Index, RegisterModel

_MOST_SHOWN = 14
CELL_PADDING = 16
"""Pixels of a cell that its words leave free, left and right together."""

_LEAVING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class ChoiceBox(QComboBox):
    """A list with a field that searches it: any part of a word finds.

    Args:
        closed: nothing else can stand in the field, so words found in one option only mean that one.
    """

    def __init__(
        self, options: list[str], parent: QWidget | None = None, *, closed: bool = False
    ) -> None:
        super().__init__(parent)
        self._closed = closed
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(options)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(options, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self.setCompleter(completer)
        if closed and (field := self.lineEdit()):
            field.editingFinished.connect(lambda: self._show(self.meant))

    @property
    def meant(self) -> str:
        """What was typed, or the only option that it occurs in."""
        typed = self.currentText()
        wanted = typed.strip().casefold()
        if not self._closed or not wanted:
            return typed
        options = [self.itemText(number) for number in range(self.count())]
        found = [option for option in options if wanted in option.casefold()]
        exact = [option for option in found if wanted == option.casefold()] or found
        return exact[0] if len(exact) == 1 else typed

    @property
    def is_offering(self) -> bool:
        """Whether the list of what was found stands open."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible()

    def _show(self, words: str) -> None:
        if words != self.currentText():
            self.setCurrentText(words)

    def wheelEvent(self, event: QEvent) -> None:
        """Scrolling past never changes a choice."""
        event.ignore()


class CellDelegate(QStyledItemDelegate):
    """Makes editors; one with a text that cannot be used stays open on Enter and Tab.

    Signals:
        refused: one sentence about such a text.
        began: an editor was opened; carries the hint of its column.
    """

    refused = Signal(str)
    began = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = QPersistentModelIndex()
        self._left: QWidget | None = None
        self.closeEditor.connect(self._on_left)

    def helpEvent(
        self,
        event: QHelpEvent | None,
        view: QAbstractItemView | None,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show all words of a cell that has no room for them when it is pointed at."""
        if event is None or view is None or event.type() != QEvent.Type.ToolTip:
            return False
        words = str(index.data() or "")
        room = option.rect.width() - CELL_PADDING
        is_cut = view.fontMetrics().horizontalAdvance(words) > room
        QToolTip.showText(event.globalPos(), tip(words) if is_cut else "", view)
        return True

    def _on_left(self, editor: QWidget) -> None:
        self._left = editor

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field, or a list that can be searched."""
        model = index.model()
        column = _column(model, index)
        self._index, self._left = QPersistentModelIndex(index), None
        if column is None or not isinstance(model, RegisterModel):
            return super().createEditor(parent, option, index)
        editor = editor_for(column, column.options(model.choices), parent)
        if isinstance(editor, ChoiceBox):
            editor.activated.connect(lambda _: self._choose(editor))
            if field := editor.lineEdit():
                field.returnPressed.connect(lambda: self._on_return(editor))
        self.began.emit(column.hint)
        return editor

    def _on_return(self, editor: ChoiceBox) -> None:
        # An open list keeps Enter from the event filter.
        if editor.is_offering and not self._problem(editor):
            self._choose(editor)

    def _choose(self, editor: QWidget) -> None:
        # A list that is hidden with its row chooses once more what it showed.
        if editor is not self._left and self._index.isValid():
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with the words of the cell, all of them marked."""
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if field := field_of(editor):
            field.setText(words)
            field.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the words to the model, which refuses what cannot be used."""
        model.setData(index, words_of(editor), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as the cell, and wide enough to type in."""
        box = option.rect
        wide = max(box.width(), 22 * editor.fontMetrics().averageCharWidth())
        parent = editor.parentWidget()
        room = parent.width() if parent is not None else wide
        left = max(0, min(box.left(), room - wide))
        high = max(box.height(), editor.minimumSizeHint().height())
        editor.setGeometry(left, box.top() - (high - box.height()) // 2, wide, high)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the editor when Enter or Tab would hand over what cannot be used.

        One that its view has let go of already, with its row or after a choice, hands nothing over.
        """
        if editor is self._left or not self._index.isValid():
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LEAVING
            and isinstance(editor, QWidget)
            and (problem := self._problem(editor))
        ):
            self.refused.emit(problem)
            return True
        return super().eventFilter(editor, event)

    def _problem(self, editor: QWidget) -> str | None:
        if not self._index.isValid():
            return None
        model = self._index.model()
        column = _column(model, self._index)
        if column is None or not isinstance(model, RegisterModel):
            return None
        record = model.record(self._index.row())
        words = words_of(editor)
        if record is None or words.strip() == column.words(model.choices, record):
            return None
        return problem_with(column, model.choices, record, words)


def editor_for(column: RegisterColumn, options: Sequence[str] | None, parent: QWidget) -> QWidget:
    """The field or list in which a column is filled in."""
    editor: QWidget
    if options is None:
        line = QLineEdit(parent)
        line.setPlaceholderText(column.hint)
        editor = line
    else:
        editor = ChoiceBox(list(options), parent, closed=True)
        editor.setCurrentIndex(-1)
    editor.setObjectName("cell")
    editor.setAccessibleName(
        text("{title}, {hint}", title=column.title, hint=column.hint) if column.hint else column.title
    )
    return editor


def field_of(editor: QWidget) -> QLineEdit | None:
    """The field that is typed in."""
    if isinstance(editor, ChoiceBox):
        return editor.lineEdit()
    return editor if isinstance(editor, QLineEdit) else None


def words_of(editor: QWidget) -> str:
    """What was typed or chosen."""
    if isinstance(editor, ChoiceBox):
        return editor.meant
    field = field_of(editor)
    return field.text() if field is not None else ""


def _column(model: QAbstractItemModel, index: Index) -> RegisterColumn | None:
    return model.columns[index.column()] if isinstance(model, RegisterModel) else None
