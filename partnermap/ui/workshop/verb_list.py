"""VerbList: the verbs and facts that a line may hold, as a list to read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from partnermap.exchange.sentence.verbs import VERBS, Makes, Verb
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, plain, small
from partnermap.ui.workshop.sizes import Sizes


def help_rows() -> tuple[tuple[str, str], ...]:
    """What can be typed, by what it records."""
    kinds: dict[str, list[str]] = {}
    for verb in VERBS:
        kinds.setdefault(_title(verb), []).extend(_some(verb))
    facts = (
        (text("Money"), text("120k, £1.2m, 1,200 with “a year” or “in all”; recurrent; section 75")),
        (text("When"), text("2025/26, 2025-27, from 2025-04, until March 2027")),
        (text("Strength"), text("contact, coordinated, integrated")),
        (text("Post"), text("0.6 WTE, filled, vacant, interim, employed by …")),
        (text("What for"), text("for falls service")),
        (
            text("New names"),
            text("with the sector in brackets: Northside PCN (NHS); quotes hold “and” together"),
        ),
    )
    verbs = ((title, ", ".join(phrases)) for title, phrases in kinds.items())
    return (*verbs, *facts)


def _title(verb: Verb) -> str:
    if verb.makes is Makes.POST:
        return text("Joint post")
    return verb.kind.value[:1].upper() + verb.kind.value[1:]


def _some(verb: Verb) -> list[str]:
    """The first of each of its forms: those that are easy to remember."""
    return [phrases[0] for phrases in (verb.phrases, verb.mutual, verb.backwards) if phrases]


class VerbList(QWidget):
    """Two columns of words."""

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("Verbs and facts that a line may hold"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        title = heading(text("What a line may hold"))
        sizes.add(title, 1.0, bold=True)
        grid.addWidget(title, 0, 0, 1, 4)
        rows = help_rows()
        half = -(-len(rows) // 2)
        for number, (name, words) in enumerate(rows):
            across, down = divmod(number, half)
            for at, label in enumerate((plain(name), small(words))):
                sizes.add(label, 0.92)
                grid.addWidget(label, down + 1, 2 * across + at, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
