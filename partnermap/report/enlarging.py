"""How far a map is enlarged on its sheet: as far as names and the signs on lines keep their room."""

from collections.abc import Callable, Iterator

from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token
from partnermap.network.network import Network
from partnermap.scene.calm import LETTERED, PARTED, room_for
from partnermap.scene.letters import MOST
from partnermap.scene.model import Scene
from partnermap.scene.page import most_enlarged

SMALLER = 0.8
"""What is tried next, in parts of the last try, where a name found no room."""

WORTH_KEEPING = 0.75
"""Signs on lines are kept where the map is then still enlarged so far, in parts of the farthest."""

SPARE = 0.98
"""Margins grow with the map, so that its room shrinks a little faster than it is enlarged."""

SOON_PLACED, MOST_TRIES = 150, 3
"""So many organisations are placed soon: their map may be tried so often, any other only twice."""

Size = tuple[float, float]


def as_large_as_fits(
    draw: Callable[[float], Scene], size: Size, network: Network, token: Token | None = None
) -> Scene:
    """The scene enlarged as far as fits; by itself, at 1, where the sheet is small or crowded.

    Args:
        draw: composes it, enlarged so many times.
        size: what it fills if not enlarged, in points.
        network: what is drawn.
        token: asked before each try.

    Raises:
        Cancelled: the token was cancelled.
    """
    names = len(network.organisation_ids)
    tries: list[Scene] = []
    by: float | None = most_enlarged(*size, names)
    most = MOST_TRIES if names <= SOON_PLACED else 2
    while by is not None and len(tries) < most:
        if token is not None and token.is_cancelled:
            raise Cancelled
        tries.append(draw(by))
        by = _smaller(tries[-1], network)
    return max(tries, key=lambda scene: (-_nameless(scene), _signs(scene, network), scene.view.enlarged))


def _smaller(scene: Scene, network: Network) -> float | None:
    """How far to try next; None where nothing would be gained."""
    by = scene.view.enlarged
    if by == 1.0:
        return None
    if _nameless(scene):
        return max(1.0, SMALLER * by)
    if len(network.organisation_ids) > SOON_PLACED:
        return None
    room = _room(scene, network)
    gained = [by * room / least * SPARE for least in _steps(scene) if room < least]
    return next((less for less in gained if less >= max(1.0, WORTH_KEEPING * by)), None)


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
