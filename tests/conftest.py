"""How Hypothesis searches, the day that runs count from, and the installation that many tests look at.

Runs of one test are compared with each other, so midnight must not come between them: the day is fixed for all. An
example is a whole batch of texts, as a parse costs what planning it costs; shrinking would repeat that and is off.
"""

import json
import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from orchestration.warehouse.lock import file_lock
from tests.installation import home_in, new_home

BUILD_SECONDS = 1_800

os.environ["PLEDGEBOOK_AS_OF"] = "2026-12-01"

settings.register_profile(
    "batches",
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    max_examples=10,
)
settings.load_profile("batches")


@pytest.fixture(scope="session")
def first_run(tmp_path_factory):
    """An installation that has run once on the samples, only to be looked at, and the report of that run.

    The workers of a session share it: whoever needs it first builds it, and the others wait.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "first_run"
    note = folder / "report.json"
    with file_lock(folder / "lock", wait_seconds=BUILD_SECONDS, holder="tests"):
        if not note.exists():
            report, code = new_home(folder).run()
            assert code == 0, report["errors"] + report["failed_checks"]
            note.write_text(json.dumps(report), encoding="utf-8")
    return home_in(folder), json.loads(note.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built_home(first_run):
    """An installation that has run once, for tests that only look at it."""
    return first_run[0]
