"""A progress bar on a terminal, and nothing at all anywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from partnermap.jobs.token import Token

_STEPS = 100


@contextmanager
def progress(label: str) -> Iterator[Token]:
    """Give work a token whose reports move a bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield Token()
        return
    with click.progressbar(length=_STEPS, label=label, file=sys.stderr) as bar:
        yield Token(lambda share, _words: bar.update(round(share * _STEPS) - bar.pos))
