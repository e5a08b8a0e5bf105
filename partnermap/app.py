"""The composition root: command line, window or self-test, by what was asked for."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Partnermap and return its exit code.

    No argument, or nothing but one .pmap file (as when it is opened by double click), opens the window.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or _is_document(given):
        return _open_window(Path(given[0]) if given else None)
    if given[0] == "--self-test":
        return _self_test(given[1:])
    from partnermap.commandline.entry import run

    return run(given)


def _is_document(given: Sequence[str]) -> bool:
    return len(given) == 1 and given[0].lower().endswith(".pmap")


def _open_window(file: Path | None) -> int:
    from partnermap.ui.run import run

    return run(file)


def _self_test(rest: Sequence[str]) -> int:
    from partnermap.commandline.entry import guarded
    from partnermap.selftest import run_self_test

    folder = Path(rest[0]) if rest else None
    return guarded(lambda: run_self_test(folder))


if __name__ == "__main__":
    sys.exit(main())
