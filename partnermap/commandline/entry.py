"""The command line as a whole: its commands, its exit codes, its one line on standard error."""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence

import click

from partnermap.commandline import comparing, disruption, figures, files, merging, paper
from partnermap.domain.errors import PartnermapError
from partnermap.shell.faults import record_fault
from partnermap.shell.version import VERSION

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2


@click.group(
    name="partnermap",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With no command the window opens. `partnermap --self-test [DIR]` does the main job once and "
    "says whether this machine can. Partnermap never uses the network.",
)
@click.version_option(VERSION, message="Partnermap %(version)s")
def commands() -> None:
    """Map a partnership: who works with whom, what holds each link, what a change will break."""


for _command in (
    *files.COMMANDS,
    *merging.COMMANDS,
    *figures.COMMANDS,
    *comparing.COMMANDS,
    *disruption.COMMANDS,
    *paper.COMMANDS,
):
    commands.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 could not, 2 wrong usage."""
    _speak_utf8()
    try:
        commands.main(args=list(arguments), prog_name="partnermap", standalone_mode=False)
    except click.UsageError as wrong:
        return _end(WRONG_USAGE, f"{wrong.format_message()} {_hint(wrong)}")
    except (click.ClickException, PartnermapError) as known:
        message = known.format_message() if isinstance(known, click.ClickException) else str(known)
        return _end(COULD_NOT, message)
    except click.exceptions.Exit as ended:
        return int(ended.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _end(COULD_NOT, "Stopped; nothing was changed.")
    except BrokenPipeError:
        return _reader_left()
    except Exception as bug:
        return _end(COULD_NOT, _fault_words(bug))
    return DONE


def guarded(work: Callable[[], int]) -> int:
    """Run work outside the commands (the self-test) under the same rules."""
    try:
        return work()
    except PartnermapError as known:
        return _end(COULD_NOT, str(known))


def _hint(wrong: click.UsageError) -> str:
    path = wrong.ctx.command_path if wrong.ctx else "partnermap"
    return f"See: {path} --help"


def _fault_words(bug: Exception) -> str:
    log = record_fault(bug)
    if log is not None:
        return f"This is a fault in Partnermap; its details are in {log}."
    kind = type(bug).__name__
    return f"This is a fault in Partnermap ({kind}: {bug}); the folder for its logs cannot be written."


def _end(code: int, message: str) -> int:
    click.echo(" ".join(message.split()), err=True)
    return code


def _reader_left() -> int:
    # Whoever read our output went away; Python would complain again when it flushes at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return COULD_NOT


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(encoding="utf-8", errors="replace")
