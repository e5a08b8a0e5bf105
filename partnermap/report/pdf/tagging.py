"""TagCanvas: a ReportLab canvas that brackets what it draws and records the logical tree.

ReportLab writes no tags. Everything drawn between `begin` and `end` becomes one marked-content
sequence of a structure element; everything between `artifact` and `end` is page furniture that a
reader skips. `partnermap.report.pdf.finish` turns the tree into a tagged PDF afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from partnermap.report.pdf.fallback_font import fallback_font
from partnermap.report.pdf.fonts import BOLD, register_fonts
from partnermap.scene.text_runs import Run, runs


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence: page counted from 0, and its number on that page."""

    page: int
    mcid: int


Attributes = dict[str, dict[str, str | tuple[float, ...]]]
"""By owner (Table, Layout, List), then by key; text is a PDF name such as `Column`, but for Summary."""


@dataclass(eq=False, slots=True)
class Node:
    """A structure element.

    Attributes:
        role: a standard structure type, such as P, H1 or TD.
        alt: alternative text; figures must have it.
    """

    role: str
    alt: str | None = None
    attributes: Attributes = field(default_factory=dict)
    kids: "list[Node | Content]" = field(default_factory=list)

    def add(
        self,
        role: str,
        *,
        alt: str | None = None,
        attributes: Attributes | None = None,
    ) -> "Node":
        """Append a new element and return it."""
        child = Node(role, alt, attributes or {})
        self.kids.append(child)
        return child


_FormatText = Callable[[PDFTextObject, str], str]
_TextOut = Callable[[PDFTextObject, str, int], None]
# The hooks that ReportLab's own paragraphs call are private and not in its type stubs.
_format_text = cast(_FormatText, vars(PDFTextObject)["_formatText"])
_text_out = cast(_TextOut, vars(PDFTextObject)["_textOut"])


_NO_SUBSET = -1
"""Makes ReportLab name the font anew."""


class TagText(PDFTextObject):
    """A text object that keeps words apart at line ends and says what drawn glyphs mean."""

    _fontname: str
    _curSubset: int
    _canvas: "TagCanvas"

    def _formatText(self, text: str) -> str:
        parts = runs(str(text), bold=self._fontname == BOLD)
        return " ".join(self._told(run, self._drawn(run)) for run in parts)

    def _told(self, run: Run, drawn: str) -> str:
        if run.is_plain or self._canvas.is_unspoken:
            return drawn
        if run.is_reversed:
            return f"/ReversedChars BMC {drawn} EMC"
        return f"/Span <</ActualText {_hex_text(run.text)}>> BDC {drawn} EMC"

    def _drawn(self, run: Run) -> str:
        if run.face is None:
            return _format_text(self, run.shown)
        font, usual = fallback_font(run.face), self._fontname
        self._fontname, self._curSubset = font.fontName, _NO_SUBSET
        drawn = _format_text(self, font.shaped(run, unspoken=self._canvas.is_unspoken))
        self._fontname, self._curSubset = usual, _NO_SUBSET
        return drawn

    def _textOut(self, text: str, TStar: int = 0) -> None:
        if TStar and text and not text.endswith(" "):
            text += " "
        _text_out(self, text, TStar)


def _hex_text(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class TagCanvas(Canvas):
    """A canvas that knows the logical tree.

    Attributes:
        root: the Document element.
        section: where the next block goes.
        contents: per page, which element each marked-content sequence belongs to.
        is_unspoken: whether what is drawn has no meaning of its own.
    """

    _code: list[str]

    def __init__(self, *args: Any, **settings: Any) -> None:
        register_fonts()
        super().__init__(*args, **settings)
        self.root = Node("Document")
        self.section = self.root
        self.contents: list[list[Node]] = []
        self._nodes: dict[object, Node] = {}
        self._open: str | None = None
        self.is_unspoken = False

    @property
    def page_count(self) -> int:
        """Pages finished so far."""
        return self.getPageNumber() - 1

    @property
    def is_open(self) -> bool:
        """Whether a marked-content sequence or an artifact is being drawn."""
        return self._open is not None

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """Everything drawn inside belongs to the element."""
        self.begin(node)
        yield
        self.end()

    @contextmanager
    def furniture(self, kind: str = "Layout", subtype: str | None = None) -> Iterator[None]:
        """Everything drawn inside is skipped by a reader."""
        self.artifact(kind, subtype)
        yield
        self.end()

    def begin(self, node: Node) -> None:
        """Open a marked-content sequence of the element on this page; sequences never nest."""
        self._must_be_closed(node.role)
        page = self.getPageNumber() - 1
        while len(self.contents) <= page:
            self.contents.append([])
        mcid = len(self.contents[page])
        self.contents[page].append(node)
        node.kids.append(Content(page, mcid))
        self._code.append(f"/{node.role} <</MCID {mcid}>> BDC")
        self._open = node.role

    def artifact(self, kind: str = "Layout", subtype: str | None = None) -> None:
        """Open page furniture: `Pagination` with `Header` or `Footer`, or plain `Layout`."""
        self._must_be_closed("Artifact")
        suffix = f" /Subtype /{subtype}" if subtype else ""
        self._code.append(f"/Artifact <</Type /{kind}{suffix}>> BDC")
        self._open = "Artifact"

    def end(self) -> None:
        """Close what `begin` or `artifact` opened."""
        if self._open is None:
            raise AssertionError("no marked content is open")
        self._code.append("EMC")
        self._open = None

    def _must_be_closed(self, role: str) -> None:
        if self._open is not None:
            raise AssertionError(f"{role} inside {self._open}: marked content never nests")

    @contextmanager
    def unspoken(self) -> Iterator[None]:
        """Text drawn inside is seen but has no meaning of its own, such as a halo behind a label."""
        self._code.append("/Span <</ActualText ()>> BDC")
        self.is_unspoken = True
        yield
        self.is_unspoken = False
        self._code.append("EMC")

    def node_for(self, token: object, role: str, parent: Node | None = None) -> Node:
        """The element of a flowable: made at its first part, found again at those that follow."""
        if token not in self._nodes:
            self._nodes[token] = (parent or self.section).add(role)
        return self._nodes[token]

    def beginText(
        self, x: float = 0, y: float = 0, direction: Literal["LTR", "RTL"] | None = None
    ) -> TagText:
        """A text object with the rules above; ReportLab's own paragraphs ask for it here."""
        return TagText(self, x, y, direction=direction)
