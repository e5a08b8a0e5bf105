"""Whatever a file holds, the readers of published files either use it or refuse it in one sentence."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.domain.errors import Cancelled, SourceError
from partnermap.domain.place import Place
from partnermap.exchange import ods, partnership, spend
from partnermap.jobs.token import Token

READERS = (ods, partnership, spend)
SELECT: Mapping[str, str] = {"partnership": "QZ1", "payer": "Somebody", "code": "RX1"}
pieces = st.sampled_from(
    ["ICB", "Supplier", "Amount", "Payment Date", "2024-04-30", "1.5", "RX1", "20130401", '"', ",", ";"]
)
contents = st.lists(pieces | st.sampled_from(["\n", "\r\n", "\r", ",,,"]) | st.text(max_size=5)).map(
    "".join
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rsplit(".", 1)[1])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=contents.map(lambda text: text.encode("utf-8", "ignore")) | st.binary(max_size=60))
def test_any_content_is_used_or_refused(tmp_path: Path, reader: ModuleType, content: bytes) -> None:
    source = tmp_path / "some.csv"
    source.write_bytes(content)
    sentence = refusal_of(reader, source)
    assert sentence is None or ("some.csv" in sentence and "\n" not in sentence)


def refusal_of(reader: ModuleType, source: Path) -> str | None:
    try:
        reader.recognises(source)
        reader.plan(Place(), source, SELECT, Token())
    except SourceError as refusal:
        return str(refusal)
    return None


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rsplit(".", 1)[1])
def test_an_empty_or_missing_file_is_refused(tmp_path: Path, reader: ModuleType) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    for source in (empty, tmp_path / "missing.csv"):
        with pytest.raises(SourceError, match=source.name):
            reader.plan(Place(), source, SELECT, Token())


def test_a_cancelled_import_of_payments_stops(tmp_path: Path) -> None:
    source = tmp_path / "long.csv"
    source.write_text("ICB,Date,Supplier,Amount\n" + "A,2024-04-30,B,1\n" * 9_000, encoding="utf-8")
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        spend.plan(Place(), source, {}, token)
