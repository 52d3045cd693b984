"""The folder sensor as Dagster's own daemon evaluates it: what it asks for, and how often.

What belongs here: run requests. What does not: what the runs do (``test_automation``).
"""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from dagster._core.test_utils import create_test_daemon_workspace_context, freeze_time
from dagster._core.workspace.load_target import ModuleTarget
from dagster._daemon.sensor import execute_sensor_iteration

from orchestration.runner import open_instance
from orchestration.settings import Settings
from orchestration.transform import ensure_manifest

pytestmark = pytest.mark.slow


class Daemon:
    """Looks at the raw folder as Dagster's daemon does, each time two minutes later; its runs stay in the queue."""

    def __init__(self, settings, context):
        self.raw_dir = settings.raw_dir
        self.context = context
        self.now = datetime.now(UTC)

    def look(self):
        """Tell how many runs were asked for."""
        before = self.requested()
        self.now += timedelta(minutes=2)
        with freeze_time(self.now):
            list(execute_sensor_iteration(self.context, logging.getLogger(), None, None))
        return self.requested() - before

    def requested(self):
        return len([run for run in self.context.instance.get_runs() if "dagster/sensor_name" in run.tags])


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """A daemon with an installation of its own, and the code in a process beside it."""
    root = tmp_path_factory.mktemp("daemon")
    (root / "raw").mkdir()
    settings = Settings(raw_dir=root / "raw", data_dir=root / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLEDGEBOOK_RAW_DIR", str(settings.raw_dir))
        patch.setenv("PLEDGEBOOK_DATA_DIR", str(settings.data_dir))
        patch.setenv("DAGSTER_HOME", str(settings.dagster_home))
        ensure_manifest(settings)
        code = ModuleTarget("orchestration.definitions", None, None, "pledgebook")
        with open_instance(settings) as instance, create_test_daemon_workspace_context(code, instance) as context:
            yield Daemon(settings, context)


def test_a_folder_that_is_again_as_it_was_starts_a_run(daemon):
    (daemon.raw_dir / "kept.txt").write_text("Un texte.")
    assert (daemon.look(), daemon.look()) == (1, 0)
    passing = daemon.raw_dir / "passing.txt"
    passing.write_text("Un autre.")
    assert daemon.look() == 1
    passing.unlink()
    assert (daemon.look(), daemon.look()) == (1, 0)


@pytest.mark.parametrize("moment", ["RUN_IDS_RESERVED", "RUN_CREATED", "RUN_LAUNCHED"])
def test_a_daemon_that_dies_over_a_request_asks_for_its_run_once(daemon, monkeypatch, moment):
    def die(_, point):
        if point == moment:
            raise KeyboardInterrupt  # Dagster lets it through and notes nothing, as if it had been killed

    (daemon.raw_dir / f"{moment}.txt").write_text(moment)
    before = daemon.requested()
    with monkeypatch.context() as patch:
        patch.setattr("dagster._daemon.sensor.check_for_debug_crash", die)
        with pytest.raises(KeyboardInterrupt):
            daemon.look()
    daemon.look()
    assert daemon.requested() - before == 1
    assert daemon.look() == 0
