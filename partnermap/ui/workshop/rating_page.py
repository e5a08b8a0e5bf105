"""RatingPage: a round of ratings, one statement at a time, with slips typed as they are handed in."""

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from partnermap.analysis.measure.confirmation import FEWEST_RATERS
from partnermap.analysis.profile.domains import plain as compared
from partnermap.domain.place import Place
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.shell.words import counted, text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.panels.labels import GRID, column, panel
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.workshop import drafts
from partnermap.ui.workshop.asking_view import AskingView, unframed
from partnermap.ui.workshop.link_page import Today
from partnermap.ui.workshop.rating_round import (
    Asked,
    Round,
    answers_sentence,
    answers_to,
    recorded,
)
from partnermap.ui.workshop.round_setup import RoundSetup
from partnermap.ui.workshop.sizes import Sizes

_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


class RatingPage(QWidget):
    """The page for ratings.

    Signals:
        command_wanted: the command that records the answers to one statement.

    Attributes:
        setup: the form before a round.
        view: what the room sees during it.
        round: the round that is held, None for none.
    """

    command_wanted = Signal(object)

    def __init__(
        self,
        runner: Runner,
        sizes: Sizes,
        today: Today,
        parts: tuple[RoundSetup, AskingView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._place = Place()
        self._at = 0
        self._is_sure = False
        self._is_new = True
        self.round: Round | None = None
        self._kept: Round | None = None
        self._to_keep: drafts.Kept | None = None
        self._on_their_way: tuple[Asked, int] | None = None
        self.setup, self.view = parts
        self._keeper = Latest[drafts.Kept, str](runner, drafts.keep, self._on_not_kept)
        self._reader = Latest[Place, drafts.Found](runner, drafts.find, self._on_kept)
        self.sector = QComboBox()
        self.sector.setAccessibleName(text("Sector of the slips that come now"))
        self.sector.addItem(text("sector not said"), None)
        for sector in Sector:
            self.sector.addItem(sector.value, sector)
        sizes.add(self.sector)
        self._arrange()
        self.setup.started.connect(self.hold)
        self.setup.kept_wanted.connect(self._go_on)
        self.setup.kept_discarded.connect(self._discard)
        self.view.back.clicked.connect(lambda: self.go(self._at - 1))
        self.view.on.clicked.connect(lambda: self.go(self._at + 1))
        self.view.show_button.clicked.connect(self.reveal)
        self.view.leave.clicked.connect(self.leave)

    def _arrange(self) -> None:
        asking = QWidget()
        asking.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = QVBoxLayout(asking)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.view, 1)
        body.addWidget(self.sector, 0, Qt.AlignmentFlag.AlignLeft)
        self._asking = asking
        self.stack = QStackedWidget()
        self.stack.addWidget(unframed(self.setup, text("Preparing a round")))
        self.stack.addWidget(asking)
        frame = panel(self)
        column(frame).addWidget(self.stack)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(frame)

    @property
    def asked(self) -> Asked | None:
        """The statement that the room sees."""
        return self.round.asked[self._at] if self.round is not None else None

    def begin(self) -> None:
        """Another file is open: no round is held, and slips may have been kept for it."""
        self.round, self._kept, self._is_new = None, None, True
        self._to_keep = self._on_their_way = None
        self.setup.name.clear()
        self.setup.date.clear()
        self.setup.show_kept(None)
        self.stack.setCurrentIndex(0)

    def show_place(self, place: Place) -> None:
        """Show other records."""
        self._place = place
        self._arrived()
        self.setup.propose(self._today())
        if self._is_new:
            self._is_new = False
            self._reader.ask(place)
        if self.round is not None:
            self._keep()
            self._show()

    def _arrived(self) -> None:
        """Answers that were on their way are in, or were taken back again before anybody looked."""
        if self.round is None or self._on_their_way is None:
            return
        asked, version = self._on_their_way
        if answers_to(self._place, self.round, asked) is not None or self._place.version > version + 1:
            self._on_their_way = None

    def give_back(self) -> None:
        """Something could not be recorded: slips that were on their way are open again."""
        self._on_their_way = None

    def _on_kept(self, found: drafts.Found) -> None:
        place, kept = found
        if drafts.identity(place) == drafts.identity(self._place) and self.round is None:
            is_open = kept is not None and drafts.as_text(kept, place) is not None
            self._kept = kept if is_open else None
            self.setup.show_kept(self._kept)

    def _go_on(self) -> None:
        if self._kept is not None:
            kept = self._kept
            self.setup.show_round(kept)
            self.hold(kept)
            typed = [bool(kept.of(asked).count) for asked in kept.asked]
            self.go(typed.index(True) if True in typed else 0)

    def _discard(self) -> None:
        self._kept = None
        self.setup.show_kept(None)
        self._ask_to_keep((self._place, None))

    def hold(self, held: Round) -> None:
        """Hold a round; one of the same name goes on, with the slips that are in."""
        before = self.round or self._kept
        if before is not None and before.name == held.name:
            held.slips = before.slips
        elif before is not None and drafts.as_text(before, self._place) is not None:
            self.setup.tell(
                text(
                    "Answers of “{round}” are in and were not shown. Go on with that round, or "
                    "discard them first.",
                    round=before.name,
                )
            )
            self._kept, self.round = before, None
            self.setup.show_kept(before)
            return
        self._kept = None
        self.setup.show_kept(None)
        self.round = held
        self.sector.setVisible(self.setup.with_sector.isChecked())
        self.sector.setCurrentIndex(0)
        self.stack.setCurrentWidget(self._asking)
        self.go(0)

    def leave(self) -> None:
        """Back to the list; slips that are in stay in."""
        self.stack.setCurrentIndex(0)
        self.setup.start.setFocus()

    def go(self, number: int) -> None:
        """Show another statement of the round."""
        if self.round is not None:
            self._at = min(max(number, 0), len(self.round.asked) - 1)
            self._show()
            self._asking.setFocus()

    def _show(self) -> None:
        held, asked = self.round, self.asked
        if held is None or asked is None:
            return
        self._is_sure = False
        self.view.ask(asked, self._at + 1, len(held.asked))
        self.view.tell("")
        answers = answers_to(self._place, held, asked)
        if answers is not None:
            sentence = answers_sentence(answers)
            self.view.show_answers(answers, sentence)
            self.view.hint.setText(
                text("Recorded. ← → go to other statements; Ctrl+Z takes these answers back.")
            )
            announce(self, sentence)
            return
        self.view.hide_answers(held.of(asked).count)
        self.view.hint.setText(
            text("1 to 5 takes a slip in, Backspace takes the last one back, S shows, ← → go on.")
        )

    @property
    def is_open(self) -> bool:
        """Whether slips can be taken in for the statement that is seen."""
        held, asked = self.round, self.asked
        if self._on_their_way is not None and self._on_their_way[0] == asked:
            return False
        return held is not None and asked is not None and answers_to(self._place, held, asked) is None

    def take(self, score: int) -> None:
        """Take one slip in."""
        if not self.is_open:
            self.view.tell(
                text(
                    "These answers are shown; a late slip could be told apart. Ctrl+Z opens them again."
                )
            )
            return
        held, asked = cast(Round, self.round), cast(Asked, self.asked)
        sector = self.sector.currentData() if self.setup.with_sector.isChecked() else None
        held.of(asked).entered.append((sector, score))
        self._on_slips()

    def take_back(self) -> None:
        """Take the last slip back."""
        if not self.is_open:
            return
        held, asked = cast(Round, self.round), cast(Asked, self.asked)
        if held.of(asked).take_back():
            self._on_slips()
        elif held.of(asked).count:
            self.view.tell(
                text("Which of these slips came last was not kept. Delete throws all of them away.")
            )

    def start_again(self) -> None:
        """Throw the slips of this statement away, because one was typed wrongly."""
        if self.is_open:
            held, asked = cast(Round, self.round), cast(Asked, self.asked)
            held.slips.pop(compared(asked.statement), None)
            self._on_slips()

    def _on_slips(self) -> None:
        held, asked = cast(Round, self.round), cast(Asked, self.asked)
        self._is_sure = False
        count = held.of(asked).count
        self.view.tell("")
        self.view.hide_answers(count)
        announce(self, text("{answers} in", answers=counted(count, "answer")))
        self._keep()

    def _keep(self) -> None:
        self._ask_to_keep(self._unshown())

    def _ask_to_keep(self, kept: drafts.Kept) -> None:
        self._to_keep = kept
        self._keeper.ask(kept)

    def _on_not_kept(self, sentence: str) -> None:
        if sentence:
            self.view.tell(sentence)

    def _unshown(self) -> drafts.Kept:
        held = self.round
        return self._place, drafts.as_text(held, self._place) if held is not None else None

    def stop(self) -> None:
        """Keep what was last asked for now: the window closes, and workers are stopped."""
        self._keeper.cancel()
        if self._to_keep is not None:
            drafts.keep(self._to_keep, Token())

    def reveal(self) -> None:
        """Record the answers to this statement as one step, and show them when they have been."""
        held, asked = self.round, self.asked
        if held is None or asked is None or not self.is_open or not held.of(asked).count:
            return
        count = held.of(asked).count
        if count < FEWEST_RATERS and not self._is_sure:
            self._is_sure = True
            self.view.tell(
                text(
                    "Only {answers}: with so few, people can work out who said what. Press S again to "
                    "show them all the same.",
                    answers=counted(count, "answer"),
                )
            )
            return
        # Until they are in, neither another press nor a late slip may count.
        self._on_their_way = asked, self._place.version
        self.command_wanted.emit(recorded(held, asked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures are slips; the arrows go through the statements."""
        if self.stack.currentWidget() is not self._asking or not self._pressed(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _pressed(self, key: Qt.Key) -> bool:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.take(key - Qt.Key.Key_0)
        elif key in _ON:
            self.go(self._at + 1)
        elif key in _BACK:
            self.go(self._at - 1)
        else:
            does = {
                Qt.Key.Key_Backspace: self.take_back,
                Qt.Key.Key_Delete: self.start_again,
                Qt.Key.Key_S: self.reveal,
                Qt.Key.Key_Escape: self.leave,
            }.get(key)
            if does is None:
                return False
            does()
        return True
