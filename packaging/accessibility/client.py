"""A screen reader's errand, by keyboard alone: find an organisation, walk its ties, print the map.

Run by `accessibility.sh` with the system's Python, which has the bindings of AT-SPI; it sees nothing but
what the window tells over the accessibility bus, and does nothing but press keys.
Usage: client.py NAME_OF_AN_ORGANISATION TARGET.pdf
"""

import importlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

importlib.import_module("gi").require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")
GLib = importlib.import_module("gi.repository.GLib")

PATIENCE_S = 20.0
LOOK_S = 0.05
DEPTH = 14

Found = TypeVar("Found")
Node = Any
"""An Accessible of the bus; its bindings have no types."""


class Gone(Exception):
    """The window did not do what a user could expect; the message says what was waited for."""


def wait_for(what: str, look: Callable[[], Found | None], patience: float = PATIENCE_S) -> Found:
    """What a look finds, as soon as it finds something.

    Raises:
        Gone: it never did.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            found = look()
        except GLib.Error:
            found = None
        if found:
            return found
        time.sleep(LOOK_S)
    raise Gone(f"waited in vain for {what}; the keyboard is on {Focus.said!r}")


class Focus:
    """What a screen reader would read out: names of what gets the keyboard, newest last."""

    said: str = ""
    heard: tuple[str, ...] = ()

    @classmethod
    def listen(cls) -> object:
        """Hear from now on; keep what comes back."""
        listener = Atspi.EventListener.new(cls.hear)
        listener.register("object:state-changed:focused")
        return listener

    @classmethod
    def hear(cls, event: Any) -> None:
        """Note what has got the keyboard."""
        if event.detail1:
            cls.said = str(event.source.get_name() or "")
            cls.heard += (cls.said,)


def beginning(said: str, start: str) -> str:
    """What was said if it begins so, else nothing."""
    return said if said.startswith(start) else ""


def heard(start: str) -> str:
    """What has the keyboard, if its name begins so."""
    return beginning(Focus.said, start)


def press(*keys: str) -> None:
    """Press keys, such as `ctrl+f`."""
    subprocess.run(["xdotool", "key", *keys], check=True)


def take_window() -> None:
    """Give the newest window the keyboard, as a desktop would: the X server alone does not."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.stdout.split():
        subprocess.run(["xdotool", "windowfocus", "--sync", found.stdout.split()[-1]], check=False)


def type_words(words: str) -> None:
    """Type words."""
    subprocess.run(["xdotool", "type", "--delay", "15", words], check=True)


def children(node: Node) -> Iterator[Node]:
    """The children of a node that are there."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child


def search(node: Node, is_wanted: Callable[[Node], bool], depth: int = DEPTH) -> Node | None:
    """The first node below that is wanted; cells of tables are not looked at."""
    if is_wanted(node):
        return node
    if depth == 0 or node.get_role() == Atspi.Role.TABLE:
        return None
    for child in children(node):
        found = search(child, is_wanted, depth - 1)
        if found is not None:
            return found
    return None


def window() -> Node | None:
    """Partnermap on the bus."""
    for application in children(Atspi.get_desktop(0)):
        if "partnermap" in str(application.get_name() or "").lower():
            return application
    return None


def drawn_map(application: Node) -> Node | None:
    """The map, once organisations are on it."""

    def is_map(node: Node) -> bool:
        name = str(node.get_name() or "")
        return node.get_role() == Atspi.Role.LIST and name.startswith("Partnership map, ")

    found = search(application, is_map)
    return found if found is not None and found.get_child_count() > 0 else None


def check_map(application: Node) -> Node:
    """The map is a list that says how many it holds, and holds so many."""
    found = wait_for("the map with its organisations", lambda: drawn_map(application))
    names = [str(child.get_name()) for child in children(found)]
    stated = int(found.get_name().split(", ")[1].split()[0].replace(",", ""))
    if len(names) != stated or len(set(names)) != stated or not all(" partner" in one for one in names):
        raise Gone(f"a list of {stated} named organisations; found {names}")
    say(f"{found.get_name()}: every organisation is there by name")
    return found


def under_keyboard(map_list: Node) -> str:
    """The item of the map that has the keyboard."""
    for child in children(map_list):
        if child.get_state_set().contains(Atspi.StateType.FOCUSED):
            return str(child.get_name())
    return ""


def find_organisation(map_list: Node, name: str) -> str:
    """Search for it by keyboard; Enter flies to it and puts the keyboard on the map."""
    take_window()
    press("ctrl+f")
    wait_for("the search field", lambda: Focus.said == "Find")
    type_words(name)
    wait_for("the search results", lambda: Focus.said.startswith(name))
    press("Return")
    wait_for("the map to have the keyboard", lambda: Focus.said.startswith("Partnership map, "))
    found = wait_for(
        f"{name} under the keyboard",
        lambda: beginning(under_keyboard(map_list), f"{name}, "),
    )
    say(f"found {found}")
    return found


def walk_ties(home: str) -> None:
    """Go round all partners of an organisation and back again; each says what links it."""
    count = int(home.rpartition(", ")[2].split()[0])
    partners = []
    for number in range(1, count + 1):
        press("Right" if number == 1 else "Down")
        partners.append(
            wait_for(
                f"partner {number} of {count}",
                partial(heard, f"{number} of {count}: "),
            )
        )
    if not all("; linked by " in one for one in partners):
        raise Gone(f"what links each partner; heard {partners}")
    press("Left")
    wait_for("the way back", lambda: Focus.said == home)
    say(f"walked {count} partners, the last one {partners[-1]!r}")


def print_map(target: Path) -> None:
    """Its keys, what they offer, a file name."""
    press("ctrl+shift+p")
    wait_for("the choice of paper", lambda: Focus.said in ("Date", "Choose a file…"))
    press("Return")
    wait_for("the field for the file name", lambda: "ile name" in Focus.said)
    press("ctrl+a")
    type_words(str(target))
    press("Return")
    wait_for("the printed map", lambda: is_whole(target), 2 * PATIENCE_S)
    say(f"printed {target.name}, {target.stat().st_size:,} bytes")


def is_whole(target: Path) -> bool:
    """Whether the PDF has its end."""
    return target.is_file() and b"%%EOF" in target.read_bytes()[-64:]


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(name: str, target: Path) -> int:
    """Run the errand; 1 with a sentence where it could not be done."""
    listener = Focus.listen()
    try:
        map_list = check_map(wait_for("Partnermap on the accessibility bus", window))
        walk_ties(find_organisation(map_list, name))
        print_map(target)
    except Gone as fault:
        say(f"By keyboard and screen reader it could not be done: {fault}; heard {Focus.heard[-8:]}")
        return 1
    del listener
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
