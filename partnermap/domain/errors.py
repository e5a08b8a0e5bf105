"""Three levels of things that go wrong: a user's mistake, a document problem, anything else a bug."""

import errno
from pathlib import Path

_NOT_WRITTEN = {
    errno.ENOSPC: "the disk is full: free some space or choose another disk",
    errno.EDQUOT: "your share of the disk is used up: free some space or choose another disk",
    errno.EROFS: "nothing can be written to that disk: choose another one",
    errno.EACCES: "the system forbids it: close it in other programs or choose another folder",
    errno.EPERM: "the system forbids it: close it in other programs or choose another folder",
}


class PartnermapError(Exception):
    """Base of every error whose text is meant for the user: one plain sentence with the way out."""


class UserError(PartnermapError):
    """A mistake in what the user gave: shown where it happened, nothing is lost."""


class BadValue(UserError):
    """A single value (a date, an amount, a word) that cannot be read."""


class UnknownWord(BadValue):
    """A word that is not on the list of its field."""


class SourceError(UserError):
    """A file that cannot be read as a whole: nothing of it was imported."""


class DocumentError(PartnermapError):
    """A problem with the .pmap file itself: damaged, foreign, newer, locked or changed underneath."""


class DamagedFile(DocumentError):
    """A file of ours that does not hold together; what can still be read of it can be rescued."""


class FileInUse(DocumentError):
    """Another program has the file or left it half-written: it can be tried again."""


class SaveRefused(DocumentError):
    """The user's file was left as it is, because somebody else has it, changed it or protects it.

    Attributes:
        afresh: the sentence for whoever cannot save a copy but can do the same again: a command.
    """

    def __init__(self, why: str, way_out: str, first: str = "") -> None:
        super().__init__(f"{why}: {way_out}.")
        self.afresh = f"{why}, so nothing was written: {first}run the command again."


class Cancelled(Exception):
    """A long piece of work was cancelled; nothing of it was kept."""


def not_written(target: Path, error: OSError) -> UserError:
    """What is said of an export that the system refused to write: why, and what to do about it."""
    otherwise = f"{error.strerror or error}: close it in other programs or choose another name"
    return UserError(f"{target} could not be written; {_NOT_WRITTEN.get(error.errno or 0, otherwise)}.")
