"""Dagster's event log in SQLite, with connections that stay open.

What belongs here: how the log is connected to. What does not: what is written to it.

Dagster opens the files of its log anew for every statement, and plans each statement anew with them: half of what an
event costs, and a run of the samples writes 550 of them.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from dagster import Field, StringSource
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_KEPT_OPEN: Final = 8  # one file for each run that is looked at, and the index
_FOLDER: Final = ("history", "runs")  # where Dagster keeps the log of a home


class OpenEventLogStorage(SqliteEventLogStorage):
    """The log of ``SqliteEventLogStorage``, in the same files; named in ``dagster.yaml``."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """Open the log in a folder; files are opened when they are needed."""
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._turn = threading.RLock()
        super().__init__(base_dir, inst_data)

    @classmethod
    def config_type(cls) -> dict[str, Field]:
        """One setting: Dagster's home."""
        return {"home": Field(StringSource)}

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> "OpenEventLogStorage":
        """Open the log of a home."""
        return cls(os.path.join(config_value["home"], *_FOLDER), inst_data)  # noqa: PTH118 - Dagster wants text

    @contextmanager
    def _connect(self, shard: str) -> "Iterator[Connection]":
        """Give the connection to one file of the log, to one thread at a time."""
        with self._turn, self._engine(shard).begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close the files."""
        with self._turn:
            while self._engines:
                self._engines.popitem()[1].dispose()
        super().dispose()

    def _engine(self, shard: str) -> "Engine":
        """Find the open file, or open it and close the one that was not used for longest."""
        from sqlalchemy import StaticPool, create_engine

        if shard not in self._engines:
            with super()._connect(shard):  # makes the tables of a new file
                pass
            engine = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=StaticPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            with engine.connect() as connection:  # a power cut may cost the last events, never the file
                connection.exec_driver_sql("pragma synchronous = normal")
            self._engines[shard] = engine
        self._engines.move_to_end(shard)
        if len(self._engines) > _KEPT_OPEN:
            self._engines.popitem(last=False)[1].dispose()
        return self._engines[shard]
