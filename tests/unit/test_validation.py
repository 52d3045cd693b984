"""The audit over small real DuckDB files: what passes, what fails, and what breaks."""

import duckdb
import pytest

from orchestration.validation import as_batch_query, audit

PLANS = """
    create table main.plans as
    select * from (values
        ('a', 1000, 'Tokyo'),
        ('b', 2000, null),
        ('c', 3000, 'Paris')
    ) as plans(plan_id, amount, payer);
    create table main.cities as select * from (values ('Tokyo'), ('Paris')) as cities(name);
"""

HOLDS = """
  - name: amounts_are_positive
    says: Every amount is above zero.
    severity: error
    why: A plan pays.
    source: the test
    finds: select plan_id, amount from plans where amount <= 0
"""
FAILS = """
  - name: no_large_plan
    says: No plan is above 1500.
    severity: {severity}
    why: The purse holds 1500.
    source: the test
    finds: |
      select plans.plan_id, plans.amount from plans
      left join cities on plans.payer = cities.name
      where plans.amount > 1500
      order by plans.plan_id
"""
BREAKS = """
  - name: broken
    says: A column that is not there.
    severity: info
    why: Columns get renamed.
    source: the test
    finds: select no_such_column from plans
"""
MEASURES = """
  - name: mean_amount
    says: The mean amount lies within the bounds.
    severity: warn
    why: It always did.
    source: the test
    measures: select avg(amount) from plans {where}
    between: [{low}, {high}]
"""
SHIPPED = """
  - name: payer_is_named
    says: Nine plans in ten name their payer.
    severity: info
    why: Most do.
    source: the test
    expect: ExpectColumnValuesToNotBeNull
    with: {column: payer, mostly: 0.9}
"""


@pytest.fixture
def candidate(tmp_path):
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(PLANS)
    return path


@pytest.fixture
def run_audit(tmp_path, candidate):
    """Audits ``plans`` by the given checks and returns its verdict."""

    def run(*checks, table="plans"):
        suites_dir = tmp_path / "suites"
        suites_dir.mkdir(exist_ok=True)
        (suites_dir / f"{table}.yml").write_text(f"table: {table}\ngrain: plan\nchecks:\n" + "".join(checks))
        return audit(candidate, tmp_path / "docs", suites_dir=suites_dir)[0]

    return run


def test_a_suite_that_holds_is_a_success(run_audit):
    verdict = run_audit(HOLDS, MEASURES.format(where="", low=1000, high="null"))
    assert (verdict.success, verdict.severity, verdict.evaluated, verdict.failed) == (True, "info", 2, [])
    assert not verdict.is_blocking


@pytest.mark.parametrize(("severity", "blocks"), [("error", True), ("warn", False), ("info", False)])
def test_a_failed_check_blocks_by_its_severity(run_audit, severity, blocks):
    verdict = run_audit(HOLDS, FAILS.format(severity=severity))
    assert (verdict.success, verdict.severity, verdict.crashed) == (False, severity, False)
    assert verdict.is_blocking is blocks
    assert [failure["expectation"] for failure in verdict.failed] == ["no_large_plan"]
    assert verdict.failed[0]["observed"] == "2 rows — plan_id = b; amount = 2000 — plan_id = c; amount = 3000"
    assert verdict.failed[0]["reason"] == "The purse holds 1500."


def test_a_crashed_check_is_reported_apart_and_blocks_whatever_its_severity(run_audit):
    verdict = run_audit(HOLDS, BREAKS)
    assert (verdict.success, verdict.crashed, verdict.is_blocking) == (False, True, True)
    assert verdict.evaluated == 1
    assert verdict.failed[0]["outcome"] == "crashed"
    assert "no_such_column" in verdict.failed[0]["observed"]


def test_a_missing_table_is_a_crash_and_not_a_success(run_audit):
    verdict = run_audit(HOLDS, table="claims")
    assert (verdict.success, verdict.crashed, verdict.evaluated) == (False, True, 0)
    assert "expected a table claims" in verdict.failed[0]["observed"]


@pytest.mark.parametrize(
    ("where", "low", "high", "outcome"),
    [
        pytest.param("", 1000, 2500, [], id="within both bounds"),
        pytest.param("", 2000, 2000, [], id="bounds are inclusive"),
        pytest.param("", 2500, "null", ["mean_amount"], id="below the lowest"),
        pytest.param("", "null", 1999, ["mean_amount"], id="above the highest"),
        pytest.param("where amount > 9000", 1, 2, [], id="nothing to measure"),
    ],
)
def test_a_measure_is_held_against_its_bounds(run_audit, where, low, high, outcome):
    verdict = run_audit(MEASURES.format(where=where, low=low, high=high))
    assert [failure["expectation"] for failure in verdict.failed] == outcome
    assert not verdict.crashed


def test_a_measure_of_several_rows_is_a_crash(run_audit):
    verdict = run_audit(MEASURES.format(where="group by plan_id", low=1, high=2))
    assert verdict.crashed
    assert "expected one row with one number" in verdict.failed[0]["observed"]


def test_an_expectation_that_great_expectations_ships_reports_its_share(run_audit):
    verdict = run_audit(SHIPPED)
    assert (verdict.severity, verdict.failed[0]["observed"]) == ("info", "33.3 % of 3 rows differ")


def test_severities_of_a_table_add_up_to_the_gravest(run_audit):
    verdict = run_audit(SHIPPED, FAILS.format(severity="error"), MEASURES.format(where="", low=9000, high="null"))
    assert verdict.severity == "error"
    assert {failure["severity"] for failure in verdict.failed} == {"error", "warn", "info"}


def test_the_candidate_is_closed_afterwards(run_audit, candidate):
    run_audit(HOLDS)
    with duckdb.connect(str(candidate)) as connection:
        connection.execute("insert into plans values ('d', 1, null)")


def test_the_data_docs_open_without_a_network(run_audit, tmp_path):
    run_audit(HOLDS, FAILS.format(severity="warn"))
    pages = {
        page.relative_to(tmp_path / "docs").as_posix(): page.read_text() for page in (tmp_path / "docs").rglob("*.html")
    }
    assert len(pages) >= 3
    for name, page in pages.items():
        assert "<script" not in page, name
        for attribute in ('src="http', 'href="http', "src='http", "href='http", 'src="//', 'href="//'):
            assert attribute not in page, name
    index = pages["index.html"]
    assert "No plan is above 1500." in index
    assert "The purse holds 1500." in index
    detail = index.split('href="')[1].split('"')[0]
    assert "No plan is above 1500." in pages[detail]


def test_the_markdown_lists_broken_checks_first(run_audit):
    verdict = run_audit(HOLDS, FAILS.format(severity="warn"))
    assert "1 of 2 checks held" in verdict.markdown
    assert verdict.markdown.index("No plan is above 1500.") < verdict.markdown.index("Every amount is above zero.")


def test_there_must_be_a_candidate(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a candidate"):
        audit(tmp_path / "none.duckdb", tmp_path / "docs")


def test_braces_of_a_query_reach_the_database(run_audit):
    verdict = run_audit(HOLDS.replace("amount <= 0", "regexp_matches(plan_id, '^[a-z]{2}$')"))
    assert verdict.success
    assert as_batch_query("plans", "select '{2}';").count("{{2}}") == 1
