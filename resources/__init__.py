"""Icons, themes, reference data, fonts and the worked example; read through one function."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Where a shipped file lies, such as `resource_path("fonts", "OFL-Inter.txt")`."""
    return _ROOT.joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text (UTF-8) of a file that ships with Partnermap."""
    return resource_path(*parts).read_text(encoding="utf-8")


def font_path(family: str, bold: bool = False, italic: bool = False) -> Path:
    """The TrueType file of a bundled family: `Arimo`, `Atkinson Hyperlegible` or `Inter`.

    Raises:
        FileNotFoundError: the fonts have not been built, or there is no such face; the sentence says
            what to run.
    """
    style = f"{'Bold' if bold else ''}{'Italic' if italic else ''}" or "Regular"
    name = f"{family.replace(' ', '')}-{style}.ttf"
    path = resource_path("fonts", name)
    if not path.is_file():
        message = (
            f"The font {name} is missing: run “python packaging/make_fonts.py” once to build the fonts."
        )
        raise FileNotFoundError(message)
    return path
