"""What the shells share: the lock as a resource, group names, metadata of tables.

What belongs here: Dagster-shaped helpers used by two or more assets. What does not: any of the assets.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import dagster as dg

from orchestration.contracts import Schema
from orchestration.dead_runs import alive
from orchestration.prepared import begin_with_reference
from orchestration.retention import forget_old_runs
from orchestration.settings import Settings, load_settings
from orchestration.warehouse.lock import file_lock

OWNERS: Final = ["team:pledgebook"]
Metadata = Mapping[str, Any]


class BuildAccess(dg.ConfigurableResource[Any]):
    """The right to write the build database, held by this process for as long as the run lasts."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["BuildAccess"]:
        """Take the lock before the first step and free it after the last.

        A new data folder gets its reference data first; at the end, records of old runs are forgotten.
        """
        settings, log = load_settings(), context.log
        holder = f"Dagster run {context.run_id or 'without id'}"
        on_wait = log.info if log is not None else None
        sign = alive(settings, context.run_id) if context.run_id else nullcontext()
        wait = settings.lock_wait_seconds
        lock = file_lock(
            settings.lock_file, wait_seconds=wait, holder=holder, what="the build database", on_wait=on_wait
        )
        with sign, lock:
            begin_with_reference(settings)
            yield self
            if context.instance is not None:
                forget_old_runs(settings, context.instance)

    @property
    def settings(self) -> Settings:
        """Where things are, read when a step runs and not when the definitions load."""
        return load_settings()


def utc_now() -> datetime:
    """Current time as stored in tables: UTC, without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def run_date(settings: Settings) -> str:
    """ISO date that the run counts from: the one that is set, or today where the schedule lives."""
    return (settings.as_of_on or datetime.now(ZoneInfo(settings.time_zone)).date()).isoformat()


def contract_metadata(schema: Schema, row_count: int) -> Metadata:
    """Row count and columns of a table that a contract describes."""
    columns = [dg.TableColumn(name=name, type=str(dtype)) for name, dtype in schema.items()]
    return {"dagster/row_count": row_count, "dagster/column_schema": dg.TableSchema(columns=columns)}
