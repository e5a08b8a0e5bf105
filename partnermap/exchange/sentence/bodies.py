"""Bodies: whom the words of a sentence mean, one after the other; new ones are told by their sector."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnermap.domain.errors import UnknownWord
from partnermap.domain.words import Sector, read_word
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.sentence.names import Names
from partnermap.exchange.sentence.pieces import Piece, words_of

NEW = "new"
"""What stands in brackets behind the name of a new organisation whose sector is not known."""

_ARTICLES = ("the ", "our ", "both ")
_LINKING = frozenset({",", ";", "and", "&", "plus"})


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of a sentence.

    Attributes:
        words: as typed.
        start, end: where they stand in the line.
        could_be: ids that they may mean: one for an organisation that is found, several for a question.
        is_new: whether the line says that it is a new one, with its sector or without.
        was_exact: whether a whole name was typed.
    """

    words: str
    start: int
    end: int
    could_be: tuple[str, ...] = ()
    is_new: bool = False
    sector: Sector | None = None
    was_exact: bool = False

    @property
    def organisation_id(self) -> str | None:
        """The organisation, where it is clear which."""
        return self.could_be[0] if len(self.could_be) == 1 else None


def bodies_in(pieces: Sequence[Piece], line: str, names: Names) -> tuple[Body, ...]:
    """The organisations that pieces list: `A`, `A and B`, `A, B and C`; names may hold an “and”."""
    parts = list(_parts(pieces))
    found: list[Body] = []
    at = 0
    while at < len(parts):
        body, at = _longest(parts, at, line, names)
        found.append(body)
    return tuple(found)


def exact_length(pieces: Sequence[Piece], line: str, names: Names) -> int:
    """How many pieces in front are whole names with nothing else among them; 0 for none."""
    for many in range(len(pieces), 0, -1):
        if _ends_on_name(pieces[:many]) and all(
            body.was_exact or body.is_new for body in bodies_in(pieces[:many], line, names)
        ):
            return many
    return 0


def known_length(pieces: Sequence[Piece], line: str, names: Names) -> int:
    """How many pieces in front may stand for one known organisation; 0 for none."""
    for many in range(len(pieces), 0, -1):
        words = words_of(pieces[:many], line)
        if _links(pieces[many - 1]) or f"{words.casefold()} " in _ARTICLES:
            continue
        if names.matches(_without_article(words), beginnings=False):
            return many
    return 0


def _ends_on_name(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and not _links(pieces[0]) and not _links(pieces[-1])


def _links(piece: Piece) -> bool:
    return not piece.quoted and piece.key in _LINKING


def _parts(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces between the words that join a list."""
    part: list[Piece] = []
    for piece in pieces:
        if _links(piece):
            if part:
                yield part
            part = []
        else:
            part.append(piece)
    if part:
        yield part


def _longest(parts: list[list[Piece]], at: int, line: str, names: Names) -> tuple[Body, int]:
    """The longest run of parts that is a whole name, else one part, and where the next begins."""
    for last in range(len(parts), at + 1, -1):
        body = _body([*parts[at], *parts[last - 1]], line, names)
        if body.was_exact:
            return body, last
    return _body(parts[at], line, names), at + 1


def _body(pieces: Sequence[Piece], line: str, names: Names) -> Body:
    words = words_of(pieces, line)
    start, end = pieces[0].start, pieces[-1].end
    found, was_exact = _meant(words, names)
    if not was_exact and len(pieces) > 1 and pieces[-1].bracketed:
        known, sector = _said_new(pieces[-1].text)
        if known:
            name = words_of(pieces[:-1], line)
            if found := names.matches(name, exact=True):
                return Body(name, start, end, found, was_exact=True)
            return Body(name, start, end, is_new=True, sector=sector)
    return Body(words, start, end, found, was_exact=was_exact)


def _meant(words: str, names: Names) -> tuple[tuple[str, ...], bool]:
    """Ids that the words may mean, and whether they are a whole name."""
    without = _without_article(words)
    for tried in dict.fromkeys((words, without)):
        if found := names.matches(tried, exact=True):
            return found, True
    return names.matches(without), False


def _without_article(words: str) -> str:
    for article in _ARTICLES:
        if words.casefold().startswith(article):
            return words[len(article) :]
    return words


def _said_new(words: str) -> tuple[bool, Sector | None]:
    """Whether words in brackets say that an organisation is new, and its sector."""
    if words.casefold() == NEW:
        return True, None
    try:
        return True, read_word(Sector, words)
    except UnknownWord:
        return False, None


def is_same(one: Body, other: Body) -> bool:
    """Whether two bodies of a sentence are one."""
    if one.organisation_id is not None or other.organisation_id is not None:
        return one.organisation_id == other.organisation_id
    return name_key(one.words) == name_key(other.words)
