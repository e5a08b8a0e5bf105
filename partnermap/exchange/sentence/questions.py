"""Questions: whom a name means, who is new, and how a sum falls on years and payers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined, number
from partnermap.domain.words import Sector
from partnermap.exchange.sentence.bodies import NEW, Body
from partnermap.exchange.sentence.names import Names
from partnermap.exchange.sentence.reading import Spoken
from partnermap.exchange.sentence.records import pounds_in_words
from partnermap.exchange.sentence.understood import Option, Question

MOST_OPTIONS = 9
"""Answers that one key each can choose."""


def question_about_bodies(spoken: Spoken, names: Names) -> Question | None:
    """The first name that means several organisations or none.

    Raises:
        BadValue: so many have the words in their name that a choice makes no sense.
    """
    for body in spoken.bodies:
        if body.is_new or body.organisation_id is not None:
            continue
        if body.could_be:
            return _which(spoken.line, body, names)
        return _new(spoken.line, body, names)
    return None


def _which(line: str, body: Body, names: Names) -> Question:
    handles = [(key, names.handle(key)) for key in body.could_be[:MOST_OPTIONS]]
    called_so = Counter(names.place.name_of(key) for key in body.could_be)
    options = [
        Option(_told_apart(names.place.name_of(key), words, called_so), _replaced(line, body, words))
        for key, words in handles
        if words
    ]
    if not options:
        raise BadValue(
            f"“{body.words}” is the name of {number(len(body.could_be))} organisations; give one "
            "of them a short name or an ID in Registers."
        )
    more = len(body.could_be) - len(options)
    if more > 0:
        return Question(
            f"“{body.words}” may mean {number(len(body.could_be))} organisations. Which one? "
            "If it is not among these, type more of its name.",
            tuple(options),
        )
    return Question(f"Which one is “{body.words}”?", tuple(options))


def _told_apart(name: str, handle: str, called_so: Mapping[str, int]) -> str:
    return name if called_so[name] == 1 else f"{name} ({handle})"


def _new(line: str, body: Body, names: Names) -> Question:
    similar = [
        Option(names.place.name_of(key), _replaced(line, body, words))
        for key in names.similar(body.words, 2)
        if (words := names.handle(key))
    ]
    new = [Option(f"New, {sector.value}", _with_note(line, body, sector.value)) for sector in Sector]
    new.append(Option("New, sector not known", _with_note(line, body, NEW)))
    ask = f"New organisation: “{body.words}”. Which sector?"
    if similar:
        ask = f"Nobody is called “{body.words}”. Is it one of these, or new, and of which sector?"
    return Question(ask, (*similar, *new))


def question_about_money(spoken: Spoken, years: Sequence[str], place: Place) -> Question | None:
    """Whether a sum is for each of several years, or of several payers."""
    facts = spoken.facts
    if facts.pence is None:
        return None
    money = pounds_in_words(facts.pence)
    if len(years) > 1 and facts.per_year is None:
        return Question(
            f"Is {money} for each year, or for the {number(len(years))} years together?",
            (
                Option(f"{money} each year", _after_sum(spoken, "a year")),
                Option(f"{money} in all", _after_sum(spoken, "in all")),
            ),
        )
    if len(spoken.subjects) > 1 and facts.each is None:
        payers = joined([called(body, place) for body in spoken.subjects])
        return Question(
            f"{payers}: does each pay {money}, or all of them together?",
            (
                Option(f"each pays {money}", _after_sum(spoken, "each")),
                Option(f"{money} together", _after_sum(spoken, "together")),
            ),
        )
    return None


def called(body: Body, place: Place) -> str:
    """What an organisation of a sentence is called: its name in the register, or as typed."""
    key = body.organisation_id
    return place.name_of(key) if key is not None and not body.is_new else body.words


def _replaced(line: str, body: Body, words: str) -> str:
    return f"{line[: body.start]}{words}{line[body.end :]}"


def _with_note(line: str, body: Body, note: str) -> str:
    """The line with the sector behind a name; one with an “and” in it stays in its quotes."""
    return f"{line[: body.end]} ({note}){line[body.end :]}"


def _after_sum(spoken: Spoken, words: str) -> str:
    at = spoken.facts.pence_end
    return f"{spoken.line[:at]} {words}{spoken.line[at:]}"
