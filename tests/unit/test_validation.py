"""The audit over small real DuckDB files: what passes, what fails, and what breaks."""

import sys

import duckdb
import pytest

from orchestration.validation import _Deferred, as_batch_query, audit

pytestmark = pytest.mark.slow

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
    finds: select plan_id, amount from {table} where amount <= 0
"""
FAILS = """
  - name: no_large_plan
    says: No plan is above 1500.
    severity: {severity}
    why: The purse holds 1500.
    source: the test
    finds: |
      select plans.plan_id, plans.amount from {table} as plans
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
    finds: select no_such_column from {table}
"""
MEASURES = """
  - name: mean_amount
    says: The mean amount lies within the bounds.
    severity: warn
    why: It always did.
    source: the test
    measures: select avg(amount) from {table} {where}
    between: [{low}, {high}]
"""
SHIPPED = """
  - name: payer_is_named
    says: Nine plans in ten name their payer.
    severity: info
    why: Most do.
    source: the test
    expect: ExpectColumnValuesToNotBeNull
    with: {{column: payer, mostly: 0.9}}
"""


def measure(where="", *, low, high):
    """A measure of the mean amount with these bounds."""
    return MEASURES.replace("{where}", where).replace("{low}", str(low)).replace("{high}", str(high))


def fails(severity):
    return FAILS.replace("{severity}", severity)


# One audit judges all of them, each over a table of its own: an audit costs what Great Expectations takes to start.
SUITES = {
    "holds": [HOLDS, measure(low=1000, high="null")],
    "failed_error": [HOLDS, fails("error")],
    "failed_warn": [HOLDS, fails("warn")],
    "failed_info": [HOLDS, fails("info")],
    "breaks": [HOLDS, BREAKS],
    "within": [measure(low=1000, high=2500)],
    "inclusive": [measure(low=2000, high=2000)],
    "below": [measure(low=2500, high="null")],
    "above": [measure(low="null", high=1999)],
    "nothing": [measure("where amount > 9000", low=1, high=2)],
    "several_rows": [measure("group by plan_id", low=1, high=2)],
    "shipped": [SHIPPED],
    "grave": [SHIPPED, fails("error"), measure(low=9000, high="null")],
    "many": [HOLDS.replace("{table} where amount <= 0", "{table}, range(1000)")],
    "braces": [HOLDS.replace("amount <= 0", "regexp_matches(plan_id, '^[a-z]{{2}}$')")],
}
MISSING = "claims"


def write_suite(suites_dir, table, checks):
    suites_dir.mkdir(exist_ok=True)
    text = f"table: {table}\ngrain: plan\nchecks:\n" + "".join(checks).format(table=table)
    (suites_dir / f"{table}.yml").write_text(text)


def make_candidate(path, *tables):
    with duckdb.connect(str(path)) as connection:
        connection.execute(PLANS)
        for table in tables:
            connection.execute(f"create table main.{table} as from plans")
    return path


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    """The folder of an audit of all suites, and its verdicts by table."""
    root = tmp_path_factory.mktemp("audited")
    for table, checks in {**SUITES, MISSING: [HOLDS]}.items():
        write_suite(root / "suites", table, checks)
    verdicts = audit(make_candidate(root / "candidate.duckdb", *SUITES), root / "docs", suites_dir=root / "suites")
    return root, {verdict.table: verdict for verdict in verdicts}


@pytest.fixture(scope="module")
def verdicts(audited):
    return audited[1]


def test_every_suite_has_its_verdict(verdicts):
    assert set(verdicts) == {*SUITES, MISSING}


def test_a_suite_that_holds_is_a_success(verdicts):
    verdict = verdicts["holds"]
    assert (verdict.success, verdict.severity, verdict.evaluated, verdict.failed) == (True, "info", 2, [])
    assert not verdict.is_blocking


@pytest.mark.parametrize(("severity", "blocks"), [("error", True), ("warn", False), ("info", False)])
def test_a_failed_check_blocks_by_its_severity(verdicts, severity, blocks):
    verdict = verdicts[f"failed_{severity}"]
    assert (verdict.success, verdict.severity, verdict.crashed) == (False, severity, False)
    assert verdict.is_blocking is blocks
    assert [failure["expectation"] for failure in verdict.failed] == ["no_large_plan"]
    assert verdict.failed[0]["observed"] == "2 rows — plan_id = b; amount = 2000 — plan_id = c; amount = 3000"
    assert verdict.failed[0]["reason"] == "The purse holds 1500."


def test_all_rows_that_a_check_finds_are_counted_and_the_first_are_quoted(verdicts):
    observed = verdicts["many"].failed[0]["observed"]
    assert observed.startswith("3000 rows — plan_id = ")
    assert observed.count(" — ") == 3
    assert "rows_found" not in observed


def test_an_audit_keeps_to_its_memory(tmp_path):
    sorts = HOLDS.replace(
        "select plan_id, amount from {table} where amount <= 0",
        "select md5(range::varchar) as hash from {table}, range(2000000) order by hash limit 1 offset 5999999",
    )
    write_suite(tmp_path / "suites", "plans", [sorts])
    candidate = make_candidate(tmp_path / "candidate.duckdb")
    (verdict,) = audit(candidate, tmp_path / "docs", suites_dir=tmp_path / "suites", memory_limit="1MB")
    assert verdict.crashed
    assert "Out of Memory" in verdict.failed[0]["observed"]


def test_a_crashed_check_is_reported_apart_and_blocks_whatever_its_severity(verdicts):
    verdict = verdicts["breaks"]
    assert (verdict.success, verdict.crashed, verdict.is_blocking) == (False, True, True)
    assert verdict.evaluated == 1
    assert verdict.failed[0]["outcome"] == "crashed"
    assert "no_such_column" in verdict.failed[0]["observed"]


def test_a_missing_table_is_a_crash_and_not_a_success(verdicts):
    verdict = verdicts[MISSING]
    assert (verdict.success, verdict.crashed, verdict.evaluated) == (False, True, 0)
    assert "expected a table claims" in verdict.failed[0]["observed"]


@pytest.mark.parametrize(
    ("table", "outcome"),
    [
        pytest.param("within", [], id="within both bounds"),
        pytest.param("inclusive", [], id="bounds are inclusive"),
        pytest.param("below", ["mean_amount"], id="below the lowest"),
        pytest.param("above", ["mean_amount"], id="above the highest"),
        pytest.param("nothing", [], id="nothing to measure"),
    ],
)
def test_a_measure_is_held_against_its_bounds(verdicts, table, outcome):
    verdict = verdicts[table]
    assert [failure["expectation"] for failure in verdict.failed] == outcome
    assert not verdict.crashed


def test_a_measure_of_several_rows_is_a_crash(verdicts):
    verdict = verdicts["several_rows"]
    assert verdict.crashed
    assert "expected one row with one number" in verdict.failed[0]["observed"]


def test_an_expectation_that_great_expectations_ships_reports_its_share(verdicts):
    verdict = verdicts["shipped"]
    assert (verdict.severity, verdict.failed[0]["observed"]) == ("info", "33.3 % of 3 rows differ")


def test_severities_of_a_table_add_up_to_the_gravest(verdicts):
    verdict = verdicts["grave"]
    assert verdict.severity == "error"
    assert {failure["severity"] for failure in verdict.failed} == {"error", "warn", "info"}


def test_the_candidate_is_closed_afterwards(audited):
    with duckdb.connect(str(audited[0] / "candidate.duckdb")) as connection:
        connection.execute("insert into plans values ('d', 1, null)")


def test_the_data_docs_open_without_a_network(tmp_path):
    write_suite(tmp_path / "suites", "plans", [HOLDS, fails("warn")])
    audit(
        make_candidate(tmp_path / "candidate.duckdb"),
        tmp_path / "docs",
        suites_dir=tmp_path / "suites",
        content_sha256="0123abcdef",
    )
    pages = {
        page.relative_to(tmp_path / "docs").as_posix(): page.read_text() for page in (tmp_path / "docs").rglob("*.html")
    }
    assert len(pages) >= 3
    for name, page in pages.items():
        assert "<script" not in page, name
        for attribute in ('src="http', 'href="http', "src='http", "href='http", 'src="//', 'href="//'):
            assert attribute not in page, name
    index = pages["index.html"]
    assert "Fit for readers: 1 of 2 checks held." in index
    assert "the release whose name ends in -0123abcd" in index
    assert "No plan is above 1500." in index
    assert "The purse holds 1500." in index
    detail = index.split('href="')[1].split('"')[0]
    assert "No plan is above 1500." in pages[detail]


def test_the_markdown_lists_broken_checks_first(verdicts):
    markdown = verdicts["failed_warn"].markdown
    assert "1 of 2 checks held" in markdown
    assert markdown.index("No plan is above 1500.") < markdown.index("Every amount is above zero.")


def test_there_must_be_a_candidate(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a candidate"):
        audit(tmp_path / "none.duckdb", tmp_path / "docs")


def test_braces_of_a_query_reach_the_database(verdicts):
    assert verdicts["braces"].success
    assert as_batch_query("plans", "select '{2}';").count("{{2}}") == 1


def test_a_library_that_is_seldom_used_is_imported_when_something_of_it_is_asked_for(monkeypatch):
    stand_in = _Deferred("colorsys")
    monkeypatch.setitem(sys.modules, "colorsys", stand_in)
    import colorsys

    assert colorsys is stand_in
    assert colorsys.rgb_to_hsv(1, 0, 0) == (0.0, 1.0, 1.0)
    assert sys.modules["colorsys"] is not stand_in
