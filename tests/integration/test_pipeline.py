"""From raw files to a publication, by the command line, in the order of an installation's life."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.slow

PUBLISHED = {  # ARCHITECTURE, section 4
    "fct_commitments": "commitment_id title payer_entity_id payer_name recipient_name purpose sector instrument"
    " amount_min amount_max currency modality amount_usd fx_rate fx_source fx_date period_start period_end"
    " period_edtf status"
    " status_level announced_on is_aggregable aggregate_reason claim_count article_count independent_source_count"
    " chosen_claim_id confidence",
    "fct_claims": "claim_id article_id commitment_id money_mention_id payer_entity_id payer_name recipient_name purpose"
    " amount_min amount_max currency modality amount_kind period_start period_end period_edtf status status_level"
    " status_cue char_start char_end quote confidence",
    "fct_money_mentions": "money_mention_id article_id char_start char_end surface amount_min amount_max currency"
    " currency_basis modality role scale_word scale_probability equivalent_of_id is_duplicate claim_id",
    "fct_dates": "date_mention_id article_id char_start char_end surface date_type edtf start_on end_on anchor"
    " is_duplicate",
    "fct_entities": "entity_mention_id article_id entity_id char_start char_end surface mention_type is_duplicate",
    "fct_findings": "finding_id rule_id severity commitment_id article_id other_article_id char_start char_end"
    " other_char_start other_char_end observed expected explanation suggestion",
    "dim_articles": "article_id source_uri title language published_on published_basis text independent_source_id"
    " is_rejected",
    "dim_sources": "",
    "dim_entities": "",
    "dim_currencies": "",
    "dim_dates": "",
    "dim_rules": "",
    "publications": "publication_id published_at code_version row_counts audits",
}


@pytest.fixture(scope="module")
def home(built_home, tmp_path_factory):
    """An installation that has run once and goes on from there."""
    return built_home.copy_to(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def first(first_run):
    """The report of the first run."""
    return first_run[1]


@contextlib.contextmanager
def reading(home, result):
    """Read the publication in a loop of another process meanwhile."""
    command = [sys.executable, str(Path(__file__).with_name("reader.py")), str(home.settings.publication)]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield
    finally:
        result.update(json.loads(reader.communicate()[0]))


def test_the_samples_become_a_publication(home, first):
    assert (first["files_read"], first["articles_parsed"], first["is_new"]) == (5, 5, True)
    assert first["commitments"]


def test_every_published_table_and_column_is_there_with_a_comment(home, first):
    with duckdb.connect(str(home.settings.publication), read_only=True) as connection:
        tables = dict(
            connection.execute("select table_name, comment from duckdb_tables() where not internal").fetchall()
        )
        columns = connection.execute(
            "select table_name, column_name, comment from duckdb_columns() where not internal"
        ).fetchall()
    present = {(table, column) for table, column, _ in columns}
    wanted = {(table, column) for table, names in PUBLISHED.items() for column in names.split()}
    assert PUBLISHED.keys() - tables.keys() == set()
    assert wanted - present == set()
    assert [table for table, comment in tables.items() if not comment] == []
    assert [(table, column) for table, column, comment in columns if not comment] == []


def test_files_that_were_copied_are_read_again_and_say_the_same(home, first):
    report, code = home.run()
    assert code == 0
    assert (report["files_read"], report["articles_parsed"], report["is_new"]) == (5, 0, False)


def test_a_second_run_parses_nothing_and_says_the_same(home, first):
    before = home.tables()
    result = {}
    with reading(home, result):
        report, code = home.run()
    assert code == 0
    assert (report["files_read"], report["articles_parsed"], report["is_new"]) == (0, 0, False)
    assert report["publication"] == first["publication"]
    assert home.tables() == before
    assert result["errors"] == []
    assert len(result["seen"]) == 1


def test_one_more_file_parses_one_article_and_readers_never_see_a_mixture(home, first):
    text = (
        "Le gouvernement danois versera 12 millions d’euros à l’agence Norsk Vand d’ici 2028, a-t-il annoncé lundi.\n"
    )
    (home.settings.raw_dir / "2026-02-03_danemark.txt").write_text(f"Eau : un plan danois\n\n{text}", encoding="utf-8")
    result = {}
    with reading(home, result):
        report, code = home.run()
    assert code == 0, report["errors"] + report["failed_checks"]
    assert (report["articles_parsed"], report["is_new"]) == (1, True)
    assert result["errors"] == []
    assert result["looks"] > 20
    assert {publication for publication, *_ in result["seen"]} <= {first["publication"], report["publication"]}
    assert all(row[1:3] == row[3:5] for row in result["seen"])


def test_readers_can_go_back_and_forth(home, first):
    newest = home.settings.current_link.readlink().name
    assert home.pledgebook("rollback").returncode == 0
    assert home.settings.current_link.readlink().name < newest
    assert home.pledgebook("rollback", newest).returncode == 0
    listed = json.loads(home.pledgebook("publications", "--json").stdout)
    assert [row["publication_id"] for row in listed if row["is_current"]] == [newest]


def test_damage_publishes_nothing_and_leaves_with_an_error(home, first):
    current = home.settings.current_link.readlink()
    before = home.tables()
    with duckdb.connect(str(home.settings.build_database)) as connection:
        connection.execute("update parsed.money_mentions set char_end = char_end + 2")
    report, code = home.run()
    assert code == 1
    assert not report["success"]
    assert report["failed_checks"]
    assert home.settings.current_link.readlink() == current
    assert home.tables() == before


@pytest.mark.parametrize("topic", ["commitments", "findings", "claims", "money"])
def test_each_table_can_be_shown(home, first, topic):
    rows = json.loads(home.pledgebook("show", topic, "--json").stdout)
    drawn = home.pledgebook("show", topic)
    assert drawn.returncode == 0
    assert f"{topic} ({len(rows)})" in drawn.stdout
    few = home.pledgebook("show", topic, "--limit", "1")
    assert f"{topic} (1 of {len(rows)})" in few.stdout


def test_the_sentence_behind_a_commitment_can_be_read(home, first):
    commitment = next(row for row in first["commitments"] if row["amount_min"] is not None)
    done = home.pledgebook("show", "commitments", "--id", commitment["commitment_id"], "--evidence", "--json")
    evidence = json.loads(done.stdout)
    texts = {path.read_text(encoding="utf-8") for path in home.settings.raw_dir.iterdir()}
    assert evidence
    for claim in evidence:
        assert any(text[claim["char_start"] :].startswith(claim["figure"]) for text in texts)
