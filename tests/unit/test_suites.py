"""The form of the suites, and that every published table has one."""

import pytest

from orchestration.settings import EXPECTATIONS_DIR
from orchestration.suites import SuiteError, load_suites, read_suite

PUBLISHED = {
    "dim_articles",
    "dim_currencies",
    "dim_dates",
    "dim_entities",
    "dim_rules",
    "dim_sources",
    "fct_claims",
    "fct_commitments",
    "fct_dates",
    "fct_entities",
    "fct_findings",
    "fct_money_mentions",
}
CHECK = {"name": "c", "says": "It holds.", "severity": "warn", "why": "So.", "source": "Here.", "finds": "select 1"}


def write(tmp_path, *checks, table="plans", name="plans.yml"):
    path = tmp_path / name
    lines = [f"table: {table}", "grain: plan", "checks:"]
    for check in checks:
        fields = [f"{key}: {value}" for key, value in check.items()]
        lines += [f"  - {fields[0]}", *(f"    {field}" for field in fields[1:])]
    path.write_text("\n".join(lines))
    return path


def test_every_published_table_has_a_suite():
    assert {suite.table for suite in load_suites(EXPECTATIONS_DIR)} >= PUBLISHED


def test_every_check_gives_its_reason_and_the_source_of_its_bound():
    checks = [check for suite in load_suites(EXPECTATIONS_DIR) for check in suite.checks]
    assert [check.name for check in checks if not (check.says and check.why and check.source)] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"severity": "fatal"}, "expected a severity", id="unknown severity"),
        pytest.param({"why": None}, "expected the keys", id="no reason given"),
        pytest.param({"mostly": 1}, "expected the keys", id="unknown key"),
        pytest.param({"finds": None}, "expected one of", id="nothing to check"),
        pytest.param({"finds": None, "measures": "s", "between": "[null]"}, "expected between", id="one bound only"),
        pytest.param({"measures": "select 1"}, "expected one of", id="two kinds at once"),
    ],
)
def test_a_malformed_check_is_refused(tmp_path, change, message):
    check = {key: value for key, value in (CHECK | change).items() if value is not None}
    with pytest.raises(SuiteError, match=message):
        read_suite(write(tmp_path, check))


def test_a_name_is_used_once(tmp_path):
    with pytest.raises(SuiteError, match="more than once"):
        read_suite(write(tmp_path, CHECK, CHECK))


def test_a_file_is_named_like_its_table(tmp_path):
    with pytest.raises(SuiteError, match="expected the table other"):
        read_suite(write(tmp_path, CHECK, name="other.yml"))


def test_a_folder_without_suites_is_an_error(tmp_path):
    with pytest.raises(SuiteError, match="found none"):
        load_suites(tmp_path)


def test_for_each_repeats_a_check_per_value(tmp_path):
    check = CHECK | {"name": "no_{rule}", "finds": "select '{rule}'", "for_each": "{rule: [R01, R02]}"}
    suite = read_suite(write(tmp_path, check))
    assert [(c.name, c.finds) for c in suite.checks] == [("no_R01", "select 'R01'"), ("no_R02", "select 'R02'")]
