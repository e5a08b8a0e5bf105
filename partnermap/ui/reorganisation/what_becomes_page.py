"""WhatBecomesPage: the board's sentence, every reorganisation, and what becomes of every link."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from partnermap.analysis.succession.totals import Heading
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.reorganisation.listed import Listed
from partnermap.ui.reorganisation.picture import WORDS
from partnermap.ui.reorganisation.room_page import RoomPage
from partnermap.ui.reorganisation.what_becomes import ORDER, WhatBecomes, links_table, what_becomes
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState


class WhatBecomesPage(RoomPage[WhatBecomes]):
    """The first page of the room.

    Attributes:
        headline: the board's sentence.
        items, links, problems: its tables.
        details: what is known of the reorganisation chosen in the table.
        fate, whose: what the links are narrowed to.
    """

    def __init__(
        self, runner: Runner, view: ViewState, choice: RoomChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, view, choice, what_becomes, parent)
        self._found: WhatBecomes | None = None
        self.headline = heading("", 1.25)
        self.sentences, self.vcse, self.details = plain(), plain(), plain()
        self.warning = risk()
        self.way_out = muted(
            text("Reorganisations are added in the registers, or imported with a workbook (Ctrl+I).")
        )
        self.items, self.problems = self.add_table(grows=True), self.add_table(grows=True)
        self.links = self.add_table()
        self.fate, self.whose = QComboBox(), QComboBox()
        self.problems_title = heading(text("Rows that cannot be right; everything else is counted"))
        self.items_title = heading(text("Reorganisations"), 1.1)
        words = (self.headline, self.sentences, self.vcse, self.way_out, self.items_title, self.warning)
        for label in words:
            self.body.addWidget(label)
        self.body.addWidget(self.items)
        self.body.addWidget(self.details)
        self._links_parts = (
            heading(text("What becomes of the links"), 1.1),
            self._narrowing(),
            self.links,
        )
        for part in self._links_parts:
            self.body.addWidget(part, 1 if part is self.links else 0)
        self.body.addWidget(
            muted(
                text("Select a row to select its organisations on the map; double-click for the record.")
            )
        )
        self.body.addWidget(self.problems_title)
        self.body.addWidget(self.problems)
        self.body.addStretch()
        self.items.sources_chosen.connect(lambda _: self._show_details())

    def _narrowing(self) -> QWidget:
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for words, box in ((text("S&how"), self.fate), (text("&Of"), self.whose)):
            label = QLabel(words)
            label.setBuddy(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(24)
            box.setAccessibleName(text("Links shown: {what}", what=words.replace("&", "").lower()))
            box.currentIndexChanged.connect(lambda _: self._show_links())
            row.addWidget(label)
            row.addWidget(box, 1)
        row.addStretch(1)
        return across

    def show_overview(self, overview: WhatBecomes) -> None:
        """Show what was worked out."""
        self._found = overview
        self.headline.setText(overview.sentences[0])
        self.sentences.setText("\n".join(overview.sentences[1:]))
        self.sentences.setVisible(len(overview.sentences) > 1)
        self.vcse.setText(overview.vcse)
        self.warning.setText("\n".join(overview.missing_checks))
        self.warning.setVisible(bool(overview.missing_checks))
        has_items = bool(overview.items)
        self.way_out.setVisible(not has_items)
        for part in (self.items_title, self.items, self.details):
            part.setVisible(has_items)
        for widget in self._links_parts:
            widget.setVisible(bool(overview.links))
        self.items.show_table(overview.reorganisations)
        self._fill(overview)
        self._show_details()
        for part in (self.problems_title, self.problems):
            part.setVisible(bool(overview.problems.rows))
        self.problems.show_table(overview.problems)

    def _fill(self, overview: WhatBecomes) -> None:
        counts = {key: sum(row.heading is key for row in overview.links) for key in ORDER}
        fates: list[tuple[str, str | None]] = [
            (text("every link ({number:,})", number=len(overview.links)), None)
        ]
        fates += [(f"{WORDS[key]} ({count:,})", key.value) for key, count in counts.items() if count]
        items: list[tuple[str, str | None]] = [(text("every organisation"), None)]
        items += [(text("those hit by “{name}”", name=item.name), item.id) for item in overview.items]
        _refill(self.fate, fates)
        _refill(self.whose, items)
        self._show_links()

    def _chosen(self, item_id: str | None) -> Listed | None:
        items = self._found.items if self._found is not None else ()
        return next((item for item in items if item.id == item_id), None)

    def _show_details(self) -> None:
        row = self.items.chosen_row
        source = row.sources[0].id if row is not None and row.sources else None
        first = self._found.items[0].id if self._found is not None and self._found.items else None
        item = self._chosen(source or first)
        if item is not None:
            self.details.setText("\n".join((item.name, *item.details)))

    def _show_links(self) -> None:
        if self._found is None:
            return
        value, item = self.fate.currentData(), self._chosen(self.whose.currentData())
        wanted = Heading(value) if value else None
        bodies = item.organisation_ids if item is not None else None
        self.links.show_table(links_table(self._found, wanted, bodies))


def _refill(box: QComboBox, entries: list[tuple[str, str | None]]) -> None:
    """Other entries; what was chosen stays chosen where it is still there."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)
