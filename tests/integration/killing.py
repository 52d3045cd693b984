"""Pipeline runs in processes that can be killed, on an installation of their own.

The processes are forked from a server that has imported everything, so that a kill hits the run and not its imports.
"""

import multiprocessing
import resource
import time

from orchestration.contracts import PARSED
from orchestration.runner import run_refresh
from orchestration.warehouse.connect import build_database, publication
from orchestration.warehouse.digest import content_digest

_PRELOADED = ["orchestration.definitions", "orchestration.validation", "dbt.cli.main", "tests.integration.killing"]
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(_PRELOADED)


def start(settings, *, max_written_bytes=None):
    """Start a run; `max_written_bytes` bounds every file that it writes, as a disk that fills up does."""
    results = _SERVER.SimpleQueue()
    process = _SERVER.Process(target=_run, args=(settings, max_written_bytes, results))
    process.start()
    return process, results


def finish(settings, **limits):
    """Run to the end; whether it succeeded, its errors, the facts of its assets."""
    process, results = start(settings, **limits)
    outcome = results.get()
    process.join()
    return outcome


def kill_after(settings, seconds):
    """Start a run and kill it; False when it ended before."""
    process, _ = start(settings)
    process.join(seconds)
    was_alive = process.is_alive()
    process.kill()
    process.join()
    return was_alive


def _run(settings, max_written_bytes, results):
    if max_written_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (max_written_bytes, max_written_bytes))
    started = time.monotonic()
    try:
        outcome = run_refresh(settings, on_event=lambda event: None)
        results.put((outcome.is_success, outcome.errors, outcome.facts, time.monotonic() - started))
    except Exception as error:  # noqa: BLE001 - a full disk also comes as what Dagster's own database makes of it
        results.put((False, [str(error)], {}, time.monotonic() - started))


def assert_publication_is_complete(settings):
    """What readers see is whole: every table has the rows and the content that the publication says. Its id."""
    with publication(settings.publication) as connection:
        ((release, digest, row_counts),) = connection.execute(
            "select publication_id, content_sha256, row_counts from publications"
        ).fetchall()
        tables = [("pledgebook", "main", table) for table in row_counts]
        assert content_digest(connection, tables) == digest
        for table, count in row_counts.items():
            assert connection.execute(f"select count(*) from {table}").fetchall() == [(count,)]
    assert settings.current_link.readlink().name == release
    return release


def assert_nothing_is_lost_or_doubled(settings):
    """Every file is in the build database once, every article is parsed once, every mention has its own key."""
    files = [path for path in settings.raw_dir.iterdir() if path.is_file()]
    with build_database(settings.build_database) as connection:

        def one(query):
            return connection.execute(query).fetchall()[0]

        texts = {path.read_text(encoding="utf-8") for path in files}
        assert one("select count(*), count(distinct article_id) from raw.articles") == (len(texts), len(texts))
        assert one("select count(*), count(distinct path) from raw.article_files") == (len(files), len(files))
        assert one("select count(*), count(distinct article_id) from parsed.parses") == (len(texts), len(texts))
        for table in PARSED:
            assert one(f"select count(*) = count(distinct parsed_rows) from parsed.{table} as parsed_rows") == (True,)
