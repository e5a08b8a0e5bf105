"""File names made from what people call things: valid on Windows too, and short enough for any folder.

What Windows refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

import unicodedata

MOST_LETTERS = 80
"""Of the name without its ending: a path has 260 letters on Windows, and folders take most of them."""

MOST_BYTES = 180
"""The same in UTF-8: a name has 255 bytes on most other systems."""

_REFUSED = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"}
)


def file_name(title: str, ending: str, otherwise: str) -> str:
    """A file name that every system takes.

    Args:
        title: what people call it; any text.
        ending: what follows, which is a valid end of a name: ` report.pdf`.
        otherwise: the name where nothing of the title is left, and what goes before a name that
            Windows keeps for a device.
    """
    stem = short_stem(title) or otherwise
    first = stem.partition(".")[0].rstrip().upper()
    if first in _DEVICES:
        stem = f"{otherwise} {stem}"
    return f"{stem}{ending}"


def short_stem(title: str) -> str:
    """A text without what file names must not hold, cut to a length that is left over everywhere."""
    letters = (" " if _is_refused(letter) else letter for letter in title)
    clean = " ".join("".join(letters).split()).lstrip(". ")[:MOST_LETTERS]
    cut = clean.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore")
    return cut.rstrip(". ")


def _is_refused(letter: str) -> bool:
    """Whether no file name may hold it, or nobody would see it: controls, halves of letters."""
    return letter in _REFUSED or unicodedata.category(letter).startswith("C")
