"""What stands on a printed map, read back from the finished PDF: words, and what they lie on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.network.network import Network
from partnermap.report.pdf.map import BOTTOM_BAND, SIDE_BAND
from partnermap.scene.model import Scene
from partnermap.scene.symbols import outline
from partnermap.scene.text import text_width
from tests.report.invented import opened

FILLED = 0
Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]

FIRST = ("Calderbeck", "Dunmoor", "Netherby", "Marlstone", "Eskholme", "Garth", "Kirkmere", "Tollesby")
KINDS = (
    "Borough Council",
    "Hospitals NHS Foundation Trust",
    "Carers Centre",
    "Integrated Care Board",
    "Youth Trust",
    "Community Transport",
    "GP Federation",
    "Housing Association",
    "Disability Forum",
)
PARTS = ("North", "South", "East", "West", "Upper", "Lower", "Old", "New")


@dataclass(frozen=True)
class Word:
    """One line of a name as it stands in the file: left, top, right, bottom in scene units."""

    text: str
    label: int
    box: Box


@dataclass(frozen=True)
class Counts:
    """What is wrong with the names of a printed map, counted on its words."""

    names: int
    keyed: int
    on_words: int
    on_symbols: int
    cut_off: int
    with_foreign_line: int


def partnership(n: int, pairs: npt.NDArray[np.int32]) -> Place:
    """An invented place of so many organisations with names of everyday length, tied as given."""
    sectors = tuple(Sector)
    records: list[Record] = [PlaceInfo(id="place", title="Calderbeck and Dunmoor", invented=True)]
    for row in range(n):
        name = f"{FIRST[row % 8]} {KINDS[row // 8 % 9]}"
        name = f"{PARTS[row // 72 % 8]} {name}" if row >= 72 else name
        sector = sectors[row % len(sectors)]
        records.append(
            Organisation(id=f"o{row:05d}", name=name, sector=sector, type=OrganisationType.OTHER)
        )
    kinds = tuple(TieKind)
    for place, (one, other) in enumerate(pairs.tolist()):
        records.append(
            Tie(id=f"t{place}", from_id=f"o{one:05d}", to_id=f"o{other:05d}", kind=kinds[place % 12])
        )
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(1, tables)


def counts(pdf: bytes, scene: Scene, network: Network) -> Counts:
    """Judge the first page of a map's PDF against the scene that it shows and the network in it."""
    rows = {key: row for row, key in enumerate(scene.organisation_ids)}
    pairs = {tie.id: (rows[tie.from_id], rows[tie.to_id]) for tie in network.ties}
    ends = np.array([pairs[key] for key in scene.tie_ids], dtype=np.int64).reshape(-1, 2)
    words = list(words_of_names(pdf, scene))
    boxes = np.array([word.box for word in words]).reshape(-1, 4)
    owners = np.array([word.label for word in words], dtype=np.int64)
    crossed = {
        word.label
        for word in words
        if _foreign(word.box, scene, ends, scene.labels[word.label].organisation).any()
    }
    return Counts(
        names=sum(label.number is None for label in scene.labels),
        keyed=len(scene.key),
        on_words=_pairs_touching(boxes, owners),
        on_symbols=sum(_on_symbol(word.box, scene) for word in words),
        cut_off=int((~_inside(boxes, scene)).sum()),
        with_foreign_line=len(crossed),
    )


def words_of_names(pdf: bytes, scene: Scene) -> Iterator[Word]:
    """Every line of every name on the first page, with the label that it belongs to.

    PDFium gives no text for words over their halo, so a line is known by where its letters begin.
    """
    boxes = np.array(list(_filled(pdf, scene))).reshape(-1, 4)
    for place, label in enumerate(scene.labels):
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[label.align]
        for line, y in zip(label.lines, label.baselines, strict=True):
            x = label.anchor - share * text_width(line, label.size, scene.font, label.bold)
            away = np.abs(boxes[:, 0] - x) + np.abs(boxes[:, 3] - y)
            found = int(np.argmin(away))
            if away[found] > label.size:
                raise AssertionError(f"“{line}” is not printed where the scene has it.")
            left, top, right, bottom = boxes[found].tolist()
            yield Word(line, place, (left, top, right, bottom))


def _filled(pdf: bytes, scene: Scene) -> Iterator[Box]:
    document = opened(pdf)
    sheet = document[0]
    for item in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        if pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == FILLED:
            left, bottom, right, top = item.get_bounds()
            side = SIDE_BAND * scene.view.enlarged
            yield left - side, _down(scene, top), right - side, _down(scene, bottom)
    document.close()


def _down(scene: Scene, y: float) -> float:
    return scene.view.height + BOTTOM_BAND * scene.view.enlarged - y


def _pairs_touching(boxes: Floats, owners: npt.NDArray[np.int64]) -> int:
    found = 0
    for row in range(len(boxes)):
        rest = boxes[row + 1 :]
        hit = (
            (boxes[row, 0] < rest[:, 2])
            & (rest[:, 0] < boxes[row, 2])
            & (boxes[row, 1] < rest[:, 3])
            & (rest[:, 1] < boxes[row, 3])
            & (owners[row + 1 :] != owners[row])
        )
        found += int(hit.sum())
    return found


def _on_symbol(box: Box, scene: Scene) -> bool:
    """Whether a corner of a symbol's outline, or its centre, lies in the box."""
    wide, high = 200 * scene.view.enlarged, 60 * scene.view.enlarged
    for batch in scene.symbols:
        for (x, y), radius in zip(batch.centres.tolist(), batch.radii.tolist(), strict=True):
            if abs(x - (box[0] + box[2]) / 2) > wide or abs(y - (box[1] + box[3]) / 2) > high:
                continue
            points = np.vstack([outline(batch.shape, x, y, radius), [(x, y)]])
            inside = (points > (box[0], box[1])).all(axis=1) & (points < (box[2], box[3])).all(axis=1)
            if inside.any():
                return True
    return False


def _inside(boxes: Floats, scene: Scene) -> npt.NDArray[np.bool_]:
    low, high = boxes[:, :2].min(axis=1), boxes[:, 2:] - (scene.view.width, scene.view.height)
    return np.asarray((low >= 0) & (high <= 0).all(axis=1))


def _foreign(
    box: Box, scene: Scene, ends: npt.NDArray[np.int64], organisation: int
) -> npt.NDArray[np.bool_]:
    """Which segments of ties that do not end at the name's organisation run through the box."""
    hits = [np.zeros(1, dtype=np.bool_)]
    for batch in scene.lines:
        foreign = (ends[batch.ties] != organisation).all(axis=1)
        hits.append(foreign & crossing(batch.segments, box))
    return np.concatenate(hits)


def crossing(segments: Floats, box: Box) -> npt.NDArray[np.bool_]:
    """Which segments (k, 4) meet a box (Liang and Barsky)."""
    start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        one = (np.array(box[:2]) - start) / along
        other = (np.array(box[2:]) - start) / along
    flat = along == 0
    within = (start >= box[:2]) & (start <= box[2:])
    low = np.where(flat, np.where(within, -np.inf, np.inf), np.minimum(one, other)).max(axis=1)
    high = np.where(flat, np.where(within, np.inf, -np.inf), np.maximum(one, other)).min(axis=1)
    return np.asarray(np.maximum(low, 0.0) <= np.minimum(high, 1.0))
