"""PostsPage: joint posts on the date, statutory ones apart."""

from PySide6.QtWidgets import QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresPage
from partnermap.ui.panels.labels import heading, muted, plain
from partnermap.ui.panels.posts_overview import PostsOverview, posts_overview
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState


class PostsPage(FiguresPage[PostsOverview]):
    """The room for posts.

    Attributes:
        joint, statutory: its tables.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, posts_overview, parent)
        self.headline = heading("", 1.35)
        self.vcse = plain()
        self.details = muted()
        self.joint = self.add_table(grows=True)
        self.statutory_title = heading(
            text("Statutory posts, not counted and without a link of their own")
        )
        self.statutory = self.add_table(grows=True)
        self.way_out = muted(
            text("Posts are added in the registers, or imported with a workbook (Ctrl+I).")
        )
        for part in (self.headline, self.vcse, self.details):
            self.body.addWidget(part)
        self.body.addWidget(self.joint)
        for widget in (self.statutory_title, self.statutory, self.way_out):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_overview(self, overview: PostsOverview) -> None:
        """Show what was worked out."""
        self.headline.setText(overview.headline)
        for label, words in ((self.vcse, overview.vcse), (self.details, overview.details)):
            label.setText(words)
            label.setVisible(bool(words))
        self.joint.setVisible(bool(overview.joint.rows))
        self.joint.show_table(overview.joint)
        for part in (self.statutory_title, self.statutory):
            part.setVisible(bool(overview.statutory.rows))
        self.statutory.show_table(overview.statutory)
        self.way_out.setVisible(not overview.joint.rows)
