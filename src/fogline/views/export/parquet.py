"""Claims and events as two Parquet tables in one folder, for notebooks and databases."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, Any

from fogline.errors import FoglineError, Unreadable
from fogline.views.export.whole import Written, whole_folder
from fogline.views.flat import (
    CLAIM_COLUMNS,
    EVENT_COLUMNS,
    FLAGS,
    FLOATS,
    INTEGERS,
    WHOLE,
    claim_row,
    event_row,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fogline.terms.kept import KeptClaim
    from fogline.views.flat import Value

CLAIMS, EVENTS = "claims.parquet", "events.parquet"
# Claims in memory at a time.
BATCH = 5000
# All of a claim as JSON, from which it is read back.
WHOLE_COLUMN = "whole"


def write(claims: Iterable[KeptClaim], path: Path) -> Written:
    """Fill the folder `path` with a table of `claims` and one of their events.

    Raises FoglineError where pyarrow is missing.
    """
    parquet = _pyarrow().parquet
    claim_schema = _schema([*CLAIM_COLUMNS, WHOLE_COLUMN])
    event_schema = _schema(["claim_id", *EVENT_COLUMNS])
    waiting, written = iter(claims), 0
    with whole_folder(path) as folder, ExitStack() as stack:
        claim_table = stack.enter_context(parquet.ParquetWriter(folder / CLAIMS, claim_schema))
        event_table = stack.enter_context(parquet.ParquetWriter(folder / EVENTS, event_schema))
        while batch := list(islice(waiting, BATCH)):
            said = [{**claim_row(kept), WHOLE_COLUMN: whole(kept).decode()} for kept in batch]
            claim_table.write_batch(_pyarrow().RecordBatch.from_pylist(said, claim_schema))
            event_table.write_batch(_pyarrow().RecordBatch.from_pylist(list(_events(batch)), event_schema))
            written += len(batch)
    return Written(written, 0)


def read(path: Path) -> Iterator[KeptClaim]:
    """Yield the claims of the folder at `path`; raises Unreadable where it is not one of ours."""
    pyarrow = _pyarrow()
    try:
        with pyarrow.parquet.ParquetFile(path / CLAIMS) as table:
            for batch in table.iter_batches(BATCH, columns=[WHOLE_COLUMN]):
                yield from map(WHOLE.decode, batch.column(0).to_pylist())
    except (OSError, ValueError) as error:
        raise Unreadable(str(path), f"is no folder of tables as Fogline writes it ({error}); export it again") from None


def _events(batch: Sequence[KeptClaim]) -> Iterator[dict[str, Value]]:
    for kept in batch:
        for number, event in enumerate(kept.claim.events):
            yield {"claim_id": kept.claim.id, **event_row(number, event)}


def _schema(columns: Sequence[str]) -> Any:
    pyarrow = _pyarrow()
    kinds = {
        **dict.fromkeys(FLOATS, pyarrow.float64()),
        **dict.fromkeys(INTEGERS, pyarrow.int64()),
        **dict.fromkeys(FLAGS, pyarrow.bool_()),
    }
    return pyarrow.schema([(column, kinds.get(column, pyarrow.string())) for column in columns])


def _pyarrow() -> Any:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra that other formats do without
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise FoglineError('Parquet needs a package more: pip install "fogline[parquet]"') from None
    return pa
