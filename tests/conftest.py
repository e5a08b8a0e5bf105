"""What every test shares: real files beside the project, settings of its own, no screen or network."""

import os
import socket
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real files that lies beside the project; CI has it, a lone clone has not."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real files of ../shared/data are not beside this clone")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PARTNERMAP_HOME", str(home))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("Partnermap never calls the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
