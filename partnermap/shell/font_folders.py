"""Where the computer keeps its fonts."""

import os
import sys
from pathlib import Path

FONTS_VARIABLE = "PARTNERMAP_FONTS"
"""Environment variable with folders to look into instead: the same fonts on every computer, tests."""


def font_folders() -> tuple[Path, ...]:
    """Folders that may hold fonts, those of the whole computer first; not all need exist."""
    override = os.environ.get(FONTS_VARIABLE)
    if override is not None:
        return tuple(Path(part) for part in override.split(os.pathsep) if part)
    if sys.platform == "win32":
        return _windows()
    share = Path("share", "fonts")
    return Path("/usr") / share, Path("/usr/local") / share, Path.home() / ".local" / share


def _windows() -> tuple[Path, ...]:
    system = Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
    local = os.environ.get("LOCALAPPDATA")
    return (system, Path(local, "Microsoft", "Windows", "Fonts")) if local else (system,)
