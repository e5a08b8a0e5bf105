"""The last pass over a drawn PDF: structure tree, language, metadata, and ReportLab's loose ends.

What it writes is what PDF/UA-1 (ISO 14289-1) asks of the file as a whole.
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from partnermap.report.pdf.tagging import Content, Node, TagCanvas

LANGUAGE = "en-GB"
PRODUCER = "Partnermap"

_MAY_BE_EMPTY = frozenset({"TD", "TH"})
_PAIR = re.compile(r"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]+)>\n")
_FORBIDDEN_TARGETS = frozenset({0x0000, 0xFEFF, 0xFFFE})


def finish(drawn: bytes, canvas: TagCanvas, title: str, when: dt.datetime | None = None) -> bytes:
    """The drawn pages as a tagged PDF/UA-1 file.

    Args:
        drawn: what ReportLab wrote.
        canvas: the canvas it was drawn on, with the logical tree.
        title: what the window of a reader shows.
        when: creation time; the same content and time give the same bytes. None is now.
    """
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        _write_structure(pdf, canvas)
        _write_catalogue(pdf)
        _drop_unembedded_fonts(pdf)
        _mend_unicode_maps(pdf)
        _write_metadata(pdf, title, when or dt.datetime.now(dt.UTC))
        target = io.BytesIO()
        pdf.save(target, min_version="1.7", deterministic_id=True)
        return target.getvalue()


def _write_structure(pdf: Pdf, canvas: TagCanvas) -> None:
    _prune(canvas.root)
    tree = _StructureTree(pdf)
    root = tree.build(canvas.root)
    numbers: list[Object | int] = []
    for number, page in enumerate(pdf.pages):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        nodes = canvas.contents[number] if number < len(canvas.contents) else []
        numbers += [number, pdf.make_indirect(Array([tree.element_of(node) for node in nodes]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root


def _prune(node: Node) -> bool:
    """Drop elements that hold nothing; whether this one is such."""
    node.kids = [kid for kid in node.kids if isinstance(kid, Content) or not _prune(kid)]
    return not node.kids and node.role not in _MAY_BE_EMPTY


class _StructureTree:
    """The logical tree as PDF objects."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._elements: dict[int, Object] = {}

    def build(self, document: Node) -> Object:
        """The tree's root with the whole document below it."""
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._build(document, root)])
        return root

    def element_of(self, node: Node) -> Object:
        """The structure element made for a node."""
        return self._elements[id(node)]

    def _build(self, node: Node, parent: Object) -> Object:
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent)
        )
        self._elements[id(node)] = element
        if node.alt is not None:
            element.Alt = String(node.alt)
        if node.attributes:
            element.A = Array([_attribute(owner, keys) for owner, keys in node.attributes.items()])
        element.K = Array(list(self._kids(node, element)))
        return element

    def _kids(self, node: Node, element: Object) -> Iterator[Object | int]:
        home: Object | None = None
        for kid in node.kids:
            if isinstance(kid, Node):
                yield self._build(kid, element)
                continue
            page = self._pdf.pages[kid.page].obj
            if home is None:
                home = element.Pg = page
            if page.objgen == home.objgen:
                yield kid.mcid
            else:
                yield Dictionary(Type=Name.MCR, Pg=page, MCID=kid.mcid)


def _attribute(owner: str, keys: dict[str, str | tuple[float, ...]]) -> Dictionary:
    made = Dictionary(O=Name(f"/{owner}"))
    for key, value in keys.items():
        if isinstance(value, tuple):
            made[f"/{key}"] = Array(list(value))
        else:
            made[f"/{key}"] = String(value) if key == "Summary" else Name(f"/{value}")
    return made


def _write_catalogue(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/Outlines" in pdf.Root and "/First" in pdf.Root.Outlines:
        pdf.Root.PageMode = Name.UseOutlines


def _drop_unembedded_fonts(pdf: Pdf) -> None:
    """ReportLab lists Helvetica on every page, shown or not."""
    for page in pdf.pages:
        fonts = page.obj.Resources.get("/Font", Dictionary())
        for key in list(fonts.keys()):
            if "/FontDescriptor" not in fonts[key]:
                del fonts[key]


def _mend_unicode_maps(pdf: Pdf) -> None:
    """ReportLab maps codes it does not use to U+0000, which ISO 14289-1, 7.21.7 forbids."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and "/ToUnicode" in item:
            mapping = item.ToUnicode.read_bytes().decode("latin-1")
            item.ToUnicode.write(_mended(mapping).encode("latin-1"))


def _mended(mapping: str) -> str:
    head, rest = mapping.split("beginbfchar", 1)
    tail = rest.split("endbfchar", 1)[1].lstrip()
    pairs = [pair for pair in _PAIR.findall(rest) if int(pair[1], 16) not in _FORBIDDEN_TARGETS]
    return re.sub(r"\d+\s+$", "", head) + "".join(_blocks(pairs)) + tail


def _blocks(pairs: list[tuple[str, str]]) -> Iterable[str]:
    """A CMap may hold at most 100 pairs a block."""
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines = "\n".join(f"<{code}> <{target}>" for code, target in block)
        yield f"{len(block)} beginbfchar\n{lines}\nendbfchar\n"


def _write_metadata(pdf: Pdf, title: str, when: dt.datetime) -> None:
    moment = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    moment = moment.astimezone(dt.UTC).replace(microsecond=0)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:title"] = title
        xmp["dc:language"] = [LANGUAGE]
        xmp["pdf:Producer"] = PRODUCER
        xmp["xmp:CreatorTool"] = PRODUCER
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = moment.isoformat()
        xmp["pdfuaid:part"] = "1"
    stamp = String(moment.strftime("D:%Y%m%d%H%M%S+00'00'"))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
