"""The bundled fonts: all there, static, with names of their own, free to embed."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import resources
from resources import font_path, read_text, resource_path


def test_every_face_has_a_postscript_name_of_its_own_and_no_axes() -> None:
    names = []
    files = sorted(resource_path("fonts").glob("*.ttf"))
    for path in files:
        with TTFont(path) as font:
            names.append(font["name"].getDebugName(6))
            assert "fvar" not in font
            assert "glyf" in font
            assert vars(font["OS/2"])["fsType"] == 0
    assert len(names) >= 8
    assert len(set(names)) == len(names)
    assert [f"{name}.ttf" for name in names] == [path.name for path in files]


@pytest.mark.parametrize("family", ["Arimo", "Atkinson Hyperlegible", "Inter"])
@pytest.mark.parametrize("bold", [False, True])
def test_families_have_regular_and_bold_and_their_licence(family: str, bold: bool) -> None:
    assert font_path(family, bold).is_file()
    assert "SIL OPEN FONT LICENSE" in read_text("fonts", f"OFL-{family.replace(' ', '')}.txt").upper()


def test_missing_fonts_are_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_ROOT", tmp_path)
    with pytest.raises(FileNotFoundError, match="make_fonts"):
        font_path("Arimo")


def test_paths_lie_inside_the_resources() -> None:
    assert resource_path("fonts", "x.ttf").parent == resource_path("fonts")
