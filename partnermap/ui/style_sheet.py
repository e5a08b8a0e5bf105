"""The style sheet: hairlines, an 8 px grid and few colours; sizes follow the application's font."""

from collections.abc import Mapping

_SHEET = """
QMainWindow, QDialog, #page {{ background: {ground}; }}
#header {{ background: {panel}; border-bottom: 1px solid {hairline}; }}
#panel {{ background: {panel}; border: 1px solid {hairline}; border-radius: 8px; }}
#panel QScrollArea, #panel QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QLabel {{ background: transparent; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="risk"] {{ color: {risk}; }}
QLabel#badge {{ background: {risk_soft}; color: {risk}; border-radius: 8px; padding: 4px 12px; }}
#stake {{ background: {risk_soft}; border-radius: 8px; }}
#stake[calm="true"] {{ background: {accent_soft}; }}
#stake[calm="true"] QLabel[role="risk"] {{ color: {ink}; }}
#divider {{ background: {hairline}; border: none; max-height: 1px; min-height: 1px; }}
#banner {{ background: {risk_soft}; border: none; border-bottom: 1px solid {hairline}; }}
QPushButton {{ background: {panel}; color: {ink}; border: 1px solid {control}; border-radius: 6px;
  padding: 5px 14px; }}
QPushButton:hover {{ background: {accent_soft}; }}
QPushButton:disabled {{ color: {control}; border-color: {hairline}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton[role="small"] {{ padding: 2px 10px; }}
QPushButton[role="small"]:focus {{ padding: 1px 9px; }}
QPushButton[role="small"]:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[role="small"]:checked:focus {{ border: 2px solid {ink}; }}
QPushButton[role="main"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[role="main"]:hover {{ background: {ink}; color: {panel}; }}
QPushButton[role="main"]:focus {{ border: 2px solid {ink}; }}
QPushButton[role="main"]:disabled {{ background: {hairline}; color: {muted};
  border-color: {hairline}; }}
QPushButton[role="soft"], QPushButton[role="chip"] {{ background: {accent_soft}; color: {accent};
  border: 1px solid {accent_soft}; }}
QPushButton[role="soft"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="chip"] {{ padding: 2px 10px; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {accent}; padding: 1px 9px; }}
QPushButton[role="link"] {{ background: transparent; color: {ink}; border: 1px solid transparent;
  border-radius: 4px; padding: 2px 0; text-align: left; font-weight: 600; }}
QPushButton[role="link"]:hover {{ color: {accent}; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {accent}; padding: 1px 0; }}
QLineEdit {{ background: {ground}; color: {ink}; border: 1px solid {control}; border-radius: 6px;
  padding: 5px 10px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 4px 9px; }}
QLineEdit[role="small"] {{ padding: 2px 8px; }}
QLineEdit[role="small"]:focus {{ padding: 1px 7px; }}
QTabBar {{ background: {ground}; }}
QTabBar::tab {{ background: transparent; color: {muted}; border: none; padding: 8px 12px 6px 12px;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:hover {{ color: {ink}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {hairline}; }}
QMenuBar {{ background: {panel}; color: {ink}; }}
QMenuBar::item {{ background: transparent; padding: 4px 10px; }}
QMenuBar::item:selected {{ background: {accent_soft}; }}
QMenu {{ background: {panel}; color: {ink}; border: 1px solid {control}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 20px; }}
QMenu::item:selected {{ background: {accent_soft}; }}
QMenu::item:disabled {{ color: {control}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QStatusBar {{ background: {ground}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {control}; padding: 4px; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {hairline}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {control}; border-radius: 4px; margin: 2px; min-height: 24px;
  min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView, QListView, QTreeView {{ background: {panel}; alternate-background-color: {ground};
  border: 1px solid {hairline}; gridline-color: {hairline}; selection-background-color: {accent_soft};
  selection-color: {ink}; }}
QTableView::item, QListView::item, QTreeView::item {{ padding: 3px 6px; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{
  background: {accent_soft}; color: {ink}; }}
QListView::indicator, QTableView::indicator {{ width: 12px; height: 12px; border: 1px solid {control};
  border-radius: 3px; background: {panel}; }}
QListView::indicator:checked, QTableView::indicator:checked {{ background: {accent};
  border: 1px solid {accent}; }}
QHeaderView::section {{ background: {ground}; color: {muted}; border: none;
  border-bottom: 1px solid {hairline}; padding: 6px 8px; }}
QHeaderView::section:vertical {{ border-bottom: none; padding: 0 8px; }}
QTableCornerButton::section {{ background: {ground}; border: none;
  border-bottom: 1px solid {hairline}; }}
QProgressBar {{ background: {hairline}; border: none; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
"""


_CONTRAST = """
QComboBox {{ background: {panel}; color: {ink}; border: 1px solid {control}; padding: 3px 8px; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
"""
"""The frame that the style draws round a choice is no lighter than black on black."""


def style_sheet(colours: Mapping[str, str], *, is_contrast: bool = False) -> str:
    """The Qt style sheet of a theme's colours by name."""
    return (_SHEET + _CONTRAST if is_contrast else _SHEET).format_map(colours)
