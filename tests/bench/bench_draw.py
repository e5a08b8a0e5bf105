"""What it costs to draw the map while it is panned, zoomed, pointed at and dragged over.

Run: `python tests/bench/bench_draw.py [ORGANISATIONS...]`. For each size it paints the canvas offscreen
after each kind of move and prints the median processor time, on all threads, for Qt scales on several,
beside the machine's own floor: the same points and straight lines painted by Qt with nothing else. It
asserts nothing.
"""

import datetime as dt
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter
from partnermap.scene.model import Scene
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.canvas.picture import Picture
from partnermap.ui.run import make_application

ON = dt.date(2026, 6, 1)
WIDTH, HEIGHT = 1600.0, 1000.0
ROUNDS = 25
WHOLE, NEAR = Wish(), Wish(3.0, (0.0, 0.0))
SIZES = (60, 300, 2000, 5000)


def main(arguments: list[str]) -> None:
    """Measure each size and print a line for each kind of move."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    for size in [int(one) for one in arguments] or SIZES:
        measure(size)


def measure(size: int) -> None:
    """Draw a place of so many organisations, three ties each, in every way."""
    place, maker = generated(size), MapMaker()
    started = time.process_time()
    result = maker.make(request(place), Token())
    cold = time.process_time() - started
    fine = refined(maker, result)
    started = time.process_time()
    picture = maker.make(request(place), Token()).picture
    warm = time.process_time() - started
    base = floor(picture.scene)
    say(f"{size} organisations, {len(result.network.ties)} ties: floor {1000 * base:.1f} ms")
    say(f"  picture on a worker: first {cold:.2f} s, again {warm:.2f} s ({warm / base:.1f} times)")
    if fine:
        shown = cold + fine + warm
        say(f"  fine layout on a worker of its own: {fine:.2f} s, its picture after {shown:.2f} s")
    near = maker.make(request(place, NEAR), Token()).picture
    for name, seconds in [*moves(picture), *near_moves(near)]:
        say(f"  {name}: {1000 * seconds:.1f} ms, {seconds / base:.2f} times the floor")


def refined(maker: MapMaker, result: MapResult) -> float:
    """Processor time of the fine layout, which the next picture shows; nought where there is none."""
    if result.rough is None:
        return 0.0
    started = time.process_time()
    maker.arranger.offer(result.rough, result.rough.refined(Token()))
    return time.process_time() - started


def request(place: Place, wish: Wish = WHOLE) -> MapRequest:
    """The map in the light look."""
    return MapRequest(place, ON, frozenset(), Filter(), wish, WIDTH, HEIGHT, 1.0, 11.0, "light")


def near_moves(picture: Picture) -> list[tuple[str, float]]:
    """Median processor time of a pan where more is drawn than is seen."""
    canvas = MapCanvas()
    canvas.resize(int(WIDTH), int(HEIGHT))
    canvas.show_picture(picture)
    return [("pan of a near view", repaint(canvas, lambda step: canvas.pan_by(3.0 + step % 2, 1.0)))]


def moves(picture: Picture) -> list[tuple[str, float]]:
    """Median processor time of one repaint by kind of move."""
    canvas = MapCanvas()
    canvas.resize(int(WIDTH), int(HEIGHT))
    canvas.show_picture(picture)
    ids = picture.scene.organisation_ids
    busiest = max(ids, key=lambda one: len(picture.who.partners[one]))
    x, y = canvas.point_of(busiest) or (0.0, 0.0)
    found = [("still", repaint(canvas, lambda _: None))]
    found.append(("pan", repaint(canvas, lambda step: canvas.pan_by(3.0 + step % 2, 1.0))))
    canvas.show_picture(picture)
    found.append(("zoom", repaint(canvas, lambda step: canvas.zoom_by(1.02 if step % 2 else 0.99))))
    canvas.fit()
    canvas.show_picture(picture)
    found.append(("point at the busiest", repaint(canvas, lambda step: point(canvas, x + step % 2, y))))
    spots = picture.scene.positions.tolist()
    found.append(("point here and there", repaint(canvas, lambda step: point(canvas, *spots[step]))))
    canvas.set_selected(busiest)
    found.append(("selected", repaint(canvas, lambda _: None)))
    canvas.set_selected(None)
    at = QPoint(round(x), round(y))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    dragged = repaint(canvas, lambda step: point(canvas, x + 5.0 * step, y))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)
    return [*found, ("drag the busiest", dragged)]


def point(canvas: MapCanvas, x: float, y: float) -> None:
    """Move the pointer there."""
    kind, spot = QEvent.Type.MouseMove, QPointF(x, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(kind, spot, spot, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def repaint(canvas: MapCanvas, act: Callable[[int], None]) -> float:
    """Median processor time of an act and the repaint after it."""
    image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_RGB32)
    times = []
    for step in range(ROUNDS):
        started = time.process_time()
        act(step)
        canvas.render(image)
        times.append(time.process_time() - started)
    return statistics.median(times)


def floor(scene: Scene) -> float:
    """Median processor time to paint the same points and straight lines, antialiased, alone."""
    lines = [QLineF(*row) for batch in scene.lines for row in batch.segments.tolist()]
    points = [QPointF(*row) for row in scene.positions.tolist()]
    image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_RGB32)
    times = []
    for _ in range(9):
        started = time.process_time()
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("grey"), 1.2))
        painter.drawLines(lines)
        painter.setPen(QPen(QColor("black"), 6.0))
        painter.drawPoints(points)
        painter.end()
        times.append(time.process_time() - started)
    return statistics.median(times)


def generated(size: int) -> Place:
    """An invented place: few busy organisations, many quiet ones, three ties each."""
    chance = random.Random(7)
    kinds, sectors = tuple(TieKind), tuple(Sector)
    organisations: dict[str, Record] = {
        f"o{row}": Organisation(
            id=f"o{row}", name=f"Invented Organisation {row}", sector=sectors[row % len(sectors)]
        )
        for row in range(size)
    }
    ties: dict[str, Record] = {}
    for row in range(3 * size):
        one = int(size * chance.random() ** 2)
        other = (one + 1 + int((size - 1) * chance.random() ** 1.5)) % size
        ties[f"t{row}"] = Tie(
            id=f"t{row}", from_id=f"o{one}", to_id=f"o{other}", kind=kinds[row % len(kinds)]
        )
    info = PlaceInfo(id="place", title="Invented place", invented=True)
    return replace(
        Place(version=1),
        tables={"place": {"place": info}, "organisations": organisations, "ties": ties},
    )


def say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
