"""Write the static TrueType fonts that Partnermap embeds and shows into resources/fonts/.

The sources are the variable fonts of three PyPI packages, all under the SIL Open Font Licence.
ReportLab reads static TrueType only, and it takes two faces with one PostScript name for the same font,
so every face gets name records of its own. Running it again does nothing unless a package or this file
changed.
"""

import hashlib
import importlib.metadata
import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from operator import methodcaller
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
STAMP = "built.txt"
WINDOWS_ENGLISH = (3, 1, 0x409)
VARIATION_TABLES = ("STAT", "MVAR", "HVAR", "avar")
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700, "Italic": 400, "BoldItalic": 700}

INSTANTIATE: Callable[[TTFont, dict[str, float]], TTFont] = instancer.instantiateVariableFont


@dataclass(frozen=True)
class Face:
    """One static face: its family and style, the package and file it is made from, fixed axes."""

    family: str
    style: str
    package: str
    source: str
    axes: tuple[tuple[str, float], ...] = ()

    @property
    def postscript_name(self) -> str:
        """The name that must be unique among embedded fonts."""
        return f"{self.family.replace(' ', '')}-{self.style}"


FACES = (
    *(Face("Arimo", style, "fontpkg_arimo", "Arimo[wght].ttf") for style in ("Regular", "Bold")),
    *(
        Face("Arimo", style, "fontpkg_arimo", "Arimo-Italic[wght].ttf")
        for style in ("Italic", "BoldItalic")
    ),
    *(
        Face(
            "Atkinson Hyperlegible",
            style,
            "fontpkg_atkinson_hyperlegible",
            f"AtkinsonHyperlegible-{style}.ttf",
        )
        for style in ("Regular", "Bold")
    ),
    *(
        Face("Inter", style, "fontpkg_inter", "Inter[opsz,wght].ttf", (("opsz", 14.0),))
        for style in ("Regular", "Medium", "SemiBold", "Bold")
    ),
)


def package_folder(package: str) -> Path:
    """Where an installed font package keeps its files."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            f"The package {package.replace('_', '-')} is missing: install the development requirements."
        )
    return Path(spec.submodule_search_locations[0])


def recipe() -> str:
    """What the fonts are made from: package versions and this file; other text means build again."""
    packages = sorted({face.package for face in FACES})
    versions = [f"{name} {importlib.metadata.version(name.replace('_', '-'))}" for name in packages]
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return "\n".join([*versions, own, ""])


def is_up_to_date(wanted: str) -> bool:
    """Whether every face is there and was made by the same recipe."""
    stamp = TARGET / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="utf-8") == wanted
        and all((TARGET / f"{face.postscript_name}.ttf").is_file() for face in FACES)
    )


def build(face: Face) -> None:
    """Write one static face."""
    font = TTFont(package_folder(face.package) / "files" / face.source)
    weight = WEIGHTS[face.style]
    if "fvar" in font:
        font = INSTANTIATE(font, {**dict(face.axes), "wght": weight})
        rename(font, face, weight)
    font.save(TARGET / f"{face.postscript_name}.ttf")


def rename(font: TTFont, face: Face, weight: int) -> None:
    """Give an instance names, weight and style bits of its own."""
    for tag in VARIATION_TABLES:
        if tag in font:
            del font[tag]
    linked = face.style in ("Regular", "Bold", "Italic", "BoldItalic")
    family = face.family if linked else f"{face.family} {face.style}"
    style = face.style.replace("BoldItalic", "Bold Italic") if linked else "Regular"
    names = {
        1: family,
        2: style,
        3: face.postscript_name,
        4: f"{face.family} {face.style}",
        6: face.postscript_name,
        16: face.family,
        17: face.style,
    }
    table = font["name"]
    for number in (*names, 21, 22, 25):
        methodcaller("removeNames", nameID=number)(table)
    for number, text in names.items():
        methodcaller("setName", text, number, *WINDOWS_ENGLISH)(table)
    mark_style(
        font, bold=face.style.startswith("Bold"), italic=face.style.endswith("Italic"), weight=weight
    )


def mark_style(font: TTFont, *, bold: bool, italic: bool, weight: int) -> None:
    """Set the bits by which systems tell regular from bold and italic."""
    vars(font["head"])["macStyle"] = int(bold) | int(italic) << 1
    metrics = vars(font["OS/2"])
    metrics["usWeightClass"] = weight
    plain = not bold and not italic
    metrics["fsSelection"] &= ~0b1100001
    metrics["fsSelection"] |= int(italic) | int(bold) << 5 | int(plain) << 6


def main() -> int:
    """Build all faces and copy the licences; quick when nothing changed."""
    wanted = recipe()
    if is_up_to_date(wanted):
        print("Fonts are up to date.")
        return 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        build(face)
        licence = TARGET / f"OFL-{face.family.replace(' ', '')}.txt"
        shutil.copyfile(package_folder(face.package) / "LICENSE", licence)
    (TARGET / STAMP).write_text(wanted, encoding="utf-8")
    print(f"Wrote {len(FACES)} fonts into {TARGET}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
