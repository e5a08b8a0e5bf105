"""Names in letters that the bundled fonts lack: drawn by the system's fonts, whole, at their place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from partnermap.scene.model import Label
from partnermap.scene.text import text_width
from partnermap.ui.canvas.painting import HALO, label_path

FAMILY = "Inter"
SIZE = 14.0


def label(words: str, width: float, align: str = "left") -> Label:
    return Label(0, (words,), 40.0, 20.0, width, SIZE * 1.25, SIZE, False, align)


@pytest.mark.parametrize("align", ["left", "centre", "right"])
@pytest.mark.parametrize("share", [0.4, 0.8])
def test_a_line_that_comes_out_too_wide_is_drawn_narrower_not_cut(align: str, share: float) -> None:
    words = "An Invented Association of Neighbours"
    wide = label(words, text_width(words, SIZE, FAMILY), align)
    full = label_path(wide, FAMILY).boundingRect()
    tight = replace(wide, width=share * wide.width)
    drawn = label_path(tight, FAMILY).boundingRect()
    assert drawn.left() >= tight.x - HALO
    assert drawn.right() <= tight.x + tight.width + HALO
    assert drawn.width() == pytest.approx(share * full.width(), rel=0.03)
    assert (drawn.top(), drawn.bottom()) == pytest.approx((full.top(), full.bottom()))
    elements = label_path(tight, FAMILY).elementCount()
    assert elements == label_path(wide, FAMILY).elementCount()


@pytest.mark.parametrize(
    "words",
    ["جمعية الأمل", "עמותת התקווה", "🌻 Sunflower Café", "普通话互助会", "Żółw Łódź", "ශ්‍රී සමිතිය"],
    ids=["arabic", "hebrew", "emoji", "chinese", "polish", "sinhala"],
)
def test_names_of_every_script_stay_within_their_place(words: str) -> None:
    item = label(words, text_width(words, SIZE, FAMILY))
    drawn = label_path(item, FAMILY).boundingRect()
    assert not drawn.isEmpty()
    assert drawn.left() >= item.x - HALO - 1
    assert drawn.right() <= item.x + item.width + HALO + 1


def test_an_ordinary_name_is_not_touched() -> None:
    words = "Community Trust"
    item = label(words, text_width(words, SIZE, FAMILY))
    roomy = label_path(replace(item, width=2 * item.width), FAMILY).boundingRect()
    assert label_path(item, FAMILY).boundingRect() == roomy


@pytest.mark.parametrize("letter", ["t", "A", "D"])
def test_letters_have_no_holes_where_their_strokes_cross(letter: str) -> None:
    outline = label_path(Label(0, (letter,), 10.0, 10.0, 60.0, 80.0, 64.0, True, "left"), FAMILY)
    inked = QPainterPath(outline)
    inked.setFillRule(Qt.FillRule.WindingFill)
    box = outline.boundingRect()
    points = [
        QPointF(box.left() + box.width() * x / 40, box.top() + box.height() * y / 40)
        for x in range(41)
        for y in range(41)
    ]
    assert sum(map(inked.contains, points)) > 100
    assert all(outline.contains(point) for point in points if inked.contains(point))
