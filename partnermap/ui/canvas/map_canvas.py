"""MapCanvas: shows a finished picture of the map; pans, zooms, picks and walks over it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnermap.shell.words import counted, text
from partnermap.ui.canvas.accessible import MapList, announce_focus, make_accessible
from partnermap.ui.canvas.camera import Camera, Shift, Wish
from partnermap.ui.canvas.dragging import Dragged
from partnermap.ui.canvas.highlight import Marked
from partnermap.ui.canvas.map_keys import STEP, handle_key
from partnermap.ui.canvas.motion import Fade, Flight, Glide
from partnermap.ui.canvas.name_tags import paint_marks
from partnermap.ui.canvas.picking import organisation_at, tie_at
from partnermap.ui.canvas.picture import Picture
from partnermap.ui.canvas.walk import MapWalk
from partnermap.ui.plain_words import tip

REST_MS = 100
"""How long the view must be still before it is drawn anew."""

NOTCH = 120.0
"""Angle of one wheel notch in eighths of a degree."""

DRAG_FROM = 4.0
"""Pixels the pointer must travel before a press becomes a drag."""


class MapCanvas(QWidget):
    """The map. Pictures come from outside; it asks for a new one when the view has come to rest.

    Attributes:
        walk: where the keyboard is.
        camera: zoom and centre wanted.

    Signals:
        view_changed: another zoom, centre or size is wanted.
        organisation_picked: id of the organisation chosen, or None.
        tie_picked: id of the tie clicked.
        organisation_opened: id of the organisation to open in the inspector.
        organisation_moved: id, x and y in layout units.
        focus_wanted: id of the organisation whose surroundings to show, or None for all; and the steps.
        menu_wanted: id of the organisation, or None, and where on the screen.
    """

    view_changed = Signal()
    organisation_picked = Signal(object)
    tie_picked = Signal(str)
    organisation_opened = Signal(str)
    organisation_moved = Signal(str, float, float)
    focus_wanted = Signal(object, int)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_accessible(MapCanvas, _accessible)
        self.walk = MapWalk()
        self.camera = Camera()
        self._picture: Picture | None = None
        self._lit: tuple[Picture, Marked, QImage] | None = None
        self._marked = Marked()
        self._press: QPointF | None = None
        self._last = QPointF()
        self._grabbed: str | None = None
        self._dragging = False
        self._accent = QColor(Qt.GlobalColor.darkBlue)
        self._fade = Fade(self.update, self)
        self._glide = Glide(self.pan_by, self)
        self._flight = Flight(self._fly, self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.view_changed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 130)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(text("Partnership map"))

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    @property
    def marked(self) -> Marked:
        """What stands out."""
        return self._marked

    def show_picture(self, picture: Picture) -> None:
        """Show another picture; what was panned and zoomed while it was drawn is kept.

        Where nobody moved, as between two dates, or all a little, it fades in over the old one.
        """
        before = self._picture
        if self.camera.show(picture.scene, picture.wish):
            self._flight.start(is_known=before is not None and picture.arranged_like(before))
        if before is not None and self.camera.shift == Shift() and picture.stands_like(before):
            self._fade.start(self._ground(before))
        else:
            self._fade.end()
        self._picture = picture
        self._marked = self._marked.kept(picture.scene)
        self.walk.show(picture.who)
        # Who stands there already is among partners perhaps: the way back to them would be lost.
        if self._marked.selected not in (None, self.walk.current):
            self.walk.go(self._marked.selected or "")
        self.update()

    def set_selected(self, organisation_id: str | None) -> None:
        """Ring the organisation."""
        self._marked = replace(self._marked, selected=organisation_id, tie=None)
        if organisation_id is not None and organisation_id != self.walk.current:
            self.walk.go(organisation_id)
        self._mark_focus()

    def set_accent(self, colour: str) -> None:
        """Colour of rings."""
        self._accent = QColor(colour)
        self.update()

    def take_wish(self) -> Wish:
        """The view wanted now, by somebody who asks for its picture: no need to tell of it any more."""
        self._rest.stop()
        return self.camera.wish()

    def fit(self) -> None:
        """Show everything."""
        self.camera.fit()
        self.view_changed.emit()

    def follow(self, is_filtered: bool) -> None:
        """The filter is another: the next picture shows what it leaves, as `Camera.follow` says."""
        self._glide.stop()
        self.camera.follow(is_filtered)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a point of the widget, or its middle."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        self.camera.zoom_by(factor, point.x(), point.y())
        self._moved()

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by so many pixels."""
        self.camera.pan_by(dx, dy)
        self._moved()

    def walked(self) -> None:
        """The keyboard went somewhere: select it, tell screen readers."""
        current = self.walk.current
        if current is None:
            return
        self.organisation_picked.emit(current)
        self.bring_into_view(current)
        listed = self.walk.listed
        changes = len(listed) < len(self.walk.who.order)
        announce_focus(self, listed.index(current), is_another_list=changes)

    def leave(self) -> None:
        """Hand the keyboard to what comes after the map."""
        self.focusNextPrevChild(True)

    def spoken_title(self) -> str:
        """The map in one phrase: `Partnership map, 60 organisations, 150 links`."""
        scene = self._picture.scene if self._picture else None
        return text(
            "Partnership map, {organisations}, {links}",
            organisations=counted(len(scene.organisation_ids) if scene else 0, "organisation"),
            links=counted(len(scene.tie_ids) if scene else 0, "link"),
        )

    def point_of(self, organisation_id: str) -> tuple[float, float] | None:
        """Where an organisation stands on the widget."""
        if self._picture is None or organisation_id not in self._picture.scene.organisation_ids:
            return None
        row = self._picture.scene.organisation_ids.index(organisation_id)
        x, y = self._picture.scene.positions[row].tolist()
        return self.camera.shift.to_screen(x, y)

    def _fly(self, share: float) -> None:
        self.camera.fly(share)
        self.update()

    def _moved(self) -> None:
        if self._is_covered() or not self._rest.isActive():
            self._rest.start()
        self.update()

    def _is_covered(self) -> bool:
        """Whether the picture reaches all edges: if not, another is asked for before the view rests."""
        if self._picture is None:
            return True
        room, shift = self._picture.layers.room, self.camera.shift
        left, top = shift.to_screen(room.left(), room.top())
        right, bottom = shift.to_screen(room.right(), room.bottom())
        return left <= 0.0 and top <= 0.0 and right >= self.width() and bottom >= self.height()

    def bring_into_view(self, organisation_id: str) -> None:
        """Move the picture so that the organisation is seen."""
        point = self.point_of(organisation_id)
        if point is not None and not self.rect().contains(QPoint(round(point[0]), round(point[1]))):
            self._glide.start(self.width() / 2 - point[0], self.height() / 2 - point[1])

    def _mark_focus(self) -> None:
        focused = self.walk.current if self.hasFocus() else None
        self._marked = replace(self._marked, focused=focused)
        self.update()

    def _organisation_at(self, at: QPointF) -> str | None:
        if self._picture is None:
            return None
        return organisation_at(self._picture.scene, *self.camera.shift.to_picture(at.x(), at.y()))

    def _tie_at(self, at: QPointF) -> str | None:
        if self._picture is None:
            return None
        return tie_at(self._picture.scene, *self.camera.shift.to_picture(at.x(), at.y()))

    def _click(self, at: QPointF) -> None:
        organisation_id = self._organisation_at(at)
        tie_id = None if organisation_id else self._tie_at(at)
        if tie_id is not None:
            self._marked = replace(self._marked, tie=tie_id)
            self.tie_picked.emit(tie_id)
            self.update()
        else:
            self.organisation_picked.emit(organisation_id)

    def _drop(self, at: QPointF) -> None:
        place = self.camera.to_layout(at.x(), at.y())
        if self._grabbed is not None and place is not None:
            self.organisation_moved.emit(self._grabbed, *place)

    def _dragged(self) -> Dragged | None:
        if not self._dragging or self._grabbed is None:
            return None
        partners = map(self.point_of, self.walk.who.partners.get(self._grabbed, ()))
        return Dragged(self._last, tuple(QPointF(*point) for point in partners if point is not None))

    def _ground(self, picture: Picture) -> QImage:
        """The picture with what stands out, kept until something else does."""
        if self._lit is None or self._lit[:2] != (picture, self._marked):
            self._lit = picture, self._marked, picture.flat(self._marked)
        return self._lit[2]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        if self._picture is None:
            painter.end()
            return
        scene, shift = self._picture.scene, self.camera.shift
        painter.fillRect(self.rect(), QColor(scene.background))
        painter.save()
        painter.translate(shift.x, shift.y)
        painter.scale(shift.scale, shift.scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shift.scale != 1.0)
        painter.drawImage(self._picture.layers.room, self._ground(self._picture))
        if self._fade.before is not None:
            painter.setOpacity(1.0 - self._fade.share)
            painter.drawImage(self._picture.layers.room.topLeft(), self._fade.before)
            painter.setOpacity(1.0)
        paint_marks(painter, self._picture, self._marked, self._accent)
        painter.restore()
        dragged = self._dragged()
        if dragged is not None:
            dragged.paint(painter, self._accent)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._rest.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self.zoom_by(STEP ** (event.angleDelta().y() / NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what lies under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._glide.stop()
            self._press = self._last = event.position()
            self._grabbed = self._organisation_at(event.position())
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what lies under the pointer."""
        at = event.position()
        if self._press is None:
            self._hover(at)
            return
        if not self._dragging and (at - self._press).manhattanLength() < DRAG_FROM:
            return
        before, step = self._dragged(), at - self._last
        self._dragging, self._last = True, at
        after = self._dragged()
        if after is None:
            self.pan_by(step.x(), step.y())
        else:
            self.update(after.area | before.area if before is not None else after.area)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: a click, or the end of a drag."""
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        if not self._dragging:
            self._click(event.position())
        elif self._grabbed is not None:
            self._drop(event.position())
        self._press = self._grabbed = None
        self._dragging = False
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an organisation, or zoom in."""
        organisation_id = self._organisation_at(event.position())
        if organisation_id is not None:
            self.organisation_opened.emit(organisation_id)
        else:
            self.zoom_by(STEP * STEP, event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with an organisation; by key with the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        found = self.walk.current if by_key else self._organisation_at(QPointF(event.pos()))
        point = self.point_of(found) if by_key and found is not None else None
        at = self.mapToGlobal(QPoint(round(point[0]), round(point[1]))) if point else event.globalPos()
        self.menu_wanted.emit(found, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys, see `dialogs.keys`."""
        if not handle_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._mark_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._mark_focus()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._marked = replace(self._marked, hovered=None, hovered_tie=None)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self._words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        return super().event(event)

    def _words_at(self, at: QPointF) -> str:
        """What a tooltip says of the organisation or the tie there."""
        found = self._organisation_at(at)
        if found is not None:
            return self.walk.who.say(found)
        tie = self._tie_at(at)
        if self._picture is None or tie is None:
            return ""
        return self._picture.say(tie)

    def _hover(self, at: QPointF) -> None:
        found = self._organisation_at(at)
        tie = None if found is not None else self._tie_at(at)
        if (found, tie) != (self._marked.hovered, self._marked.hovered_tie):
            self._marked = replace(self._marked, hovered=found, hovered_tie=tie)
            nothing = found is None and tie is None
            shape = Qt.CursorShape.ArrowCursor if nothing else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.update()


def _accessible(widget: QWidget) -> MapList:
    if not isinstance(widget, MapCanvas):
        raise TypeError("a map canvas is made accessible as a map only")
    return MapList(widget, widget)
