"""Which module may reach what: the pure core stays pure, and each heavy tool has one door."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.settings import QUIET

PACKAGE = Path(__file__).resolve().parents[2] / "orchestration"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [module.relative_to(PACKAGE).as_posix() for module in MODULES]

# Door of a tool: the only modules of the package that may import it, at any level of their code.
DOORS = {
    "duckdb": {"sql_functions.py", "warehouse/connect.py"},
    "great_expectations": {"validation.py"},
    "urllib": {"alerts.py"},
}
# Too slow for the import of the definitions (dbt 1.3 s, Great Expectations 2.5 s): inside functions only.
LAZY = {"great_expectations", "dbt", "pandas", "scipy", "sqlalchemy"}
# Imported by dbt itself, by its profile; by none of ours.
PLUGIN = "sql_functions.py"
# The extraction takes frames and returns frames: no file, no clock, no network, no orchestrator, no database.
IMPURE = {"dagster", "dbt", "duckdb", "great_expectations", "io", "os", "pathlib", "random", "requests"}
IMPURE |= {"shutil", "socket", "subprocess", "tempfile", "time", "urllib"}
CLOCKS = {"now", "today", "utcnow"}


def imports(tree: ast.AST) -> set[str]:
    """Top-level packages that a piece of code imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def statements_at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when the module is imported; type-checking blocks do not."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ClassDef | ast.If | ast.Try | ast.With):
            yield from statements_at_import(node.body)
            continue
        yield node


def parse(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"), filename=name)


@pytest.mark.parametrize("name", NAMES)
def test_each_heavy_tool_is_reached_through_its_own_module(name):
    reached = imports(parse(name)) & DOORS.keys()
    assert {tool for tool in reached if name not in DOORS[tool]} == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name != PLUGIN])
def test_nothing_slow_is_imported_with_the_module(name):
    at_import = ast.Module(body=list(statements_at_import(parse(name).body)), type_ignores=[])
    assert imports(at_import) & LAZY == set()
    assert PLUGIN.removesuffix(".py") not in ast.unparse(at_import)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("extract/")])
def test_the_extraction_reads_no_file_no_clock_and_no_database(name):
    tree = parse(name)
    clocks = {
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    }
    opens = {"open" for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "open"}
    assert imports(tree) & IMPURE | clocks | opens == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("extract/")])
def test_the_extraction_calls_no_python_per_row(name):
    calls = {
        node.func.attr
        for node in ast.walk(parse(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert calls & {"map_elements", "map_rows", "apply", "rows"} == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "contracts.py"])
def test_types_of_sums_have_one_name_each(name):
    calls = {ast.unparse(node.func) for node in ast.walk(parse(name)) if isinstance(node, ast.Call)}
    assert "pl.Decimal" not in calls


def test_the_makefile_keeps_what_it_starts_from_reporting_as_we_do():
    exported = re.findall(r"^export (\w+) := (\w+)$", (PACKAGE.parent / "Makefile").read_text(), re.MULTILINE)
    assert dict(exported) == QUIET


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"cli.py", "display.py"}])
def test_only_the_command_line_writes_to_the_screen(name):
    tree = parse(name)
    prints = {n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "print"}
    assert prints == set()
    assert "rich" not in imports(tree)


def test_every_module_says_what_belongs_in_it():
    missing = [name for name in NAMES if (tree := parse(name)).body and not ast.get_docstring(tree)]
    assert missing == []
