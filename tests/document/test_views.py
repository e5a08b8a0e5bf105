import pytest

from partnermap.document.commands.views import RemoveView, SaveView, view_named
from partnermap.domain.apply import applied
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.view import SavedView


def test_a_view_is_saved_replaced_by_its_name_and_removed() -> None:
    place = applied(Place(), SaveView(" VCSE money ", "{}").changes(Place()))
    again = applied(place, SaveView("vcse MONEY", '{"steps": 2}').changes(place))
    (view,) = again.of(SavedView).values()
    assert (view.name, view.settings) == ("VCSE money", '{"steps": 2}')
    assert view_named(again, "Vcse Money") == view
    assert not applied(again, RemoveView("VCSE money").changes(again)).of(SavedView)


def test_a_view_without_a_name_and_one_that_is_gone_are_refused() -> None:
    with pytest.raises(UserError, match="needs a name"):
        SaveView("  ", "{}").changes(Place())
    with pytest.raises(UserError, match="no view “x”"):
        RemoveView("x").changes(Place())
