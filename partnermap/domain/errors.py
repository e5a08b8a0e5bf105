"""Three levels of things that go wrong: a user's mistake, a document problem, anything else a bug."""


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


class Cancelled(Exception):
    """A long piece of work was cancelled; nothing of it was kept."""
