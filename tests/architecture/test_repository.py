"""What may not stand in any file of the repository."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|[A-Z]:\\Users\\")
INDEX = re.compile(r"--(?:extra-)?index[-]url|--find[-]links|https?://\S*/(?:simple|packages)/")


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so there is no list of files to read")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("pattern", [MACHINE, INDEX], ids=["paths of a machine", "package indexes"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    here = Path(__file__)
    found = []
    for path in _tracked():
        if path == here or not path.is_file() or path.suffix in (".pmap", ".png"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in pattern.finditer(text)]
    assert found == []


def test_no_font_or_sample_data_of_others_is_committed() -> None:
    foreign = {".ttf", ".otf", ".woff", ".woff2", ".xls", ".zip"}
    assert [path for path in _tracked() if path.suffix.lower() in foreign] == []
