"""The trust report and the explained findings, on two small publications."""

import html
import re
from io import StringIO

import duckdb
import pytest
from rich.console import Console

from orchestration.display import print_explained
from orchestration.explain import explain_findings
from orchestration.trust import compare, render_report, summarise_findings, write_report
from orchestration.warehouse.connect import publication

TEXT = "Avant. Le plan de 12 milliard est annoncé. Après."


@pytest.fixture
def publish(tmp_path):
    """Write a publication with some commitments and findings; gives its path."""

    def write(name, commitments, findings):
        path = tmp_path / f"{name}.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute("""
                create table fct_commitments (
                    commitment_id varchar, title varchar, status varchar, independent_source_count bigint,
                    amount_min decimal(38, 2), currency varchar
                );
                create table fct_commitment_scores (
                    commitment_id varchar, agreement_ratio double, independent_source_count bigint,
                    completeness integer, open_error_count bigint, open_warning_count bigint
                );
                create table fct_claims (commitment_id varchar, article_id varchar);
                create table dim_articles (article_id varchar, title varchar, source_uri varchar, text varchar);
                create table dim_rules (
                    rule_id varchar, title_en varchar, title_fr varchar, formula varchar, formula_fr varchar
                );
                create table fct_findings (
                    finding_id varchar, rule_id varchar, severity varchar, status varchar, status_reason varchar,
                    article_id varchar, other_article_id varchar, char_start bigint, char_end bigint,
                    other_char_start bigint, other_char_end bigint, observed varchar, expected varchar, factor double,
                    explanation varchar, explanation_fr varchar, suggestion varchar, suggestion_fr varchar
                );
                insert into dim_rules values
                    ('R04', 'Amounts differ', 'Montants différents', 'ratio > 1.05', 'rapport > 1,05'),
                    ('R27', 'Separators', 'Séparateurs', 'one reading', 'une lecture');
            """)
            connection.execute("insert into dim_articles values ('a', 'Un titre', 'a.txt', ?)", [TEXT])
            for key, status, amount, errors in commitments:
                connection.execute(
                    "insert into fct_commitments values (?, ?, ?, 1, ?, 'EUR')", [key, key, status, amount]
                )
                connection.execute("insert into fct_commitment_scores values (?, 1.0, 1, 7, ?, 0)", [key, errors])
            for key, rule, severity, status in findings:
                connection.execute(
                    "insert into fct_findings values (?, ?, ?, ?, null, 'a', null, 18, 29, null, null, '12', '1.2', 10,"
                    " ?, 'dix fois trop', 'read 1.2', 'lire 1,2')",
                    [key, rule, severity, status, f"because of {key}"],
                )
        return path

    return write


def test_new_gone_and_changed_commitments_are_told_apart(publish):
    before = publish(
        "old", [("kept", "announced", 1, 0), ("gone", "announced", 2, 0), ("moved", "announced", 3, 0)], []
    )
    after = publish("new", [("kept", "announced", 1, 0), ("moved", "approved", 3, 0), ("fresh", "announced", 4, 0)], [])
    changes = compare(before, after)
    assert [row["commitment_id"] for row in changes.added.rows] == ["fresh"]
    assert [row["commitment_id"] for row in changes.removed.rows] == ["gone"]
    assert [(row["status_before"], row["status"]) for row in changes.changed.rows] == [("announced", "approved")]


def test_a_finding_is_resolved_when_it_is_gone_or_judged(publish):
    before = publish("old", [], [("f1", "R04", "error", "open"), ("f2", "R27", "warn", "open")])
    after = publish("new", [], [("f2", "R27", "warn", "explained"), ("f3", "R27", "warn", "open")])
    changes = compare(before, after)
    assert [row["finding_id"] for row in changes.new_findings.rows] == ["f3"]
    assert [row["finding_id"] for row in changes.resolved_findings.rows] == ["f1", "f2"]


def test_the_first_publication_is_all_new(publish):
    report = render_report(None, publish("new", [("c", "announced", 1, 2)], [("f1", "R04", "error", "open")]))
    assert "first publication" in report
    assert "**New commitments: 1**" in report
    assert "because of f1" in report
    assert "dix fois trop" in report


def test_the_most_doubtful_commitment_comes_first(publish):
    path = publish(
        "new", [("calm", "announced", 1, 0), ("doubtful", "announced", 1, 3), ("less", "announced", 1, 1)], []
    )
    doubted = render_report(None, path).split("## Commitments to doubt most")[1]
    assert "calm" not in doubted
    assert doubted.index("doubtful") < doubted.index("less")


def summary_of(path):
    with publication(path) as connection:
        return summarise_findings(connection)


def test_findings_are_counted_by_rule_gravest_first(publish):
    path = publish(
        "new", [], [("f1", "R27", "warn", "open"), ("f2", "R04", "error", "open"), ("f3", "R27", "info", "open")]
    )
    summary = summary_of(path)
    assert "| R04 | Amounts differ | 1 | 0 | 0 | 0 |" in summary
    assert "| R27 | Separators | 0 | 1 | 1 | 0 |" in summary
    assert summary.index("because of f2") < summary.index("because of f1")


def test_what_was_judged_is_counted_apart_and_is_not_the_worst(publish):
    findings = [("f1", "R04", "error", "waived"), ("f2", "R04", "error", "explained"), ("f3", "R27", "warn", "open")]
    summary = summary_of(publish("new", [], findings))
    assert "| R04 | Amounts differ | 0 | 0 | 0 | 2 |" in summary
    assert "| R27 | Separators | 0 | 1 | 0 | 0 |" in summary
    assert re.findall("because of f.", summary) == ["because of f3"]


def test_words_of_articles_stay_words_in_the_report(publish):
    finding = (r"a\|b &lt;script&gt; [x](y) `z` *e* d_e_f", "R04", "error", "open")
    summary = summary_of(publish("new", [], [finding]))
    (row,) = [line for line in summary.splitlines() if "because of" in line]
    assert row.count("|") == 4
    assert "a&#92;&#124;b &amp;lt;script&amp;gt;" in row
    assert html.unescape(row).endswith(f"because of {finding[0]} |")
    assert not set("\\<>[]`*_") & set(row)


def test_a_long_cell_is_cut(publish):
    summary = summary_of(publish("new", [], [("x" * 1000, "R04", "error", "open")]))
    (row,) = [line for line in summary.splitlines() if "because of" in line]
    assert len(row) < 300
    assert row.endswith("x… |")


def test_without_changes_the_tables_say_none(publish):
    path = publish("same", [], [])
    assert "## New contradictions and doubts\n\nnone" in render_report(path, path)
    assert "**The worst**\n\nnone" in render_report(path, path)


def test_a_report_that_cannot_be_written_leaves_the_one_before(tmp_path, monkeypatch):
    path = tmp_path / "trust_report.md"
    write_report(path, "before")
    no_space = OSError(28, "No space left")
    monkeypatch.setattr("orchestration.files.os.fsync", lambda _: (_ for _ in ()).throw(no_space))
    with pytest.raises(OSError, match="No space left"):
        write_report(path, "after")
    assert path.read_text() == "before"
    monkeypatch.undo()
    write_report(path, "after")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("trust_report.md", "after")]


def test_a_finding_is_explained_with_its_place_in_its_sentence(publish):
    (one,) = explain_findings(publish("new", [], [("f1", "R04", "error", "open")]), language="fr")
    assert (one.rule, one.explanation, one.suggestion) == ("Montants différents", "dix fois trop", "lire 1,2")
    assert one.formula == "rapport > 1,05"
    assert [(p.before, p.figure, p.after) for p in one.places] == [("Le plan de ", TEXT[18:29], " est annoncé.")]
    assert one.as_record()["places"][0]["char_start"] == 18


def test_findings_about_whole_articles_show_how_the_articles_begin(publish):
    path = publish("new", [], [("f1", "R04", "error", "open")])
    with duckdb.connect(str(path)) as connection:
        connection.execute("update fct_findings set char_start = null, char_end = null, other_article_id = 'b'")
        connection.execute("insert into dim_articles values ('b', 'Autre', 'b.txt', 'Autre texte. Et la suite.')")
    (one,) = explain_findings(path)
    assert [(p.article_id, p.before, p.figure) for p in one.places] == [("a", "", ""), ("b", "", "")]
    assert one.places[1].after == "Autre texte."


def test_the_words_around_an_explanation_are_of_its_language(publish):
    explained = explain_findings(publish("new", [], [("f1", "R04", "error", "waived")]), language="fr")
    printed = StringIO()
    print_explained(Console(file=printed, width=200), explained, language="fr")
    assert "erreur R04 Montants différents" in printed.getvalue()
    assert re.findall(r"^  (\w+): ", printed.getvalue(), re.MULTILINE) == [
        "constaté",
        "attendu",
        "règle",
        "facteur",
        "jugement",
        "conseil",
    ]


def test_an_unknown_language_is_refused(publish):
    with pytest.raises(LookupError, match="expected one of"):
        explain_findings(publish("new", [], []), language="de")
