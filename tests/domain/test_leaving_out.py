"""What leaves a place before it is handed on, and what stays."""

from partnermap.domain.agreement import Agreement, Contribution, PaymentLine
from partnermap.domain.apply import applied
from partnermap.domain.evidence import Action
from partnermap.domain.leaving_out import MONEY_FIELDS, PEOPLE_FIELDS, leave_out
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import TYPE_OF_TABLE, Place
from partnermap.domain.post import Post
from partnermap.domain.record import Record

RECORDS: tuple[Record, ...] = (
    Organisation(id="o", name="Age Well", source="A person"),
    Post(id="p", title="Joint head", holder="A person", wte=1.0),
    Action(id="x", action="Meet", owner="A person"),
    Agreement(id="a", name="Pooled fund"),
    Contribution(id="c", agreement_id="a", organisation_id="o", amount=100),
    PaymentLine(id="l", payer_id="o", payee_name="Somebody", month="2026-04", amount=1, rows=1),
)


def place() -> Place:
    tables: dict[str, dict[str, Record]] = {}
    for record in RECORDS:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(1, tables)


def test_without_people_no_field_names_one_and_the_rest_stays() -> None:
    left = applied(place(), leave_out(place(), {"people"}))
    assert "A person" not in repr(left)
    assert left.posts["p"].wte == 1.0
    assert left.of(Contribution)["c"].amount == 100


def test_without_money_amounts_are_not_known_rather_than_nought() -> None:
    left = applied(place(), leave_out(place(), {"money"}))
    assert left.of(Contribution)["c"].amount is None
    assert not left.of(PaymentLine)
    assert left.posts["p"].holder == "A person"


def test_with_nothing_to_leave_out_nothing_changes() -> None:
    assert not leave_out(place(), {"history"})


def test_the_fields_exist() -> None:
    for table, field in (*PEOPLE_FIELDS.items(), *MONEY_FIELDS.items()):
        assert field in TYPE_OF_TABLE[table].__dataclass_fields__
