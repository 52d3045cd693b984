"""Runs whose process died without saying so: killed, or gone with the machine.

What belongs here: a sign of life per run, and reporting the runs that have none. What does not: the lock of the build
database, and repeating a run.

Dagster keeps such a run as started for ever, and a queue of one run waits for it. The sign is a locked file: the kernel
frees it however the process ends.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from orchestration.settings import Settings
from orchestration.warehouse.lock import file_lock, lock_holder

if TYPE_CHECKING:
    import dagster as dg

_BIRTH_SECONDS: Final = 60.0  # between the announcement of a run and its first sign of life


def announce(settings: Settings, run_id: str) -> None:
    """Say that a run is about to start in this process."""
    settings.runs_dir.mkdir(parents=True, exist_ok=True)
    (settings.runs_dir / run_id).touch()


@contextmanager
def alive(settings: Settings, run_id: str) -> Iterator[None]:
    """Show that a run is alive for as long as the block lasts."""
    sign = settings.runs_dir / run_id
    with file_lock(sign, wait_seconds=0, holder=f"run {run_id}"):
        yield
    sign.unlink(missing_ok=True)


def bury_dead_runs(settings: Settings, instance: "dg.DagsterInstance") -> list[str]:
    """Report every run that has lost its sign of life as failed.

    Args:
        settings: Where the signs are.
        instance: Dagster's instance.

    Returns:
        Ids of the runs that were reported.
    """
    buried: list[str] = []
    for sign in sorted(settings.runs_dir.glob("*")) if settings.runs_dir.is_dir() else []:
        found = sign.stat()
        is_young = found.st_size == 0 and time.time() - found.st_mtime < _BIRTH_SECONDS
        if is_young or lock_holder(sign) is not None:
            continue
        run = instance.get_run_by_id(sign.name)
        if run is not None and not run.is_finished:
            instance.report_run_failed(run, "the process of this run ended without a word")
            buried.append(sign.name)
        sign.unlink(missing_ok=True)
    return buried
