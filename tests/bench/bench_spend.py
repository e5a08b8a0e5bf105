"""How long the import of a spending file takes against reading it with csv and storing it with sqlite3.

Run: `python tests/bench/bench_spend.py [FILE.csv] [RUNS]`. It prints the ratio of each run and the
best one, both sides measured in the same process one after the other, and asserts nothing. Without a
file an invented one of 150,000 rows is made.
"""

import csv
import gc
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.exchange.imports import plan_import

ROWS = 150_000
PAYEES = 1_700
MONTHS = 39


def main(arguments: list[str]) -> None:
    """Measure so many runs and print them."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTNERMAP_HOME"] = folder
        source = Path(arguments[0]) if arguments else invented_file(Path(folder) / "spend.csv")
        runs = int(arguments[1]) if len(arguments) > 1 else 5
        ratios = [one_run(source, Path(folder), number) for number in range(runs)]
        say(f"best of {runs}: {min(ratios):.2f} times csv and sqlite3")


def one_run(source: Path, folder: Path, number: int) -> float:
    """Import into a new file and store plainly; returns the ratio."""
    plain = timed(lambda: store_plainly(source, folder / f"plain{number}.db"))
    with Document.create(folder / f"place{number}.pmap", "Benchmark") as document:
        ours = timed(lambda: import_into(document, source))
    say(f"run {number + 1}: import {ours:.2f} s, plain {plain:.2f} s, ratio {ours / plain:.2f}")
    return ours / plain


def store_plainly(source: Path, database: Path) -> None:
    """Read every row with csv and insert it with sqlite3, and nothing else."""
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    connection = sqlite3.connect(database)
    columns = ", ".join(f"c{index} TEXT" for index in range(len(header)))
    connection.execute(f"CREATE TABLE spend ({columns})")
    marks = ", ".join("?" for _ in header)
    connection.executemany(f"INSERT INTO spend VALUES ({marks})", rows)
    connection.commit()
    connection.close()


def import_into(document: Document, source: Path) -> None:
    """Recognise, read, match and write the file, as the command line does."""
    plan = plan_import(document.place, [source])
    document.execute(ApplyChanges(plan.label, plan.changes))


def timed(work: Callable[[], None]) -> float:
    """Seconds of wall time that the work takes, the rubbish of earlier work cleared first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def invented_file(path: Path) -> Path:
    """A spending file of an invented body, of the size and shape of a county's three years."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("ICB", "Payment Date", "Supplier", "Amount"))
        for _ in range(ROWS):
            year, month = divmod(2022 * 12 + 6 + chance.randrange(MONTHS), 12)
            payee = int(min(chance.paretovariate(0.6), PAYEES))
            amount = f"{chance.uniform(-2_000, 20_000):.2f}"
            row = (
                "NHS Invented ICB",
                f"{year}-{month + 1:02d}-28",
                f"INVENTED PAYEE {payee} LTD",
                amount,
            )
            writer.writerow(row)
    return path


def say(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
