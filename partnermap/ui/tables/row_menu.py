"""Where the menu of a table belongs: at the mouse, or at the cell under the keyboard."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QTableView

from partnermap.ui.tables.register_model import Index


def menu_target(table: QTableView, event: QContextMenuEvent) -> tuple[Index, QPoint]:
    """The cell that a menu was asked for, invalid for none, and the point on the screen."""
    if event.reason() is QContextMenuEvent.Reason.Mouse:
        return table.indexAt(event.pos()), event.globalPos()
    index = table.currentIndex()
    return index, table.viewport().mapToGlobal(table.visualRect(index).bottomLeft())
