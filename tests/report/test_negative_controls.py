"""The gate bites: a good file broken in one way is refused."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from partnermap.domain.place import Place
from partnermap.report.printing import report_bytes
from tests.report.invented import ON, WHEN, Gate


def elements(pdf: Pdf, role: str) -> list[Object]:
    def walk(node: Object) -> Iterator[Object]:
        if not isinstance(node, Dictionary):
            return
        if node.get("/S") == Name(f"/{role}"):
            yield node
        for kid in list(node.get("/K", Array([]))):
            yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot.K[0]))


def without_alt(pdf: Pdf) -> None:
    del elements(pdf, "Figure")[0]["/Alt"]


def empty_alt(pdf: Pdf) -> None:
    elements(pdf, "Figure")[0].Alt = String("")


def without_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def without_title_preference(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary()


def without_scope(pdf: Pdf) -> None:
    for header in elements(pdf, "TH"):
        del header["/A"]


def skipped_heading(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name("/H4")


def stray_text(pdf: Pdf) -> None:
    page = pdf.pages[0]
    font = next(iter(page.obj.Resources["/Font"].keys()))
    page.contents_add(f"BT {font} 9 Tf 60 60 Td (Stray) Tj ET".encode())


def without_identifier(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        del xmp["pdfuaid:part"]


def without_unicode_maps(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def misplaced_row(pdf: Pdf) -> None:
    elements(pdf, "TR")[0].S = Name("/P")


def ragged_table(pdf: Pdf) -> None:
    del elements(pdf, "TR")[-1].K[-1]


def unmarked(pdf: Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def without_embedded_font(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


FAULTS: list[Callable[[Pdf], None]] = [
    without_alt,
    empty_alt,
    without_language,
    without_title_preference,
    without_scope,
    skipped_heading,
    stray_text,
    without_identifier,
    without_unicode_maps,
    misplaced_row,
    ragged_table,
    unmarked,
    without_embedded_font,
]


@pytest.mark.parametrize("break_it", FAULTS, ids=lambda fault: fault.__name__)
def test_a_broken_copy_is_refused(
    break_it: Callable[[Pdf], None], rich_place: Place, passes: Gate
) -> None:
    good = report_bytes(rich_place, ON, when=WHEN)
    with pikepdf.open(io.BytesIO(good)) as pdf:
        break_it(pdf)
        target = io.BytesIO()
        pdf.save(target)
    assert passes(good)
    assert not passes(target.getvalue())
