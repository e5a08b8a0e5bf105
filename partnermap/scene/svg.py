"""A Scene as one standalone SVG file: vectors, real text, and a title and description read aloud."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr, unescape

from partnermap.scene import symbols as shapes
from partnermap.scene.legend import words
from partnermap.scene.lines import sample_lines
from partnermap.scene.model import (
    LEADING,
    ArrowBatch,
    Floats,
    Hatch,
    KeyEntry,
    Label,
    LegendEntry,
    LineBatch,
    Pen,
    Ring,
    Scene,
    SymbolBatch,
    TextMark,
    TieLetter,
)
from partnermap.scene.svg_fonts import families, font_faces

FALLBACKS = "Arial, Helvetica, sans-serif"
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
_BOLD = ' font-weight="700"'
_FORBIDDEN = dict.fromkeys(range(32), " ") | {0xFFFE: None, 0xFFFF: None}


def to_svg(scene: Scene) -> str:
    """The scene as the text of an SVG file."""
    return "\n".join(_document(scene)) + "\n"


def _document(scene: Scene) -> Iterator[str]:
    width, height = _number(scene.view.width), _number(scene.view.height)
    title = " ".join(mark.text for mark in scene.texts if mark.role == "title") or "Partnership map"
    drawn = (*_marks(scene), *_words(scene))
    plain, bold = _written_texts(drawn)
    names = [scene.font, *(f"'{name}'" for name in families(plain, bold)), FALLBACKS]
    family = quoteattr(", ".join(names))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family={family} lang="en-GB">'
    )
    yield f'<title id="title">{_text(title)}</title>'
    yield f'<desc id="desc">{_text(scene.alt)}</desc>'
    yield f"<style>{''.join(font_faces(scene.font, plain, bold))}</style>"
    yield f'<rect width="{width}" height="{height}" fill="{scene.background}"/>'
    yield from drawn
    yield "</svg>"


def _written_texts(drawn: Iterable[str]) -> tuple[list[str], list[str]]:
    """Everything written, regular and bold: what the fonts inside the file must have."""
    written = [unescape(line[line.index(">") + 1 : -len("</text>")]) for line in _texts(drawn)]
    is_bold = [_BOLD in line for line in _texts(drawn)]
    bold = [words_ for words_, flag in zip(written, is_bold, strict=True) if flag]
    plain = [words_ for words_, flag in zip(written, is_bold, strict=True) if not flag]
    return plain, bold


def _texts(drawn: Iterable[str]) -> Iterator[str]:
    return (line for line in drawn if line.startswith("<text"))


def _marks(scene: Scene) -> Iterator[str]:
    if scene.guides and scene.guide_pen is not None:
        yield f"<path {_stroke(scene.guide_pen)} d={quoteattr(_path(scene.guides))}/>"
    for hatch in scene.hatches:
        yield from _hatch(hatch, scene)
    for batch in scene.lines:
        yield from _lines(batch)
    for arrows in scene.arrows:
        yield from _arrows(arrows)
    for letter in scene.letters:
        yield _tie_letter(letter, scene)
    for symbols in scene.symbols:
        yield from _symbols(symbols, scene)
    for ring in scene.rings:
        yield _ring(ring, scene)


def _words(scene: Scene) -> Iterator[str]:
    for label in scene.labels:
        yield from _label(label, scene)
    for entry in scene.legend:
        if entry.size:
            yield from _legend(entry, scene)
    for key in scene.key:
        yield from _key(key, scene)
    for mark in scene.texts:
        yield _mark(mark)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(words_: str) -> str:
    return escape(words_.translate(_FORBIDDEN))


def _points(points: Floats) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points.tolist())


def _path(lines: Iterable[Floats]) -> str:
    return " ".join(f"M{_points(points).replace(' ', ' L')}" for points in lines)


def _width(points: float, scene: Scene) -> str:
    """A width of this renderer's own, as large as the map is."""
    return _number(points * scene.view.enlarged)


def _stroke(pen: Pen) -> str:
    dash = " ".join(_number(part) for part in pen.dash)
    extra = f' stroke-dasharray="{dash}"' if dash else ' stroke-linecap="round"'
    return f'fill="none" stroke="{pen.colour}" stroke-width="{_number(pen.width)}"{extra}'


def _lines(batch: LineBatch) -> Iterator[str]:
    data = _path(points for _, points in batch.paths())
    yield f"<path {_stroke(batch.pen)} d={quoteattr(data)}/>"


def _tie_letter(item: TieLetter, scene: Scene) -> str:
    return _written(
        item.letter,
        item.x,
        item.baseline,
        item.size,
        item.colour,
        bold=True,
        anchor="middle",
        halo=(scene.background, _width(shapes.HALO_WIDTH, scene)),
    )


def _arrows(batch: ArrowBatch) -> Iterator[str]:
    data = " ".join(f"{_path([corners])} Z" for corners in batch.corners)
    yield f'<path fill="{batch.colour}" d={quoteattr(data)}/>'


def _pieces(rows: Floats) -> str:
    return _path(row.reshape(2, 2) for row in rows)


def _hatch(hatch: Hatch, scene: Scene) -> Iterator[str]:
    for (x, y), radius in zip(hatch.centres.tolist(), hatch.radii.tolist(), strict=True):
        yield (
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" fill="{hatch.ground}"/>'
        )
        yield _hatching(hatch.colour, shapes.hatch_lines(x, y, radius, hatch.gap), scene)


def _hatching(colour: str, rows: Floats, scene: Scene) -> str:
    width = _width(shapes.HATCH_WIDTH, scene)
    return f'<path stroke="{colour}" stroke-width="{width}" d={quoteattr(_pieces(rows))}/>'


def _symbols(batch: SymbolBatch, scene: Scene) -> Iterator[str]:
    for (x, y), radius in zip(batch.centres.tolist(), batch.radii.tolist(), strict=True):
        for shift in batch.shifts:
            step = shift * radius
            yield from _symbol(batch, x + step, y - step, radius, scene, lettered=shift == 0)


def _symbol(
    batch: SymbolBatch, x: float, y: float, radius: float, scene: Scene, *, lettered: bool = True
) -> Iterator[str]:
    corners = shapes.outline(batch.shape, x, y, radius)
    width = _width(shapes.OUTLINE_WIDTH, scene)
    yield (
        f'<polygon fill="{batch.fill}" stroke="{batch.outline}" stroke-width="{width}" '
        f'points="{_points(corners)}"/>'
    )
    size = shapes.letter_size(radius)
    if lettered and batch.letter and size >= shapes.LEAST_LETTER:
        y = shapes.letter_baseline(batch.shape, y, radius)
        yield _written(batch.letter, x, y, size, batch.ink, bold=True, anchor="middle")


def _ring(ring: Ring, scene: Scene) -> str:
    width = _width(shapes.RING_WIDTH, scene)
    return (
        f'<circle cx="{_number(ring.x)}" cy="{_number(ring.y)}" r="{_number(ring.radius)}" fill="none" '
        f'stroke="{scene.accent}" stroke-width="{width}"/>'
    )


def _written(
    line: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "start",
    halo: tuple[str, str] | None = None,
) -> str:
    """A line of text; with a halo it is written twice, as office programs know no `paint-order`.

    Of the halo it takes colour and width.
    """
    weight = _BOLD if bold else ""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    at = f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}"{weight}{place}'
    words = f'{at} fill="{colour}">{_text(line)}</text>'
    if halo is None:
        return words
    colour, width = halo
    around = f'stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"'
    return f'{at} fill="{colour}" {around} aria-hidden="true">{_text(line)}</text>\n{words}'


def _label(label: Label, scene: Scene) -> Iterator[str]:
    if label.leader is not None:
        x1, y1, x2, y2 = map(_number, label.leader)
        yield (
            f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{scene.ink}" '
            f'stroke-width="{_width(shapes.LEADER_WIDTH, scene)}"/>'
        )
    for line, y in zip(label.lines, label.baselines, strict=True):
        yield _written(
            line,
            label.anchor,
            y,
            label.size,
            scene.ink,
            bold=label.bold,
            anchor=_ANCHORS[label.align],
            halo=(scene.halo, _width(shapes.HALO_WIDTH, scene)),
        )


def _legend(entry: LegendEntry, scene: Scene) -> Iterator[str]:
    yield from _sample(entry, scene)
    yield _written(words(entry), entry.text_x, entry.y + 0.35 * entry.size, entry.size, scene.ink)


def _sample(entry: LegendEntry, scene: Scene) -> Iterator[str]:
    right = entry.x + entry.sample_width
    if entry.pen is not None:
        rows = sample_lines(entry.pen, entry.x, right, entry.y, scene.view.enlarged)
        yield f'<path {_stroke(entry.pen)} d="{_pieces(rows)}"/>'
        if entry.pen.letter:
            middle = (entry.x + right) / 2
            letter = TieLetter(0, entry.pen.letter, middle, entry.y, entry.size, scene.ink)
            yield _tie_letter(letter, scene)
    elif entry.symbol is not None:
        radius = shapes.legend_radius(entry.sample_width, entry.size)
        yield from _symbol(entry.symbol, (entry.x + right) / 2, entry.y, radius, scene)
    else:
        height = 1.2 * entry.size
        top = entry.y - height / 2
        hatch = scene.hatches[0]
        yield (
            f'<rect x="{_number(entry.x)}" y="{_number(top)}" width="{_number(entry.sample_width)}" '
            f'height="{_number(height)}" fill="{hatch.ground}"/>'
        )
        rows = shapes.hatch_box_lines(entry.x, top, entry.sample_width, height, entry.gap)
        yield _hatching(hatch.colour, rows, scene)


def _key(entry: KeyEntry, scene: Scene) -> Iterator[str]:
    yield _written(str(entry.number), entry.x, entry.y, entry.size, scene.ink, bold=True)
    for place, line in enumerate(entry.lines):
        y = entry.y + place * LEADING * entry.size
        yield _written(line, entry.text_x, y, entry.size, scene.ink)


def _mark(mark: TextMark) -> str:
    return _written(mark.text, mark.x, mark.y, mark.size, mark.colour, bold=mark.bold)
