"""A scene printed larger than it was composed: a poster is a small map with everything in proportion."""

from dataclasses import replace

from partnermap.scene.fit import Box
from partnermap.scene.model import (
    Curves,
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
    View,
)


def enlarged(scene: Scene, by: float) -> Scene:
    """The scene so many times as large: places, type, symbols, lines and dashes alike."""
    if by == 1.0:
        return scene
    return replace(
        scene,
        view=_view(scene.view, by),
        positions=scene.positions * by,
        radii=scene.radii * by,
        frame=replace(
            scene.frame,
            scale_x=scene.frame.scale_x * by,
            scale_y=scene.frame.scale_y * by,
            shift_x=scene.frame.shift_x * by,
            shift_y=scene.frame.shift_y * by,
        ),
        lines=tuple(_lines(batch, by) for batch in scene.lines),
        letters=tuple(_letter(item, by) for item in scene.letters),
        symbols=tuple(_symbols(batch, by) for batch in scene.symbols),
        arrows=tuple(replace(batch, corners=batch.corners * by) for batch in scene.arrows),
        hatches=tuple(_hatch(hatch, by) for hatch in scene.hatches),
        rings=tuple(_ring(ring, by) for ring in scene.rings),
        labels=tuple(_label(item, by) for item in scene.labels),
        key=tuple(_key_entry(entry, by) for entry in scene.key),
        legend=tuple(_row(entry, by) for entry in scene.legend),
        texts=tuple(_text(mark, by) for mark in scene.texts),
        guides=tuple(points * by for points in scene.guides),
        guide_pen=None if scene.guide_pen is None else _pen(scene.guide_pen, by),
        area=_four(scene.area, by),
        ways=None if scene.ways is None else _ways(scene.ways, by),
        pens=tuple(_pen(pen, by) for pen in scene.pens),
    )


def reduced(box: Box, by: float) -> Box:
    """A part of the printed page as it was before everything was enlarged."""
    return Box(box.left / by, box.top / by, box.right / by, box.bottom / by)


def _four(corners: tuple[float, float, float, float], by: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = corners
    return left * by, top * by, right * by, bottom * by


def _view(view: View, by: float) -> View:
    return replace(
        view,
        width=view.width * by,
        height=view.height * by,
        font_size=view.font_size * by,
        enlarged=view.enlarged * by,
    )


def _pen(pen: Pen, by: float) -> Pen:
    return replace(pen, width=pen.width * by, dash=tuple(part * by for part in pen.dash))


def _lines(batch: LineBatch, by: float) -> LineBatch:
    kind = None if batch.kind is None else _pen(batch.kind, by)
    return replace(batch, pen=_pen(batch.pen, by), segments=batch.segments * by, kind=kind)


def _letter(item: TieLetter, by: float) -> TieLetter:
    return replace(item, x=item.x * by, y=item.y * by, size=item.size * by)


def _symbols(batch: SymbolBatch, by: float) -> SymbolBatch:
    return replace(batch, centres=batch.centres * by, radii=batch.radii * by)


def _hatch(hatch: Hatch, by: float) -> Hatch:
    return replace(hatch, centres=hatch.centres * by, radii=hatch.radii * by, gap=hatch.gap * by)


def _ring(ring: Ring, by: float) -> Ring:
    return replace(ring, x=ring.x * by, y=ring.y * by, radius=ring.radius * by)


def _label(item: Label, by: float) -> Label:
    return replace(
        item,
        x=item.x * by,
        y=item.y * by,
        width=item.width * by,
        height=item.height * by,
        size=item.size * by,
        leader=None if item.leader is None else _four(item.leader, by),
    )


def _key_entry(entry: KeyEntry, by: float) -> KeyEntry:
    x, y, text_x = entry.x * by, entry.y * by, entry.text_x * by
    return replace(entry, x=x, y=y, text_x=text_x, size=entry.size * by)


def _row(entry: LegendEntry, by: float) -> LegendEntry:
    return replace(
        entry,
        x=entry.x * by,
        y=entry.y * by,
        pen=None if entry.pen is None else _pen(entry.pen, by),
        symbol=None if entry.symbol is None else _symbols(entry.symbol, by),
        gap=entry.gap * by,
        sample_width=entry.sample_width * by,
        text_x=entry.text_x * by,
        size=entry.size * by,
    )


def _text(mark: TextMark, by: float) -> TextMark:
    return replace(mark, x=mark.x * by, y=mark.y * by, size=mark.size * by)


def _ways(curves: Curves, by: float) -> Curves:
    starts, bends, finishes = curves.starts * by, curves.bends * by, curves.finishes * by
    return replace(curves, starts=starts, bends=bends, finishes=finishes)
