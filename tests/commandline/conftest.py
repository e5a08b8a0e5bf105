"""Running commands in this process, as the console script does."""

from pathlib import Path

import pytest

from partnermap.app import main
from tests.commandline.answer import Answer, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def place_file(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "place.pmap"
    assert run("new", file, "--title", "Nowhere").code == 0
    return file


@pytest.fixture
def example_file(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "example.pmap"
    assert run("example", file) == (0, f"Wrote the worked example, an invented place, to {file}.\n", "")
    return file
