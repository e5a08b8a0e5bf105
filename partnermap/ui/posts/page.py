"""PostsPage: joint posts on the date, their terms, what hangs on them; statutory ones apart."""

from PySide6.QtWidgets import QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresPage
from partnermap.ui.panels.labels import heading, muted, plain
from partnermap.ui.posts.overview import PostsOverview, posts_overview
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState


class PostsPage(FiguresPage[PostsOverview]):
    """The room for posts.

    Attributes:
        joint, dependency, statutory: its tables.
        states, terms: its charts.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, posts_overview, parent)
        self.headline = heading("", 1.35)
        self.vcse = plain()
        self.details = muted()
        self.joint, self.dependency, self.statutory = (self.add_table(grows=True) for _ in range(3))
        self.states, self.terms = (self.add_chart(self.joint, self.dependency) for _ in range(2))
        self.dependency_title = heading(text("What hangs on single posts"))
        self.dependency_words = plain()
        self.statutory_title = heading(
            text("Statutory posts, not counted and without a link of their own")
        )
        self.way_out = muted(
            text("Posts are added in the registers, or imported with a workbook (Ctrl+I).")
        )
        for part in (
            self.headline,
            self.vcse,
            self.details,
            self.states,
            self.terms,
            self.joint,
            self.dependency_title,
            self.dependency_words,
            self.dependency,
            self.statutory_title,
            self.statutory,
            self.way_out,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_overview(self, overview: PostsOverview) -> None:
        """Show what was worked out."""
        self.headline.setText(overview.headline)
        for label, words in ((self.vcse, overview.vcse), (self.details, overview.details)):
            label.setText(words)
            label.setVisible(bool(words))
        self.states.show_chart(overview.states if overview.states.rows else None)
        self.terms.show_chart(overview.terms if overview.terms.rows else None)
        self.joint.setVisible(bool(overview.joint.rows))
        self.joint.show_table(overview.joint)
        self._show_dependency(overview)
        for part in (self.statutory_title, self.statutory):
            part.setVisible(bool(overview.statutory.rows))
        self.statutory.show_table(overview.statutory)
        self.way_out.setVisible(not overview.joint.rows)

    def _show_dependency(self, overview: PostsOverview) -> None:
        for part in (self.dependency_title, self.dependency_words, self.dependency):
            part.setVisible(bool(overview.dependency.rows))
        self.dependency_words.setText(overview.dependency_words)
        self.dependency.show_table(overview.dependency)
