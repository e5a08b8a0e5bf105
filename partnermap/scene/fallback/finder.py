"""Finds the font of the computer that has a text; looked for once, remembered for the process."""

import os
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

from partnermap.scene.fallback.face import Face, faces_in
from partnermap.scene.fallback.known_files import KnownFile, best_for
from partnermap.shell.font_folders import font_folders

_ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
_MOST_FILES = 1500
"""Looked through for a character that no known file has; some hold thousands of decorative fonts."""

_MOST_LISTED = 20_000
"""Files whose names are read: a folder named by mistake may hold a whole disk."""

_UNUSUAL = ("italic", "oblique", "bold", "black", "light", "thin", "condensed", "mono", "serif", "extra")


class FontFinder:
    """The fonts of some folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._faces: dict[Path, Sequence[Face]] = {}
        self._found: dict[tuple[str, bool], Face | None] = {}
        self._first: dict[str, int] = {}

    def face_for(self, text: str, *, bold: bool = False) -> Face | None:
        """A font that has all of the text and may be embedded; None if there is none.

        Args:
            text: what the bundled fonts lack.
            bold: whether a bold one is wanted; the regular one serves where there is none.
        """
        key = (text, bold)
        if key not in self._found:
            wanted = (face for face in self._candidates(text, bold) if face.draws(text))
            self._found[key] = next(wanted, None)
        return self._found[key]

    def _candidates(self, text: str, bold: bool) -> Iterator[Face]:
        for known in best_for(text):
            for name in (known.bold, known.plain) if bold else (known.plain,):
                yield from self._of_known(known, name, bold)
        # No font before the first that has one of the characters has them all.
        start = max((self._first_with(sign) for sign in text), default=0)
        for path in self._unknown_files[start:]:
            yield from self._embeddable(path)[:1]

    def _first_with(self, sign: str) -> int:
        """Place among the unknown files of the first font that has a character; their number if none."""
        if sign not in self._first:
            having = (
                place
                for place, path in enumerate(self._unknown_files)
                if any(face.has(sign) for face in self._embeddable(path)[:1])
            )
            self._first[sign] = next(having, len(self._unknown_files))
        return self._first[sign]

    def _of_known(self, known: KnownFile, name: str, bold: bool) -> Iterator[Face]:
        """The font of a known file that is meant: of a collection one of its family and weight."""
        path = self._by_name.get(name)
        if path is None:
            return
        faces = self._embeddable(path)
        family = [face for face in faces if face.family == known.family] or faces[:1]
        weight = [face for face in faces if bold and not known.bold and face.style == "Bold"]
        yield from (weight[:1] or family[:1])

    def _embeddable(self, path: Path) -> Sequence[Face]:
        if path not in self._faces:
            self._faces[path] = [face for face in faces_in(path) if face.may_be_embedded]
        return self._faces[path]

    @cached_property
    def _unknown_files(self) -> list[Path]:
        """All files, those of plain weight first."""
        files = sorted(self._by_name.items(), key=lambda item: (_is_unusual(item[0]), item[0]))
        return [path for _, path in files[:_MOST_FILES]]

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """Every font file by its name in small letters; of two the one in the earlier folder."""
        found: dict[str, Path] = {}
        for path in islice(self._all(), _MOST_LISTED):
            if path.name.lower().endswith(_ENDINGS):
                found.setdefault(path.name.lower(), path)
        return found

    def _all(self) -> Iterator[Path]:
        """Every file, folder by folder."""
        for folder in self._folders:
            for where, names, files in os.walk(folder):
                names.sort()
                yield from (Path(where, name) for name in sorted(files))


def _is_unusual(name: str) -> bool:
    return any(word in name for word in _UNUSUAL)


@cache
def _finder(folders: tuple[Path, ...]) -> FontFinder:
    return FontFinder(folders)


def this_computer() -> FontFinder:
    """The fonts of this computer."""
    return _finder(font_folders())


def face_for(text: str, *, bold: bool = False) -> Face | None:
    """A font of this computer that has all of the text and may be embedded; None if there is none."""
    return this_computer().face_for(text, bold=bold)
