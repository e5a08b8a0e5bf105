"""Boxes in lists bear a tick where they are chosen: being filled alone says too little."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from partnermap.ui.panels.check_box import TickDelegate
from partnermap.ui.theme import LIGHT, apply_theme

STATES = (Qt.CheckState.Checked, Qt.CheckState.Unchecked, None)


def rows_of(listing: QListWidget, delegate: QStyledItemDelegate) -> list[QImage]:
    """What each row looks like with a delegate."""
    listing.setItemDelegate(delegate)
    items = [listing.item(row) for row in range(listing.count())]
    return [listing.viewport().grab(listing.visualItemRect(item)).toImage() for item in items]


def test_a_chosen_row_has_a_tick_and_no_other_has_one(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    listing = QListWidget()
    qtbot.addWidget(listing)
    for state in STATES:
        item = QListWidgetItem("x")
        if state is not None:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(state)
        listing.addItem(item)
    listing.show()
    plain = rows_of(listing, QStyledItemDelegate(listing))
    ticked = rows_of(listing, TickDelegate(listing))
    assert [one != other for one, other in zip(plain, ticked, strict=True)] == [True, False, False]
    changed = {
        ticked[0].pixelColor(x, y).name()
        for x in range(24)
        for y in range(ticked[0].height())
        if ticked[0].pixelColor(x, y) != plain[0].pixelColor(x, y)
    }
    assert LIGHT.on_accent in changed
