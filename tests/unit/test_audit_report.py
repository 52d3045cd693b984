"""The words of an audit report."""

from dataclasses import replace

import pytest

from orchestration.audit_report import CheckResult, judge_measure, quote_rows, render_index, summarise, take_offline
from orchestration.suites import Check, Suite

CHECK = Check(name="c", says="a | b < c", severity="warn", why="So & so.", source="Here.", finds="select 1")
SUITE = Suite(table="plans", grain="plan", checks=(CHECK,))


def result(outcome):
    return CheckResult(check=CHECK, outcome=outcome, observed="x |\n y")


@pytest.mark.parametrize(
    ("outcomes", "success", "severity", "crashed", "blocks"),
    [
        pytest.param([], True, "info", False, False, id="no check"),
        pytest.param(["held"], True, "info", False, False, id="all held"),
        pytest.param(["held", "failed"], False, "warn", False, False, id="one warning"),
        pytest.param(["crashed", "held"], False, "error", True, True, id="one crash is grave whatever was checked"),
    ],
)
def test_the_verdict_follows_from_the_gravest_outcome(outcomes, success, severity, crashed, blocks):
    verdict = summarise(SUITE, [result(outcome) for outcome in outcomes])
    assert (verdict.success, verdict.severity, verdict.crashed, verdict.is_blocking) == (
        success,
        severity,
        crashed,
        blocks,
    )


def test_a_cell_of_a_markdown_table_keeps_to_its_cell():
    lines = summarise(SUITE, [result("failed")]).markdown.splitlines()
    assert lines[-1] == "| ✗ | warn | a &#124; b &lt; c | x &#124; y |"


def test_the_index_escapes_what_it_quotes():
    pages = {"plans": "validations/plans.html"}
    page = render_index([SUITE], {"plans": [result("held")]}, pages, subject="Audited <today>.", rules={})
    assert "Audited &lt;today&gt;." in page
    assert "a | b &lt; c" in page
    assert "So &amp; so." in page
    assert '<a href="validations/plans.html">plans</a>' in page


def test_the_index_begins_with_the_verdict():
    grave = replace(CHECK, severity="error")
    for check, verdict in ((CHECK, "Fit for readers"), (grave, "Kept from readers because of plans")):
        results = {"plans": [CheckResult(check=check, outcome="failed", observed=""), result("held")]}
        page = render_index([SUITE], results, {}, subject="", rules={})
        assert f"{verdict}: 1 of 2 checks held." in page


def test_the_index_names_rules_by_their_titles():
    check = replace(CHECK, says="No error of rule R02.", source="rule R35 (and R99)")
    results = {"plans": [CheckResult(check=check, outcome="held", observed="")]}
    page = render_index([SUITE], results, {}, subject="", rules={"R02": "Power of ten", "R35": "Span integrity"})
    assert "No error of rule R02 “Power of ten”." in page
    assert "(rule R35 “Span integrity” (and R99))" in page
    assert "The rules R02 to R35 compare" in page


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param('<script src="https://cdn.test/a.js"></script>x', "x", id="remote script"),
        pytest.param("<script>\nlet a = 1;\n</script>x", "x", id="script in the page"),
        pytest.param('<link rel="stylesheet" href="//cdn.test/a.css">x', "x", id="remote style without scheme"),
        pytest.param('<img class="l" src="https://s3.test/logo.png?id=1"/>x', "x", id="remote image"),
        pytest.param('<a class="b" href="https://shop.test">x</a>', '<a class="b">x</a>', id="remote link"),
        pytest.param('<a href="../index.html">x</a>', '<a href="../index.html">x</a>', id="local link stays"),
        pytest.param('<img src="../static/a.png">', '<img src="../static/a.png">', id="local image stays"),
    ],
)
def test_a_page_is_taken_offline(page, expected):
    assert take_offline(page) == expected


def test_a_page_gets_a_style_of_its_own_and_may_run_nothing():
    page = take_offline("<head></head>")
    assert "<style>" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([{"v": 0.75}], (True, "0.75, expected at least 0.5"), id="within"),
        pytest.param([{"v": 0.25}], (False, "0.25, expected at least 0.5"), id="below"),
        pytest.param([{"v": None}], (True, "nothing to measure, expected at least 0.5"), id="nothing"),
    ],
)
def test_a_measure_is_told_with_its_bounds(rows, expected):
    assert judge_measure(rows, low=0.5, high=None) == expected


def test_a_measure_is_one_number():
    with pytest.raises(ValueError, match="one row with one number"):
        judge_measure([{"a": 1, "b": 2}], low=None, high=None)


def test_only_the_first_rows_are_quoted():
    assert quote_rows(9, [{"k": n} for n in range(9)]) == "9 rows — k = 0 — k = 1 — k = 2"
