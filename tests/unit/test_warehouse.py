"""The build database and the publications."""

import os
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.contracts import PARSED, ContractError
from orchestration.ingest.batches import read_batches
from orchestration.ingest.files import list_files
from orchestration.settings import PUBLICATION_NAME, Settings
from orchestration.warehouse.articles import LoadCounts, changed_files, forget_missing, store_batch
from orchestration.warehouse.candidate import build_candidate
from orchestration.warehouse.connect import build_database, open_candidate, publication
from orchestration.warehouse.describe import count_built_rows
from orchestration.warehouse.digest import content_digest
from orchestration.warehouse.lock import FileLockedError, file_lock, lock_holder
from orchestration.warehouse.notes import AuditRecord, record_audit
from orchestration.warehouse.parsed import parse_again, store_parsed, unparsed_batches
from orchestration.warehouse.releases import (
    NotPublishableError,
    current_release,
    list_releases,
    publish_candidate,
    rollback,
    settled_audit,
)

NOW = datetime(2026, 11, 23, 5)
PASSED = (AuditRecord("fct_x", True, "info", 3, []),)


@pytest.fixture(scope="module")
def empty_build(tmp_path_factory):
    """A build database with its own tables and nothing in them."""
    path = tmp_path_factory.mktemp("empty") / "build.duckdb"
    with build_database(path):
        pass
    return path


@pytest.fixture
def settings(tmp_path, empty_build):
    settings = Settings(raw_dir=tmp_path / "raw", data_dir=tmp_path / "data")
    settings.raw_dir.mkdir()
    settings.build_database.parent.mkdir(parents=True)
    shutil.copyfile(empty_build, settings.build_database)
    return settings


def load(settings, *, reader="1"):
    with build_database(settings.build_database) as connection:
        counts = LoadCounts()
        listed = list_files(settings.raw_dir)
        forget_missing(connection, listed)
        files = changed_files(connection, listed, reader_version=reader)
        for batch in read_batches(files, limits=settings.limits, now=NOW):
            counts += store_batch(connection, batch, reader_version=reader)
    return counts


def query(settings, sql):
    with build_database(settings.build_database) as connection:
        return connection.execute(sql).fetchall()


def write(settings, name, text):
    path = settings.raw_dir / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestLoading:
    def test_loading_again_reads_nothing_and_adds_nothing(self, settings):
        write(settings, "a.txt", "Un texte.")
        write(settings, "b.html", "x")
        assert load(settings) == LoadCounts(read=2, added=1, rejected=1)
        assert load(settings) == LoadCounts()
        assert query(settings, "select count(*) from raw.rejected_inputs") == [(1,)]

    def test_a_touched_file_is_read_but_nothing_is_added(self, settings):
        path = write(settings, "a.txt", "Un texte.")
        load(settings)
        os.utime(path, (1, 1))
        assert load(settings) == LoadCounts(read=1)
        assert query(settings, "select count(*) from raw.article_files") == [(1,)]

    def test_same_size_and_same_time_but_other_content_is_seen(self, settings):
        path = write(settings, "a.txt", "Un texte.")
        before = path.stat()
        load(settings)
        path.write_text("Un sexte.", encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert load(settings).added == 1

    def test_one_text_in_two_files_is_one_article_with_two_sources(self, settings):
        write(settings, "a.txt", "Un texte.")
        write(settings, "sub/b.md", "Un texte.")
        assert load(settings).added == 1
        assert query(settings, "select path from raw.article_files order by all") == [("a.txt",), ("sub/b.md",)]

    def test_each_file_keeps_its_own_encoding(self, settings):
        text = "L’État versera 12 millions d’euros à l’école."
        for name, encoding in (("a.txt", "cp1252"), ("b.txt", "utf-16"), ("c.txt", "utf-8")):
            (settings.raw_dir / name).write_bytes(text.encode(encoding))
        assert load(settings).added == 1
        found = query(settings, "select path, encoding from raw.article_files order by all")
        assert found == [("a.txt", "cp1252"), ("b.txt", "utf-16-le-bom"), ("c.txt", "utf-8")]

    @pytest.mark.parametrize("order", [["2025-03_x.txt", "2025-03-09.txt"], ["2025-03-09.txt", "2025-03_x.txt"]])
    def test_the_most_precise_date_wins_in_any_order_of_loading(self, settings, order):
        for name in order:
            write(settings, name, "Un texte.")
            load(settings)
        assert query(settings, "select published_edtf, published_basis from raw.articles") == [
            ("2025-03-09", "file_name")
        ]

    def test_a_repaired_file_leaves_the_rejected_ones(self, settings):
        write(settings, "a.txt", "")
        load(settings)
        write(settings, "a.txt", "Un texte.")
        assert load(settings).added == 1
        assert query(settings, "select * from raw.rejected_inputs") == []

    def test_a_removed_file_is_no_longer_rejected_and_is_read_again_when_it_comes_back(self, settings):
        path = write(settings, "a.txt", "")
        write(settings, "b.html", "x")
        load(settings)
        away = path.rename(settings.data_dir / "away.txt")
        load(settings)
        assert query(settings, "select path from raw.rejected_inputs") == [("b.html",)]
        away.rename(path)
        load(settings)
        assert query(settings, "select path from raw.rejected_inputs order by all") == [("a.txt",), ("b.html",)]

    def test_a_changed_file_is_a_new_article_beside_the_old(self, settings):
        write(settings, "a.txt", "Un texte.")
        load(settings)
        write(settings, "a.txt", "Un autre texte.")
        load(settings)
        assert query(settings, "select count(*), count(distinct article_id) from raw.articles") == [(2, 2)]


def one_sentence_each(batch):
    rows = [(article_id, 0, 0, 0, 9) for article_id in batch["article_id"]]
    frames = {name: pl.DataFrame(schema=schema) for name, schema in PARSED.items()}
    return frames | {"sentences": pl.DataFrame(rows, schema=PARSED["sentences"], orient="row")}


class TestParsing:
    def parse(self, settings, version, *, batch_articles=2, tables=None):
        batches = []
        with build_database(settings.build_database) as connection:
            for batch in unparsed_batches(connection, parser_version=version, batch_articles=batch_articles):
                frames = tables(batch) if tables else {name: pl.DataFrame(schema=s) for name, s in PARSED.items()}
                store_parsed(connection, batch, frames, parser_version=version, parsed_at=NOW)
                batches.append(batch.height)
        return batches

    def test_articles_are_parsed_once_per_version_in_bounded_batches(self, settings):
        for number in range(5):
            write(settings, f"{number}.txt", f"Texte {number}.")
        load(settings)
        assert self.parse(settings, "1") == [2, 2, 1]
        assert self.parse(settings, "1") == []
        write(settings, "5.txt", "Texte 5.")
        load(settings)
        assert self.parse(settings, "1") == [1]
        assert self.parse(settings, "2") == [2, 2, 2]
        assert query(settings, "select distinct parser_version from parsed.parses") == [("2",)]

    @pytest.mark.parametrize(
        ("first_on", "last_on", "expected"),
        [
            pytest.param(date(2025, 3, 1), date(2025, 3, 31), 2, id="a month"),
            pytest.param(date(2025, 3, 10), None, 2, id="open end"),
            pytest.param(None, date(2025, 3, 8), 1, id="open start"),
            pytest.param(date(2026, 1, 1), date(2026, 1, 2), 0, id="nothing there"),
            pytest.param(None, None, 3, id="everything with a date"),
        ],
    )
    def test_a_backfill_parses_the_articles_of_its_days_again(self, settings, first_on, last_on, expected):
        for name in ("2025-03_x.txt", "2025-03-09.txt", "2025-04-01.txt", "undated.txt"):
            write(settings, name, f"Texte {name}.")
        load(settings)
        self.parse(settings, "1")
        with build_database(settings.build_database) as connection:
            assert parse_again(connection, published_from=first_on, published_until=last_on) == expected
        assert sum(self.parse(settings, "1")) == expected

    def test_what_is_parsed_again_is_not_doubled(self, settings):
        write(settings, "2025-03-09_a.txt", "Un texte.")
        write(settings, "b.txt", "Un autre texte.")
        load(settings)
        self.parse(settings, "1", tables=one_sentence_each)
        with build_database(settings.build_database) as connection:
            parse_again(connection, published_from=None, published_until=None)
        write(settings, "2025-03-10_b.txt", "Un autre texte.")  # a better date
        load(settings)
        assert self.parse(settings, "1", tables=one_sentence_each) == [2]
        assert query(settings, "select count(*), count(distinct article_id) from parsed.sentences") == [(2, 2)]

    def test_a_new_version_replaces_the_rows_of_the_old(self, settings):
        write(settings, "a.txt", "Un texte.")
        load(settings)
        for version in ("1", "2"):
            self.parse(settings, version, tables=one_sentence_each)
        assert query(settings, "select char_end from parsed.sentences") == [(9,)]

    def test_a_broken_table_stores_nothing_of_the_batch(self, settings):
        write(settings, "a.txt", "Un texte.")
        load(settings)
        with pytest.raises(ContractError):
            self.parse(settings, "1", tables=lambda _: {"sentences": pl.DataFrame({"x": [1]})})
        assert query(settings, "select * from parsed.parses") == []

    def test_a_better_date_has_the_article_parsed_again(self, settings):
        write(settings, "a.txt", "Un texte.")
        load(settings)
        self.parse(settings, "1")
        write(settings, "2025-03-09_a.txt", "Un texte.")
        load(settings)
        assert self.parse(settings, "1") == [1]


def candidate(settings, value=1, *, audits=PASSED, code_version="1"):
    with build_database(settings.build_database) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute(
            f"create or replace table marts.fct_x as select 'k' || i as x_id, {value} as v from range(3) as t(i)"
        )
        connection.execute("comment on table marts.fct_x is 'One row per x; it''s made up.'")
        connection.execute("comment on column marts.fct_x.v is 'A value.'")
        built = build_candidate(connection, settings.candidate_dir, code_version=code_version, parser_version="1")
    if audits is not None:
        record_audit(settings.candidate_dir, audits)
    return built


def publish(settings, value, seconds):
    candidate(settings, value)
    return publish_candidate(settings, now=NOW + timedelta(seconds=seconds))


def values(settings):
    with publication(settings.publication) as connection:
        return connection.execute("select distinct v from fct_x").fetchall()


class TestContracts:
    def test_a_changed_contract_of_the_parser_has_everything_parsed_again(self, settings):
        write(settings, "a.txt", "Un texte.")
        load(settings)
        TestParsing().parse(settings, "1")
        query(settings, "alter table parsed.money_mentions drop column surface")
        assert query(settings, "select surface from parsed.money_mentions") == []
        assert TestParsing().parse(settings, "1") == [1]

    def test_articles_gain_columns_and_stay(self, settings):
        write(settings, "a.txt", "Un texte.")
        load(settings)
        query(settings, "alter table raw.articles drop column publisher")
        assert query(settings, "select text, publisher from raw.articles") == [("Un texte.", None)]


class TestPublishing:
    def test_the_publication_holds_the_marts_with_their_comments(self, settings):
        release, is_new = publish(settings, 1, 0)
        assert is_new
        with publication(settings.publication) as connection:
            assert connection.execute("select x_id, v from fct_x").fetchall() == [("k0", 1), ("k1", 1), ("k2", 1)]
            comments = connection.execute(
                "select comment from duckdb_tables() where table_name = 'fct_x'"
                " union all select comment from duckdb_columns() where table_name = 'fct_x' and column_name = 'v'"
            ).fetchall()
            about = connection.execute("select publication_id, row_counts['fct_x'], len(audits) from publications")
            assert about.fetchall() == [(release.release_id, 3, 1)]
        assert comments == [("One row per x; it's made up.",), ("A value.",)]

    @pytest.mark.parametrize("order", ["a, b", "b desc, a desc"])
    def test_the_rows_of_a_publication_are_in_order_whatever_order_the_models_left(self, settings, order):
        """By the key, or by all columns where the first one is none."""
        with build_database(settings.build_database) as connection:
            connection.execute("create schema if not exists marts")
            pairs = f"select i // 2 as a, i % 2 as b from range(4) as t(i) order by {order}"
            connection.execute(f"create table marts.fct_pairs as {pairs}")
            connection.execute(f"create table marts.fct_keyed as select 2 * a + b as y_id, a from ({pairs})")
            build_candidate(connection, settings.candidate_dir, code_version="1", parser_version="1")
        with duckdb.connect(str(settings.candidate_dir / PUBLICATION_NAME), read_only=True) as connection:
            assert connection.execute("from fct_pairs").fetchall() == [(0, 0), (0, 1), (1, 0), (1, 1)]
            assert connection.execute("select y_id from fct_keyed").fetchall() == [(0,), (1,), (2,), (3,)]

    def test_equal_content_keeps_the_current_publication(self, settings):
        first, _ = publish(settings, 1, 0)
        again, is_new = publish(settings, 1, 1)
        assert (again.release_id, is_new) == (first.release_id, False)
        assert not settings.candidate_dir.exists()

    def test_an_audit_is_settled_only_for_the_same_content_and_code(self, settings):
        publish(settings, 1, 0)
        candidate(settings, 1, audits=None)
        assert settled_audit(settings) == list(PASSED)
        candidate(settings, 2, audits=None)
        assert settled_audit(settings) is None
        candidate(settings, 1, code_version="2")
        assert settled_audit(settings) is None
        publish_candidate(settings, now=NOW)
        candidate(settings, 1, audits=None, code_version="2")
        assert settled_audit(settings) == list(PASSED)

    def test_the_day_of_a_publication_is_that_of_its_build_whenever_it_is_published(self, settings):
        with build_database(settings.build_database) as connection:
            connection.execute("insert into raw.model_builds by name select date '2026-11-22' as as_of_on")
        publish(settings, 1, 0)
        with publication(settings.publication) as connection:
            assert connection.execute("select as_of_on from publications").fetchall() == [(date(2026, 11, 22),)]
        with build_database(settings.build_database) as connection:  # as a build of some tables leaves it
            connection.execute("update raw.model_builds set as_of_on = null")
        publish(settings, 2, 1)
        with publication(settings.publication) as connection:
            assert connection.execute("select as_of_on from publications").fetchall() == [(None,)]

    def test_a_changed_comment_is_a_new_publication(self, settings):
        first = candidate(settings)
        with build_database(settings.build_database) as connection:
            connection.execute("comment on column marts.fct_x.v is 'Another meaning.'")
            second = build_candidate(connection, settings.candidate_dir, code_version="1", parser_version="1")
        assert first.content_sha256 != second.content_sha256

    @pytest.mark.parametrize(
        "audits",
        [
            pytest.param(None, id="not audited"),
            pytest.param([AuditRecord("fct_x", False, "error", 3, ["rows_add_up"])], id="audit found damage"),
        ],
    )
    def test_what_did_not_pass_its_audit_is_not_published(self, settings, audits):
        publish(settings, 1, 0)
        candidate(settings, 2, audits=audits)
        with pytest.raises(NotPublishableError):
            publish_candidate(settings, now=NOW)
        assert values(settings) == [(1,)]

    def test_a_warning_is_published(self, settings):
        candidate(settings, 1, audits=[AuditRecord("fct_x", False, "warn", 3, ["looks_odd"])])
        assert publish_candidate(settings, now=NOW)[1]

    def test_the_audit_of_another_candidate_does_not_count(self, settings):
        candidate(settings, 1)
        note = (settings.candidate_dir / "audit.json").read_text()
        candidate(settings, 2, audits=None)
        (settings.candidate_dir / "audit.json").write_text(note)
        with pytest.raises(NotPublishableError, match="not audited"):
            publish_candidate(settings, now=NOW)

    def test_the_last_three_are_kept_and_readers_can_go_back(self, settings):
        ids = [publish(settings, value, value)[0].release_id for value in range(5)]
        assert [release.release_id for release in list_releases(settings)] == ids[:1:-1]
        assert rollback(settings).release_id == ids[3]
        assert values(settings) == [(3,)]
        assert rollback(settings, release_id=ids[4]).release_id == ids[4]
        assert values(settings) == [(4,)]

    def test_a_rollback_holds_readers_until_the_newest_is_taken(self, settings):
        ids = [publish(settings, value, value)[0].release_id for value in range(3)]
        rollback(settings)
        assert publish(settings, 2, 3) == (current_release(settings), False)  # a run with nothing new
        assert publish(settings, 7, 4) == (current_release(settings), False)  # and one with news
        assert values(settings) == [(1,)]
        newest = list_releases(settings)[0].release_id
        assert newest not in ids
        rollback(settings, release_id=newest)
        assert values(settings) == [(7,)]
        assert publish(settings, 8, 5)[1]
        assert values(settings) == [(8,)]

    def test_there_is_nothing_before_the_first(self, settings):
        publish(settings, 1, 0)
        with pytest.raises(LookupError, match="before"):
            rollback(settings)
        with pytest.raises(LookupError, match="nonsense"):
            rollback(settings, release_id="nonsense")

    def test_a_reader_keeps_what_it_has_open_and_a_new_one_sees_the_new(self, settings):
        publish(settings, 1, 0)
        with publication(settings.publication) as old:
            for value in range(2, 7):
                publish(settings, value, value)
            assert old.execute("select distinct v from fct_x").fetchall() == [(1,)]
        assert values(settings) == [(6,)]

    def test_our_readers_cannot_reach_files(self, settings, tmp_path):
        publish(settings, 1, 0)
        (tmp_path / "x.csv").write_text("a\n1\n")
        with publication(settings.publication) as connection, pytest.raises(Exception, match="disabled"):
            connection.execute(f"from '{tmp_path / 'x.csv'}'")

    def test_a_reader_keeps_to_its_memory_and_shares_the_file_with_others_of_its_process(self, settings):
        publish(settings, 1, 0)
        path, config = str(settings.publication.resolve()), {"enable_external_access": False}
        with (
            duckdb.connect(path, read_only=True, config=config),
            publication(settings.publication, memory_limit="100MiB") as connection,
        ):
            assert connection.execute("select current_setting('memory_limit')").fetchall() == [("100.0 MiB",)]

    def test_a_write_ahead_log_left_by_a_stranger_stays_with_its_release(self, settings):
        publish(settings, 1, 0)
        Path(f"{settings.publication.resolve()}.wal").write_bytes(b"stale")
        publish(settings, 2, 1)
        assert values(settings) == [(2,)]

    def test_a_candidate_without_marts_is_refused(self, settings):
        with build_database(settings.build_database) as connection, pytest.raises(ValueError, match="did dbt run"):
            build_candidate(connection, settings.candidate_dir, code_version="1", parser_version="1")


class TestLock:
    def test_the_holder_is_named_and_the_lock_is_free_afterwards(self, settings):
        with file_lock(settings.lock_file, wait_seconds=0, holder="the test"):
            assert f"the test (process {os.getpid()}" in lock_holder(settings.lock_file)
            with (
                pytest.raises(FileLockedError, match="the test"),
                file_lock(settings.lock_file, wait_seconds=0, holder="another"),
            ):
                pass
        assert lock_holder(settings.lock_file) is None

    def test_a_killed_process_frees_the_lock(self, settings):
        code = (
            "import sys, pathlib\nfrom orchestration.warehouse.lock import file_lock\n"
            f"with file_lock(pathlib.Path({str(settings.lock_file)!r}), wait_seconds=0, holder='doomed'):\n"
            "    print('held', flush=True)\n    sys.stdin.read()\n"
        )
        process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"held\n"
        messages = []
        process.kill()
        process.wait()
        with file_lock(settings.lock_file, wait_seconds=5, holder="heir", on_wait=messages.append):
            assert "heir" in lock_holder(settings.lock_file)
        process.stdin.close()
        process.stdout.close()


def test_rows_of_tables_are_counted(settings):
    candidate(settings)
    with build_database(settings.build_database) as connection:
        counts = count_built_rows(connection)
    assert (counts["marts", "fct_x"], counts["raw", "articles"]) == (3, 0)


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        pytest.param("create or replace table t as from t order by n desc", True, id="order"),
        pytest.param("update t set n = 7 where n = 2", False, id="value"),
        pytest.param("update t set n = null where n = 2", False, id="null"),
        pytest.param("update t set xs = ['b', 'a'] where n = 2", False, id="order within a list"),
        pytest.param("update t set n = 3 - n", False, id="values of two rows swapped"),
        pytest.param("insert into t from t where n = 1", False, id="twice"),
        pytest.param("delete from t where n = 1", False, id="row gone"),
        pytest.param("alter table t alter n set data type bigint", False, id="type"),
        pytest.param("comment on column t.n is 'A number.'", False, id="comment"),
    ],
)
def test_the_digest_of_a_table_tells_contents_apart(change, is_same):
    with duckdb.connect() as connection:
        connection.execute("create table t as select * from (values (1, ['a']), (2, ['a', 'b'])) as rows (n, xs)")
        tables = [("memory", "main", "t")]
        before = content_digest(connection, tables)
        connection.execute(change)
        assert (content_digest(connection, tables) == before) is is_same


def test_a_candidate_does_not_call_itself_a_publication_before_it_is_one(settings):
    candidate(settings)
    with open_candidate(settings.candidate_dir / "pledgebook.duckdb") as connection:
        assert connection.execute("select count(*) from publications").fetchall() == [(0,)]


def test_our_tools_open_a_publication_read_only_and_cut_off(settings, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with build_database(settings.build_database) as connection:
        connection.execute("create schema marts; create table marts.fct_x as select 1 as x_id")
        build_candidate(connection, settings.candidate_dir, code_version="1", parser_version="1")
    record_audit(settings.candidate_dir, list(PASSED))
    release, _ = publish_candidate(settings, now=NOW)
    assert release.path.stat().st_mode & 0o222 == 0
    with publication(settings.publication) as connection:
        for query in (
            f"from read_csv('{tmp_path / 'secret.csv'}')",
            f"copy fct_x to '{tmp_path / 'out.csv'}'",
            f"attach '{tmp_path / 'other.duckdb'}'",
            "install httpfs",
            "insert into fct_x values (2)",
            "set enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(query)
