"""Kills a process that commits, over and over, and looks what is left; run by test_recovery.

It forks instead of starting programs anew, so that two hundred deaths take seconds. Its last line of
output is JSON: how often it killed, how many acknowledged steps there were, and what was lost.

Usage: python killing.py FILE.pmap TIMES SEED
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.opening import looking_into, problems_inside
from partnermap.document.recovery import leftovers
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.organisation import Organisation
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind

_MOST_ORGANISATIONS = 30


def digest(document: Document) -> str:
    """A mark of everything that the document holds."""
    text = "\n".join(repr(record) for record in document.place.records())
    return hashlib.sha256(text.encode()).hexdigest()


def _random_changes(document: Document, chance: random.Random) -> Changes:
    known = list(document.place.organisations)
    if len(known) > _MOST_ORGANISATIONS:
        return Changes(delete=tuple(("organisations", key) for key in known[:10]))
    made: list[Record] = [Organisation(id=new_id(), name=f"Body {chance.random()}") for _ in range(3)]
    ends = [*known, *(record.id for record in made)]
    for _ in range(4):
        start, end = chance.sample(ends, 2)
        made.append(Tie(id=new_id(), from_id=start, to_id=end, kind=TieKind.TRUST))
    return Changes(create=tuple(made))


def commit_for_ever(document: Document, output: int, seed: int) -> None:
    """Edit, undo, redo and save at random; say the version and the digest after each commit."""
    chance = random.Random(seed)
    while True:
        act = chance.random()
        if act < 0.1 and document.undo_label is not None:
            document.undo()
        elif act < 0.2 and document.redo_label is not None:
            document.redo()
        elif act < 0.3:
            document.save()
        else:
            document.execute(ApplyChanges("Edit", _random_changes(document, chance)))
        os.write(output, f"{document.version} {digest(document)}\n".encode())


def reopen(path: Path) -> Document:
    """What the dead process left behind, or the user's file where it had left nothing unsaved."""
    left = leftovers()
    return Document.recover(left[0]) if left else Document.open(path)


def kill_one(path: Path, chance: random.Random) -> tuple[int, str] | None:
    """Start a process, kill it at a random moment; the last commit that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        commit_for_ever(reopen(path), writing, chance.randrange(1 << 30))
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledged:
        # Most die while they commit, some while they open the file.
        first = acknowledged.readline() if chance.random() < 0.8 else b""
        time.sleep(chance.uniform(0.005, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (first + acknowledged.read()).split(b"\n")[:-1]
    if not lines:
        return None
    version, mark = lines[-1].split()
    return int(version), mark.decode()


def faults_after(path: Path, last: tuple[int, str] | None, *, save: bool) -> list[str]:
    """What is missing or broken after a death; the step in hand may be there or not.

    Without saving, the working copy is left behind again for the next process to find.
    """
    document = reopen(path)
    found: list[str] = []
    if last is not None:
        version, mark = last
        if document.version == version + 1:
            document.redo() if document.history()[-1].label.startswith("Undo") else document.undo()
        elif document.version != version:
            found.append(f"{version} steps acknowledged, {document.version} found")
        if digest(document) != mark:
            found.append(f"step {version} is not as it was acknowledged")
    if save:
        document.close(save=True)
    else:
        document._database.close()
        document._copy.release()
    with looking_into(path) as connection:
        return found + problems_inside(connection, 1)


def main(path: Path, times: int, seed: int) -> None:
    """Kill so many processes, one after the other, on one file."""
    chance = random.Random(seed)
    Document.create(path, "Killed place").close(save=True)
    acknowledged, lost = 0, []
    for _ in range(times):
        last = kill_one(path, chance)
        acknowledged += last is not None
        lost += faults_after(path, last, save=chance.random() < 0.3)
    sys.stdout.write(json.dumps({"kills": times, "acknowledged": acknowledged, "lost": lost}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
