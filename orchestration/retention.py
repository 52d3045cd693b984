"""Forgets what builds leave behind.

What belongs here: Dagster's records and files of old runs. What does not: releases (``warehouse.releases``), raw data.

A run leaves some 7 MB of events; asset history older than the limit goes with it.
"""

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from orchestration.settings import Settings

if TYPE_CHECKING:
    import dagster as dg

RUNS_ALWAYS_KEPT: Final = 10
_MOST_AT_ONCE: Final = 50  # a long backlog is worked off over several runs


def forget_old_runs(settings: Settings, instance: "dg.DagsterInstance") -> int:
    """Delete finished runs that are older than ``Settings.runs_kept_days``, except the newest ones.

    Args:
        settings: Limits, and where Dagster keeps the files of a run.
        instance: Dagster's instance.

    Returns:
        How many runs were deleted.
    """
    import dagster as dg

    oldest = datetime.now(UTC) - timedelta(days=settings.runs_kept_days)
    kept = {record.dagster_run.run_id for record in instance.get_run_records(limit=RUNS_ALWAYS_KEPT)}
    old = instance.get_run_records(
        filters=dg.RunsFilter(created_before=oldest), limit=_MOST_AT_ONCE + RUNS_ALWAYS_KEPT, ascending=True
    )
    forgotten = [r.dagster_run.run_id for r in old if r.dagster_run.is_finished and r.dagster_run.run_id not in kept]
    for run_id in forgotten[:_MOST_AT_ONCE]:
        instance.delete_run(run_id)
        shutil.rmtree(settings.dagster_home / "storage" / run_id, ignore_errors=True)
        for leftover in (settings.dagster_home / "history" / "runs").glob(f"{run_id}.db*"):
            leftover.unlink()
    return len(forgotten[:_MOST_AT_ONCE])
