"""Reading a line: who, which verb, whom, and the facts behind; nothing is recorded yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnermap.domain.errors import BadValue
from partnermap.domain.words import TieKind
from partnermap.exchange.sentence.bodies import (
    Body,
    bodies_in,
    exact_length,
    known_length,
)
from partnermap.exchange.sentence.facts import Facts, read_facts, starts_fact
from partnermap.exchange.sentence.names import Names
from partnermap.exchange.sentence.pieces import Piece, pieces_of, words_of
from partnermap.exchange.sentence.verbs import Hit, Makes, hits_in

_BEFORE_TITLE = frozenset({":", ",", "of", "as", "for", "called", "a", "an", "the"})
_JOINTLY = frozenset({"jointly", "co-funds", "co-fund"})
"""Words after which others may pay for the same thing, and not be paid."""

_HELPERS = frozenset({"also", "both", "all", "now", "still", "jointly"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line in its parts.

    Attributes:
        subjects, objects: the ends; a verb such as “is funded by” has swapped them already.
        title: of a post.
    """

    line: str
    hit: Hit
    subjects: tuple[Body, ...]
    objects: tuple[Body, ...]
    facts: Facts
    title: str = ""
    employer: Body | None = None

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Everybody who is named, in the order of the line."""
        named = [*self.subjects, *self.objects, *([self.employer] if self.employer else [])]
        return tuple(sorted(named, key=lambda body: body.start))


def read_line(line: str, names: Names) -> Spoken | None:
    """What a line says; None for an empty one.

    Raises:
        BadValue: one sentence about the word that was not understood.
    """
    pieces = pieces_of(line)
    if not pieces:
        return None
    hit = _hit_of(pieces, line, names)
    before = _without_helpers(pieces[: hit.first])
    if odd := _odd_words(before, line, names):
        raise BadValue(_not_understood(odd))
    subjects = bodies_in(before, line, names)
    if not subjects:
        raise BadValue(f"Nobody stands before “{hit.phrase}”; begin with the name of an organisation.")
    rest: Sequence[Piece] = pieces[hit.after :]
    if hit.verb.makes is Makes.POST:
        return _post(line, hit, subjects, rest, names)
    purpose, rest = _purpose(pieces, hit, line, names)
    objects, after = ((), 0) if hit.is_mutual else _objects(rest, line, names)
    facts = read_facts(rest[after:])
    facts.name = facts.name or purpose or None
    _refuse_leftovers(facts)
    if not hit.is_mutual and not objects:
        raise BadValue(f"Nobody stands after “{hit.phrase}”; say whom.")
    spoken = Spoken(line, hit, subjects, objects, facts)
    if hit.is_together or purpose:
        as_one = replace(hit, phrase=hit.verb.mutual[0], is_mutual=True)
        return replace(spoken, hit=as_one, subjects=(*subjects, *objects), objects=())
    return replace(spoken, subjects=objects, objects=subjects) if hit.is_backwards else spoken


def _purpose(pieces: Sequence[Piece], hit: Hit, line: str, names: Names) -> tuple[str, Sequence[Piece]]:
    """Of `jointly funds the falls service with B` what is funded, and the pieces from B on."""
    rest = pieces[hit.after :]
    said = {piece.key for piece in pieces[: hit.after]}
    is_plain = not (hit.is_mutual or hit.is_together or hit.is_backwards)
    if not (is_plain and hit.verb.kind is TieKind.JOINT_FUNDING and said & _JOINTLY):
        return "", rest
    at = next((place for place, piece in enumerate(rest) if piece.key == "with"), 0)
    if not at or known_length(rest[:at], line, names) or not known_length(rest[at + 1 :], line, names):
        return "", rest
    words = words_of(rest[:at], line)
    return words.removeprefix("the "), rest[at + 1 :]


def _hit_of(pieces: Sequence[Piece], line: str, names: Names) -> Hit:
    """The verb that has known names before it, else the first one."""
    hits = hits_in(pieces)
    for hit in hits:
        before = _without_helpers(pieces[: hit.first])
        if before and all(body.could_be or body.is_new for body in bodies_in(before, line, names)):
            return hit
    if hits:
        return hits[0]
    raise BadValue(_no_verb(pieces, line, names))


def _no_verb(pieces: Sequence[Piece], line: str, names: Names) -> str:
    many = exact_length(pieces, line, names) or known_length(pieces, line, names)
    way_out = "write for example “funds”, “shares data with” or “joint post”."
    if many and many < len(pieces):
        return f"“{pieces[many].text}” is no verb that is known here; {way_out}"
    said = words_of(pieces, line)
    return f"No verb is known here in “{said}”; {way_out}"


def _without_helpers(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Without words such as “also” right before the verb."""
    found = list(pieces)
    while len(found) > 1 and found[-1].key in _HELPERS:
        found.pop()
    return found


def _objects(
    rest: Sequence[Piece], line: str, names: Names, *, of_post: bool = False
) -> tuple[tuple[Body, ...], int]:
    """The organisations after the verb, and how many pieces they take."""
    many = exact_length(rest, line, names)
    if not many:
        many = _before_facts(rest, of_post=of_post)
        many = max(many, known_length(rest[: many + 3], line, names))
        many -= len(_odd_words(rest[:many], line, names))
    return bodies_in(rest[:many], line, names), many


def _before_facts(rest: Sequence[Piece], *, of_post: bool) -> int:
    for at in range(len(rest)):
        if starts_fact(rest[at:], of_post=of_post):
            return at
    return len(rest)


def _post(
    line: str, hit: Hit, subjects: tuple[Body, ...], rest: Sequence[Piece], names: Names
) -> Spoken:
    objects: tuple[Body, ...] = ()
    if not hit.is_mutual:
        objects, after = _partner(rest, line, names)
        rest = rest[after:]
    at = 0
    while at < len(rest) and rest[at].key in _BEFORE_TITLE:
        at += 1
    title = at + _before_facts(rest[at:], of_post=True)
    if title == at:
        raise BadValue("The post has no title; say what the job is, such as “consultant 0.6”.")
    facts = read_facts(rest[title:], of_post=True)
    _refuse_leftovers(facts)
    employer = None
    if facts.employer and facts.employer_at:
        first, last = facts.employer_at
        inside = [piece for piece in rest if first <= piece.start and piece.end <= last]
        employer = bodies_in(inside, line, names)[0]
    return Spoken(line, hit, subjects, objects, facts, words_of(rest[at:title], line), employer)


def _partner(rest: Sequence[Piece], line: str, names: Names) -> tuple[tuple[Body, ...], int]:
    """Whom a post is shared with: as many words as are a name, or up to a colon or comma."""
    many = exact_length(rest, line, names) or known_length(rest, line, names)
    marks = [at for at, piece in enumerate(rest) if piece.key in {":", "as", "for"}]
    if not many:
        many = marks[0] if marks else len(rest)
    return bodies_in(rest[:many], line, names), many


def _odd_words(pieces: Sequence[Piece], line: str, names: Names) -> Sequence[Piece]:
    """Words in small letters that follow a known name and are no part of any: they are no new name."""
    known = exact_length(pieces, line, names) or known_length(pieces, line, names)
    rest = pieces[known:]
    if known and all(piece.text.islower() and not piece.quoted for piece in rest):
        return rest
    return ()


def _refuse_leftovers(facts: Facts) -> None:
    if facts.not_understood:
        raise BadValue(_not_understood(facts.not_understood))


def _not_understood(pieces: Sequence[Piece]) -> str:
    words = " ".join(piece.text for piece in pieces)
    return (
        f"“{words}” {'was' if len(pieces) == 1 else 'were'} not understood; take it out, write “for” "
        "before what the link is for, or put the whole name of a new organisation in quotes."
    )
