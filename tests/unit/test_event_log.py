"""Dagster's event log with open connections: the same files with the same events, and few of them open."""

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from orchestration.defs.event_log import OpenEventLogStorage
from orchestration.runner import open_instance
from orchestration.settings import Settings

pytestmark = pytest.mark.slow

RUNS = 12


@dg.job
def small():
    @dg.op
    def once():
        pass

    once()


@pytest.fixture
def settings(tmp_path):
    return Settings(raw_dir=tmp_path / "raw", data_dir=tmp_path / "data")


def test_what_is_written_is_what_dagsters_own_log_reads(settings):
    with open_instance(settings) as instance:
        assert isinstance(instance.event_log_storage, OpenEventLogStorage)
        result = small.execute_in_process(instance=instance)
        written = [event.dagster_event_type for event in instance.all_logs(result.run_id)]
    own = SqliteEventLogStorage(str(settings.dagster_home / "history" / "runs"))
    assert dg.DagsterEventType.RUN_SUCCESS in written
    assert [event.dagster_event_type for event in own.get_logs_for_run(result.run_id)] == written


def test_only_the_files_used_last_stay_open_and_all_can_be_read(settings):
    with open_instance(settings) as instance:
        runs = [small.execute_in_process(instance=instance).run_id for _ in range(RUNS)]
        folder = settings.dagster_home / "history" / "runs"
        assert all(instance.all_logs(run_id) for run_id in runs)
        still_open = list(folder.glob("*.db-wal"))  # SQLite removes it when the last connection is closed
    assert 0 < len(still_open) < RUNS
    assert not list(folder.glob("*.db-wal"))
