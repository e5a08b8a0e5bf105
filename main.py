"""Starts Partnermap; nothing else."""

import sys

from partnermap.app import main

if __name__ == "__main__":
    sys.exit(main())
