"""How far a map is enlarged on its sheet: as far as names and the signs on lines keep their room."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token
from partnermap.network.network import Network
from partnermap.scene.calm import LETTERED, PARTED, room_for
from partnermap.scene.letters import MOST
from partnermap.scene.model import Scene
from partnermap.scene.page import most_enlarged

SMALLER = 0.8
"""What is tried next, in parts of the last try, where a name found no room."""

WORTH_KEEPING = 0.8
"""Signs on lines are kept where the map is then still enlarged so far, in parts of the farthest."""

SPARE = 0.98
"""So much less than just fits is tried, as room differs a little from what was foreseen."""

MOST_TRIES = 3

Size = tuple[float, float]


class Draw(Protocol):
    """Composes a scene."""

    def __call__(self, by: float, is_draft: bool, /) -> Scene:
        """The scene enlarged so many times, or a draft of it that shows which names have room."""


def as_large_as_fits(draw: Draw, size: Size, network: Network, token: Token | None = None) -> Scene:
    """The scene enlarged as far as fits; by itself, at 1, where the sheet is small or crowded.

    Args:
        draw: composes it.
        size: what it fills if it is not enlarged, in points.
        network: what is drawn.
        token: asked before anything is composed.

    Raises:
        Cancelled: the token was cancelled.
    """
    by: float | None = most_enlarged(*size, len(network.organisation_ids))
    drafts: list[Scene] = []
    while by is not None and by > 1.0 and len(drafts) < MOST_TRIES:
        _go_on(token)
        drafts.append(draw(by, True))
        by = _next_try(drafts, network)
    _go_on(token)
    return draw(_best(drafts, network), False)


def _go_on(token: Token | None) -> None:
    if token is not None and token.is_cancelled:
        raise Cancelled


def _next_try(drafts: list[Scene], network: Network) -> float | None:
    """How far to try after some drafts, from the farthest to the last; None where that one will do."""
    last = drafts[-1]
    by, least = last.view.enlarged, max(1.0, WORTH_KEEPING * drafts[0].view.enlarged)
    if _nameless(last):
        return SMALLER * by
    tries = (_with_room(last, network, room) for room in _steps(last))
    return next((less for less in tries if least <= less < by), None)


def _best(drafts: list[Scene], network: Network) -> float:
    """How far the draft with most names, then most signs, is enlarged; 1 without any draft."""
    ranks = ((-_nameless(draft), _signs(draft, network), draft.view.enlarged) for draft in drafts)
    return max(ranks, default=(0, 0, 1.0))[-1]


def _nameless(scene: Scene) -> int:
    """Organisations whose names do not stand on the map."""
    return len(scene.organisation_ids) - sum(label.number is None for label in scene.labels)


def _signs(scene: Scene, network: Network) -> int:
    """How many kinds of signs the lines have room for."""
    return sum(_room(scene, network) >= least for least in _steps(scene))


def _steps(scene: Scene) -> Iterator[float]:
    """Room between lines from which they have letters, and from which ties of one pair part."""
    if len(scene.tie_ids) <= MOST:
        yield LETTERED
    yield PARTED


def _room(scene: Scene, network: Network) -> float:
    """The room between lines of the map before it was enlarged."""
    return room_for(scene.positions / scene.view.enlarged, network.ends).spacing


def _with_room(scene: Scene, network: Network, least: float) -> float:
    """How far the map may be enlarged to have so much room between lines.

    Before it is enlarged, the page around what is drawn hardly changes; what is drawn grows with room.
    """
    by = scene.view.enlarged
    if (room := _room(scene, network)) >= least:
        return by
    page = float(np.hypot(scene.view.width, scene.view.height))
    drawn = float(np.hypot(*np.ptp(scene.positions, axis=0)))
    return by * SPARE * page / (page - drawn + drawn * least / room)
