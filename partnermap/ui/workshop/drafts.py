"""Drafts: slips that are typed and not recorded yet, kept beside the working copy so that none is lost.

Only how many people gave each score is kept, as in the file itself, never who or in which order. The
draft goes as soon as the answers are recorded or the facilitator discards them.
"""

import json
import os
from pathlib import Path
from threading import Lock
from typing import cast

from partnermap.analysis.profile.domains import plain
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.shell.paths import data_folder
from partnermap.shell.words import text
from partnermap.ui.workshop.rating_round import (
    STEPS,
    Asked,
    Round,
    Slips,
    answers_to,
    standard_statements,
)

MOST_SLIPS = 1_000
"""Of one score; more are no slips of a workshop."""

_DAMAGE = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    RecursionError,
    BadValue,
)
"""What reading a file raises that somebody else wrote, or that a crash cut off."""

_WRITING = Lock()
Plain = dict[str, object]


Kept = tuple[Place, str | None]
"""A place, and the text of its slips; None for nothing."""

Found = tuple[Place, Round | None]


def identity(place: Place) -> str:
    """The identity of the file of a place; empty for a place that has none."""
    key = next((info.id for info in place.of(PlaceInfo).values()), "")
    return "".join(letter for letter in key if letter.isalnum() or letter == "-")


def draft_path(place: Place) -> Path | None:
    """Where the slips of a place are kept; None for a place without an identity."""
    name = identity(place)
    return data_folder() / "slips" / f"{name}.json" if name else None


def keep(kept: Kept, token: Token) -> str:
    """Keep the slips of a place; on a worker, because a disk may be slow.

    One is written after the other, and none whose token was cancelled meanwhile: what the window keeps
    while it closes is newer than what a worker still has in hand.

    Returns:
        What the user should know: empty where they are kept.
    """
    place, words = kept
    try:
        path = draft_path(place)
        with _WRITING:
            if path is not None and not token.is_cancelled:
                write(path, words)
    except OSError:
        return text(
            "The answers that are in could not be kept on this computer; show them before it is closed."
        )
    return ""


def find(place: Place, _token: Token) -> Found:
    """The round of a place that was kept; on a worker."""
    path = draft_path(place)
    return place, read(path) if path is not None else None


def as_text(round_: Round, place: Place) -> str | None:
    """A round and its slips as text, without what is recorded; None where there is nothing to keep."""
    slips = [
        {"statement": asked.statement, "tally": _written(round_.of(asked))}
        for asked in round_.asked
        if round_.of(asked).count and answers_to(place, round_, asked) is None
    ]
    if not slips:
        return None
    asked = [one.statement for one in round_.asked]
    return json.dumps({"round": round_.name, "date": str(round_.date), "asked": asked, "slips": slips})


def _written(slips: Slips) -> dict[str, list[int]]:
    return {sector.value if sector else "": counts for sector, counts in slips.tally.items()}


def write(path: Path, words: str | None) -> None:
    """Keep a text in place of what was kept before; None keeps nothing."""
    if words is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read(path: Path) -> Round | None:
    """The round that was kept; None where there is none, or none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return _round(found)
    except _DAMAGE:
        return None


def _round(found: Plain) -> Round:
    known = {plain(one.statement): one for one in standard_statements()}
    statements = [str(words) for words in cast(list[object], found["asked"])]
    asked = tuple(known.get(plain(words), Asked(words)) for words in statements)
    round_ = Round(str(found["round"]), PartialDate.parse(str(found["date"])), asked)
    for item in cast(list[Plain], found["slips"]):
        restored = {
            Sector(sector) if sector else None: _counts(counts)
            for sector, counts in cast(dict[str, object], item["tally"]).items()
        }
        round_.slips[plain(str(item["statement"]))] = Slips(restored)
    return round_


def _counts(found: object) -> list[int]:
    counts = [int(count) for count in cast(list[int], found)]
    if len(counts) != STEPS or min(counts) < 0 or max(counts) > MOST_SLIPS:
        raise ValueError("a tally has five counts of people in a room")
    return counts
