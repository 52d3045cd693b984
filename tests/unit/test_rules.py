"""The rules as they are written: what their models say must be described, audited and translated.

What belongs here: questions about the text of the models of rules and their seeds. What does not: what the rules find
(dbt unit tests, ``tests/golden``).
"""

import csv
import re

import pytest
import yaml

from orchestration.settings import DBT_PROJECT_DIR, EXPECTATIONS_DIR, SEEDS_DIR
from orchestration.suites import load_suites

FINDING = re.compile(r"'(R\d\d)' as rule_id,(.*?)as severity", re.DOTALL)
SEVERITY = re.compile(r"'(error|warn|info)'")
SUGGESTION = re.compile(r"'([A-Z](?:[^']|'')+[.])'(?=\s*(?:else '(?:[^']|'')+'\s*)?(?:end\s+)?as suggestion)")
DAMAGE = {"R21", "R35"}  # one check of its own tells of both


def read_seed(name):
    with (SEEDS_DIR / "rules" / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


RULES = [rule["rule_id"] for rule in read_seed("ref_rules")]


@pytest.fixture(scope="module")
def models():
    folder = DBT_PROJECT_DIR / "models" / "intermediate" / "findings"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("int_findings_*.sql"))]


@pytest.fixture(scope="module")
def unit_tests():
    folder = DBT_PROJECT_DIR / "models" / "intermediate" / "findings"
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*_units*.yml"))]
    return [test for file in files for test in file["unit_tests"]]


def test_each_rule_has_its_reason_and_a_worked_example():
    rules = read_seed("ref_rules")
    assert [f"R{number:02d}" for number in range(1, len(rules) + 1)] == RULES
    assert [rule["rule_id"] for rule in rules if not all(rule.values())] == []


def test_each_parameter_is_used_and_gives_its_reason():
    used = "\n".join(path.read_text(encoding="utf-8") for path in DBT_PROJECT_DIR.rglob("models/**/*.sql"))
    parameters = read_seed("ref_rule_parameters")
    assert [row["parameter_name"] for row in parameters if not row["reason"]] == []
    called = {
        (row["rule_id"], row["parameter_name"])
        for row in parameters
        if re.search(rf"rule_parameter\(.{row['rule_id']}., .{row['parameter_name']}.\)", used)
    }
    assert {(row["rule_id"], row["parameter_name"]) for row in parameters} - called == set()


def test_each_severity_of_a_rule_is_audited(models):
    checks = {check.name for suite in load_suites(EXPECTATIONS_DIR) for check in suite.checks}
    told = {
        (rule, level) for model in models for rule, text in FINDING.findall(model) for level in SEVERITY.findall(text)
    }
    kinds = {"error": "error", "warn": "doubt", "info": "doubt"}
    wanted = {f"no_{kinds[level]}_of_{rule}" for rule, level in told if rule not in DAMAGE}
    assert len(wanted) >= len(RULES)
    assert wanted - checks == set()


def test_each_rule_has_a_case_that_fires_and_one_that_must_not(unit_tests):
    """A unit test of rules begins its name with theirs, expects a row of each, and describes what stays silent."""
    named = {test["name"]: set(re.findall(r"(?<![a-z0-9])r\d\d(?=_)", test["name"])) for test in unit_tests}
    fired = {test["name"]: {row.get("rule_id", "").lower() for row in test["expect"]["rows"]} for test in unit_tests}
    assert [name for name, rules in named.items() if rules != fired[name] - {""}] == []
    silent = {rule for test in unit_tests if "silent" in test["description"].lower() for rule in named[test["name"]]}
    assert {rule.lower() for rule in RULES} - silent == set()


def test_each_suggestion_is_given_in_french_too(models):
    made = {text.replace("''", "'") for model in models for text in SUGGESTION.findall(model)}
    translated = {row["en"]: row["fr"] for row in read_seed("ref_finding_suggestions")}
    assert made == translated.keys()
    assert all(translated.values())
