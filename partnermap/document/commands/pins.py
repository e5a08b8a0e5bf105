"""Commands that fix organisations to a spot on the map, and let them go again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnermap.document.naming import names_of
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.view import Pin


@dataclass(frozen=True)
class PinOrganisations:
    """Fix organisations where the user put them: (organisation id, x, y) in layout units."""

    spots: tuple[tuple[str, float, float], ...]

    @property
    def label(self) -> str:
        """The label where names are not at hand."""
        return "Move organisations on the map"

    def label_in(self, place: Place) -> str:
        """`Move Age Well on the map`, `Fix 62 organisations where they stand`."""
        names = _names(place, [spot[0] for spot in self.spots]) or "organisations"
        return f"Move {names} on the map" if len(self.spots) == 1 else f"Fix {names} where they stand"

    def changes(self, place: Place) -> Changes:
        """A pin for each organisation, the one it has or a new one."""
        pins = {pin.organisation_id: pin for pin in place.of(Pin).values()}
        create: list[Pin] = []
        update: list[Pin] = []
        for organisation_id, x, y in self.spots:
            if organisation_id not in place.organisations:
                raise UserError("The organisation that was to be moved is no longer there.")
            if organisation_id in pins:
                update.append(replace(pins[organisation_id], x=x, y=y))
            else:
                create.append(Pin(id=new_id(), organisation_id=organisation_id, x=x, y=y))
        return Changes(tuple(create), tuple(update))


@dataclass(frozen=True)
class Unpin:
    """Let organisations find their own spot again; none named means all."""

    organisation_ids: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label where names are not at hand."""
        return "Unpin organisations"

    def label_in(self, place: Place) -> str:
        """`Unpin Age Well`, `Unpin all organisations`."""
        return f"Unpin {_names(place, self.organisation_ids) or 'all organisations'}"

    def changes(self, place: Place) -> Changes:
        """The pins to remove."""
        return Changes(
            delete=tuple(
                (Pin.TABLE, pin.id)
                for pin in place.of(Pin).values()
                if not self.organisation_ids or pin.organisation_id in self.organisation_ids
            )
        )


def _names(place: Place, ids: Sequence[str]) -> str:
    known: list[Record] = [place.organisations[key] for key in ids if key in place.organisations]
    return names_of(place, known) if known else ""
