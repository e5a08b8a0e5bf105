"""The composition root: settings, document, window or command line, self-test."""

import sys


def main() -> int:
    """Run Partnermap and return its exit code."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
