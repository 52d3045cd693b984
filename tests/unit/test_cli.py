"""The command line: arguments, exit codes, and what it prints of a publication."""

import io
import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest

from orchestration.cli import main
from orchestration.defs import mentions
from orchestration.display import amount_text
from orchestration.extract.jsonl import MENTIONS
from orchestration.jsonl_stream import LineRejectedError, _record
from orchestration.runner import RunOutcome, StepEvent
from orchestration.settings import Settings
from orchestration.transform import TransformError
from orchestration.warehouse.candidate import build_candidate
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.notes import AuditRecord, record_audit
from orchestration.warehouse.releases import publish_candidate

TEXT = "Titre\n\nAvant. L’État versera 12 millions d’euros\x1b[31m demain. Après."
START = TEXT.index("12 millions")
MARTS = f"""
    create schema marts;
    create table marts.dim_articles as
        select 'abc1' as article_id, 'a.txt' as source_uri, 'Titre' as title, $text as text
        union all select 'def2', 'b.txt', null, 'Autre';
    create table marts.fct_money_mentions as
        select 'abc1-m{START}' as money_mention_id, 'abc1' as article_id, {START} as char_start,
            {START + len("12 millions d’euros")} as char_end, '12 millions d’euros' as surface,
            12000000::decimal(38, 2) as amount_min, 12000000::decimal(38, 2) as amount_max, 'EUR' as currency;
    create table marts.fct_claims as
        select 'k1' as claim_id, 'abc1' as article_id, 'c1' as commitment_id, 'abc1-m{START}' as money_mention_id,
            0 as char_start, 5 as char_end;
    create table marts.fct_commitments as
        select 'c1' as commitment_id, date '2026-02-03' as announced_on, 'État' as payer_name,
            12000000::decimal(38, 2) as amount_min, 12000000::decimal(38, 2) as amount_max, 'EUR' as currency,
            true as is_aggregable
        union all select 'c2', date '2026-02-04', '[bold]x[/bold]', null, null, null, false;
    create table marts.fct_findings as
        select 'f' || i as finding_id, severity, 'R01' as rule_id, 'c1' as commitment_id, 'abc1' as article_id,
            null::varchar as other_article_id
        from (values (1, 'info'), (2, 'error'), (3, 'warn')) as t(i, severity);
"""


@pytest.fixture(scope="module")
def first_publication(tmp_path_factory):
    """An installation with one publication, for commands that only read it."""
    root = tmp_path_factory.mktemp("published")
    settings = Settings(raw_dir=root / "raw", data_dir=root / "data")
    with build_database(settings.build_database) as connection:
        text = TEXT.replace("'", "''")
        connection.execute(MARTS.replace("$text", f"'{text}'"))
        versions = {"code_version": "1", "parser_version": "1"}
        build_candidate(connection, settings.candidate_dir, **versions)
    record_audit(settings.candidate_dir, [AuditRecord("fct_claims", True, "info", 1, [])])
    publish_candidate(settings, now=datetime(2026, 11, 23))
    return settings


@pytest.fixture
def published(first_publication, monkeypatch):
    monkeypatch.setenv("PLEDGEBOOK_DATA_DIR", str(first_publication.data_dir))
    monkeypatch.delenv("COLUMNS", raising=False)  # a test runner that sets it would have tables cut to its width
    return first_publication


def shown(capsys, *arguments):
    assert main(["show", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_rows_come_in_their_order(published, capsys):
    assert [row["severity"] for row in shown(capsys, "findings")] == ["error", "warn", "info"]
    assert [row["commitment_id"] for row in shown(capsys, "commitments")] == ["c2", "c1"]


def test_amounts_are_decimal_strings_and_dates_are_iso(published, capsys):
    (row,) = shown(capsys, "commitments", "--id", "c1")
    assert (row["amount_min"], row["announced_on"]) == ("12000000.00", "2026-02-03")


@pytest.mark.parametrize("wanted", ["abc1", "abc", "A.TXT", "titre"])
def test_an_article_is_meant_by_its_id_source_or_title(published, capsys, wanted):
    assert [row["commitment_id"] for row in shown(capsys, "commitments", "--article", wanted)] == ["c1"]
    assert len(shown(capsys, "money", "--article", wanted)) == 1
    assert len(shown(capsys, "findings", "--article", wanted)) == 3


def test_nothing_concerns_an_article_without_claims(published, capsys):
    assert shown(capsys, "commitments", "--article", "def2") == []


def test_the_evidence_is_the_sentence_with_its_figure(published, capsys):
    (claim,) = shown(capsys, "commitments", "--id", "c1", "--evidence")
    assert (claim["before"], claim["figure"]) == ("L’État versera ", "12 millions d’euros")
    assert claim["after"].endswith("demain.")


def test_texts_of_articles_are_printed_as_text(published, capsys):
    assert main(["show", "commitments", "--id", "c1", "--evidence"]) == 0
    assert "\x1b[31m" not in capsys.readouterr().out
    assert main(["show", "commitments"]) == 0
    assert "[bold]x[/bold]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["show", "claims", "--article", "nowhere"], id="no such article"),
        pytest.param(["show", "commitments", "--id", "c9"], id="no such commitment"),
        pytest.param(["show", "commitments", "--id", "c9", "--evidence"], id="no evidence for it"),
        pytest.param(["rollback"], id="nothing before the first"),
        pytest.param(["rollback", "nonsense"], id="no such publication"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_with_one(published, capsys, arguments):
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("pledgebook: expected")
    assert printed.out == ""


def test_before_the_first_publication_there_is_advice(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PLEDGEBOOK_DATA_DIR", str(tmp_path))
    assert main(["show", "commitments"]) == 1
    assert "pledgebook run" in capsys.readouterr().err


def test_publications_are_listed(published, capsys):
    assert main(["publications", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["is_current"], row["audits"][0]["table_name"]) == (True, "fct_claims")
    assert main(["publications"]) == 0
    assert row["publication_id"][:8] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["show", "weather"], "invalid choice", id="no such table"),
        pytest.param(["show", "claims", "--limit", "-1"], "expected a whole number, 1 or more, found '-1'", id="limit"),
        pytest.param(["show", "claims", "--limit", "0"], "expected a whole number, 1 or more", id="no rows at all"),
        pytest.param(["show", "commitments", "--evidence"], "expected `show commitments --id", id="evidence of what"),
        pytest.param(
            ["show", "claims", "--id", "k1", "--evidence"], "expected `show comm", id="evidence of no commitment"
        ),
        pytest.param(["show", "claims", "--explain"], "expected `show findings --explain`", id="explains no finding"),
        pytest.param(["show", "findings", "--language", "fr"], "--explain beside", id="language without explanations"),
    ],
)
def test_wrong_arguments_leave_with_two(published, capsys, arguments, said):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"no database", None])
def test_a_publication_that_cannot_be_read_is_said_and_not_traced(tmp_path, monkeypatch, capsys, content):
    settings = Settings(raw_dir=tmp_path / "raw", data_dir=tmp_path / "data")
    settings.current_link.mkdir(parents=True)
    if content is not None:
        settings.publication.write_bytes(content)
    else:
        duckdb.connect(str(settings.publication)).close()  # a database without the tables
    monkeypatch.setenv("PLEDGEBOOK_DATA_DIR", str(settings.data_dir))
    for arguments in (["show", "commitments"], ["show", "findings", "--explain"]):
        assert main(arguments) == 1
        assert capsys.readouterr().err.startswith(
            f"pledgebook: the publication at {settings.publication} cannot be read"
        )


@pytest.mark.parametrize("end", ["from", "until"])
def test_a_day_of_a_backfill_that_is_none_is_said_before_anything_runs(capsys, monkeypatch, end):
    monkeypatch.setattr("orchestration.runner.run_refresh", None)
    with pytest.raises(SystemExit) as caught:
        main(["run", f"--reparse-{end}", "nonsense"])
    assert caught.value.code == 2
    assert f"--reparse-{end}: expected an ISO date such as 2026-12-01, found 'nonsense'" in capsys.readouterr().err


def test_a_backfill_that_ends_before_it_begins_is_said_before_anything_runs(capsys, monkeypatch):
    monkeypatch.setattr("orchestration.runner.run_refresh", None)
    with pytest.raises(SystemExit) as caught:
        main(["run", "--reparse-from", "2026-02-01", "--reparse-until", "2026-01-31"])
    assert caught.value.code == 2
    assert "--reparse-from to be no later than --reparse-until" in capsys.readouterr().err


def test_the_same_holds_for_the_config_of_a_dagster_run():
    backfill = mentions.Backfill(published_from="2026-01-01", published_until="2026-01-31")
    assert mentions._days(backfill) == (date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(ValueError, match="expected published_until to be an ISO date"):
        mentions._days(mentions.Backfill(published_until="nonsense"))
    with pytest.raises(ValueError, match="no later than"):
        mentions._days(mentions.Backfill(published_from="2026-02-01", published_until="2026-01-31"))


class TestLogOfLines:
    @pytest.fixture
    def run(self, monkeypatch, capsys):
        """Run with the log as JSON and a pipeline that does this; gives the exit code and the lines."""

        def run(do, *arguments):
            monkeypatch.setenv("PLEDGEBOOK_LOG_FORMAT", "json")
            monkeypatch.setattr("orchestration.runner.run_refresh", do)
            code = main(["run", *arguments])
            return code, [json.loads(line) for line in capsys.readouterr().err.splitlines()]

        return run

    @pytest.mark.parametrize("arguments", [[], ["--json"]])
    def test_events_name_their_run_and_a_failure_its_reason(self, run, arguments):
        def fail(settings, *, on_event, **_):
            on_event(StepEvent("articles", "STEP_START", 0.0, "r1"))
            on_event(StepEvent("articles", "STEP_FAILURE", 1.0, "r1", "no\nroom"))
            return RunOutcome("r1", is_success=False, errors=["articles: no room"], seconds={}, failed_checks=["c"])

        code, lines = run(fail, *arguments)
        assert code == 1
        assert {line["run_id"] for line in lines} == {"r1"}
        assert lines[0] == {
            "at": "1970-01-01T00:00:00.000+00:00",
            "event": "step_start",
            "run_id": "r1",
            "step": "articles",
        }
        assert [line.get("error") for line in lines] == [None, "no\nroom", None]
        assert (lines[2]["event"], lines[2]["errors"]) == ("run_failure", ["articles: no room"])
        assert lines[2]["failed_checks"] == ["c"]

    @pytest.mark.parametrize("error", [TransformError("no dbt"), OSError(28, "No space left on device")])
    def test_what_ends_a_run_before_it_begins_is_a_line_too(self, run, error):
        def fail(settings, **_):
            raise error

        code, (line,) = run(fail)
        assert (code, line["event"], line["error"]) == (1, "error", str(error))


@pytest.mark.parametrize(
    ("row", "text"),
    [
        pytest.param({"amount_min": None, "amount_max": None}, "", id="none"),
        pytest.param(
            {"amount_min": Decimal("1E12"), "amount_max": Decimal("1E12"), "currency": "JPY", "modality": "approx"},
            "≈ 1,000,000,000,000 JPY",
            id="about",
        ),
        pytest.param(
            {"amount_min": Decimal(20), "amount_max": Decimal(50), "currency": "EUR"}, "20 - 50 EUR", id="range"
        ),
        pytest.param({"amount_min": Decimal("1.50"), "amount_max": Decimal("1.50")}, "1.50 ?", id="unknown currency"),
    ],
)
def test_amounts_are_written_in_full_digits(row, text):
    assert amount_text(row) == text


def test_a_line_of_extract_is_refused_for_what_the_loader_refuses_as_binary():
    with pytest.raises(LineRejectedError, match="expected text, found NUL at character 1"):
        _record(b'{"id": 1, "text": "a\\u0000b"}', max_line_bytes=100)


@pytest.mark.slow
class TestExtract:
    def extract(self, *lines):
        source = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        done = subprocess.run(
            [sys.executable, "-m", "orchestration.cli", "extract"],
            input=source.encode(),
            capture_output=True,
            check=False,
        )
        return [json.loads(line) for line in io.BytesIO(done.stdout)], done.stderr.decode(), done.returncode

    def test_mentions_point_into_the_text_as_given(self):
        text = "🔋 Le METI versera 1 000 milliards de yens d’ici avril 2026."
        records, errors, code = self.extract({"id": "a", "text": text, "lang": "fr", "published": "2026-01-05"})
        assert (errors, code) == ("", 0)
        assert {tuple(record) for record in records} == {tuple(MENTIONS)}
        assert [record for record in records if text[record["start"] : record["end"]] != record["surface"]] == []
        assert {"money", "cue"} <= {record["kind"] for record in records}

    def test_broken_lines_are_named_and_the_others_are_read(self):
        good = {"id": 7, "text": "Il versera 5 millions d’euros."}
        records, errors, code = self.extract(
            "{", "[]", {"id": 1}, {"id": 1, "text": "\ud800"}, {"id": None, "text": ""}, "", good
        )
        assert {record["id"] for record in records} == {7}
        assert [line.split(":")[1].strip() for line in errors.splitlines()] == [f"line {n}" for n in range(1, 6)]
        assert code == 1
