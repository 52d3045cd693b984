"""Kills, full disks and readers: nothing is lost, nothing doubled, and what is published is always whole.

`make test` disturbs a few runs, `make soak` fifty; the moments are spread over the whole length of a run.
"""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import dagster as dg
import duckdb
import pytest

from orchestration.runner import open_instance
from orchestration.warehouse.candidate import build_candidate
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.notes import AuditRecord, record_audit
from orchestration.warehouse.releases import list_releases, publish_candidate
from tests.installation import new_home
from tests.integration import killing, reader
from tests.soak import amount

pytestmark = pytest.mark.slow

SEED = 20261124
IS_SOAK = amount(quick=False, soak=True)
QUICK_SECONDS = 20
KILLS = amount(quick=2, soak=50)
FULL_DISKS = amount(quick=1, soak=5)
READERS = 8
PUBLICATIONS = 3


@pytest.fixture
def home(built_home, tmp_path):
    """A copy of an installation that has run."""
    return built_home.copy_to(tmp_path)


def add_article(settings, number):
    text = (
        f"Eau : plan danois numéro {number}\n\n"
        f"Le gouvernement danois versera {number + 2} millions d’euros à l’agence Norsk Vand d’ici 2028.\n"
    )
    (settings.raw_dir / f"2026-02-03_danemark_{number}.txt").write_text(text, encoding="utf-8")


def test_runs_that_are_killed_at_any_moment_or_fill_the_disk_lose_and_double_nothing(home):
    settings, random = home.settings, Random(SEED)
    seconds = QUICK_SECONDS
    if IS_SOAK:  # how long an undisturbed run with one new article takes
        add_article(settings, 0)
        is_success, errors, _, seconds = killing.finish(settings)
        assert is_success, errors
    seen = {killing.assert_publication_is_complete(settings)}
    moments = [(n + random.random()) / KILLS * seconds for n in range(KILLS)]
    random.shuffle(moments)
    killed = 0
    for number, moment in enumerate(moments, start=1):
        add_article(settings, number)
        killed += killing.kill_after(settings, moment)
        seen.add(killing.assert_publication_is_complete(settings))
    for number in range(FULL_DISKS):
        size = settings.publication.stat().st_size  # every run with news writes such a file
        add_article(settings, KILLS + 1 + number)
        is_success, errors, _, _ = killing.finish(settings, max_written_bytes=size * (number + 1) // (FULL_DISKS + 1))
        assert not is_success
        assert errors
        seen.add(killing.assert_publication_is_complete(settings))
    is_success, errors, facts, _ = killing.finish(settings)
    assert is_success, errors
    assert not IS_SOAK or killed >= 0.8 * KILLS
    assert killing.assert_publication_is_complete(settings) == facts["publication"]["release"]
    killing.assert_nothing_is_lost_or_doubled(settings)
    assert not list(settings.releases_dir.glob(".trash-*"))
    with open_instance(settings) as instance:
        unfinished = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING]
        assert instance.get_runs(dg.RunsFilter(statuses=unfinished)) == []
    if IS_SOAK:
        reference = new_home(settings.data_dir.parent / "reference")
        shutil.copytree(settings.raw_dir, reference.settings.raw_dir, dirs_exist_ok=True)
        assert reference.run()[1] == 0
        assert home.tables() == reference.tables()


def publish(settings, number):
    """Publish the marts with every title changed; what an analyst sees must change in all rows or in none."""
    with build_database(settings.build_database) as connection:
        connection.execute("update marts.fct_commitments set title = ?", [f"publication {number}"])
        connection.execute("update marts.fct_claims set quote = ?", [f"publication {number}"])
        build_candidate(connection, settings.candidate_dir, code_version="1", parser_version="1")
    record_audit(settings.candidate_dir, [AuditRecord("fct_commitments", True, "info", 1, [])])
    from orchestration.defs.common import utc_now

    release, is_new = publish_candidate(settings, now=utc_now())
    assert is_new
    return release.release_id


def test_eight_readers_see_three_publications_without_an_error_or_a_mixture(home):
    settings = home.settings
    command = [sys.executable, reader.__file__, str(settings.publication)]
    sessions = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    releases = [settings.current_link.readlink().name]
    long_query = LongQuery(settings.publication)
    for number in range(1, PUBLICATIONS + 1):
        releases.append(publish(settings, number))
    results = [json.loads(session.communicate("")[0]) for session in sessions]
    assert [result["errors"] for result in results] == [[]] * READERS
    for result in results:
        assert {row[0] for row in result["seen"]} <= set(releases)
        assert all(row[1:3] == row[3:5] for row in result["seen"])
        assert all(row[5:7] == [1, 1] for row in result["seen"] if row[0] != releases[0])
    assert {row[0] for result in results for row in result["seen"]} >= {releases[0], releases[-1]}
    assert long_query.answer() == releases[0]
    assert [release.release_id for release in list_releases(settings)] == sorted(releases, reverse=True)[:3]


class LongQuery:
    """A query that begins before three publications and ends after them, by which time its file is deleted."""

    def __init__(self, path: Path):
        self._connection = duckdb.connect(str(path.resolve()), read_only=True, config={"enable_external_access": False})
        self._published = threading.Event()
        self._connection.create_function("wait", self._wait, [str], str, side_effects=True)
        self._rows = []
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _wait(self, value):
        self._published.wait(60)
        return value

    def _ask(self):
        self._rows = self._connection.execute(
            "select wait(publication_id), (select count(distinct title) from fct_commitments) from publications"
        ).fetchall()

    def answer(self):
        self._published.set()
        self._thread.join()
        self._connection.close()
        ((release, _),) = self._rows
        return release


@pytest.mark.skipif(not IS_SOAK, reason="two whole runs: only in `make soak`")
def test_two_runs_started_together_both_succeed_one_after_the_other(home):
    add_article(home.settings, 0)
    first, second = (killing.start(home.settings) for _ in range(2))
    outcomes = [results.get() for _, results in (first, second)]
    assert [outcome[0] for outcome in outcomes] == [True, True], outcomes
    assert sorted(facts["publication"]["is_new"] for _, _, facts, _ in outcomes) == [False, True]
    killing.assert_nothing_is_lost_or_doubled(home.settings)
