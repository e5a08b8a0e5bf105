"""Who a report is for, and what each audience may see."""

from enum import StrEnum


class Audience(StrEnum):
    """A post with one holder is a person: the public sees no titles, states or rows of posts."""

    PUBLIC = "public"
    BOARD = "board"
    WORKING = "working"

    @property
    def sees_posts(self) -> bool:
        """Whether single posts may be shown; their holders never are."""
        return self is not Audience.PUBLIC

    @property
    def marking(self) -> str:
        """The words at the top of every page."""
        return {
            Audience.PUBLIC: "Public version",
            Audience.BOARD: "Report to the board",
            Audience.WORKING: "Working paper",
        }[self]
