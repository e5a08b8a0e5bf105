"""Where Partnermap keeps what is not the user's own file: working copies, backups, settings, logs."""

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "PARTNERMAP_HOME"
"""Environment variable that moves everything to one folder: tests, portable use."""


def data_folder() -> Path:
    """The local application data folder, never a synced one; made when missing."""
    override = os.environ.get(HOME_VARIABLE)
    folder = Path(override) if override else platformdirs.user_data_path("Partnermap", False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def work_folder() -> Path:
    """Working copies of open files, one folder each."""
    return _made(data_folder() / "work")


def backup_folder() -> Path:
    """Rolling dated backups of saved files."""
    return _made(data_folder() / "backups")


def log_folder() -> Path:
    """Logs of this machine; nothing is ever sent."""
    return _made(data_folder() / "logs")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
