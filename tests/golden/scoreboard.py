"""Everything the scoreboard knows about parsed mentions, per gold set.

What belongs here: running the comparisons of one gold set or of the peers' suites. What does not: the command line.
"""

import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import polars as pl

from tests.golden.goldsets import DEV_STYLE, SHARED_DIR, load
from tests.golden.matching import Parsed, split_tables
from tests.golden.outcomes import Outcome
from tests.golden.score_claims import score_claims
from tests.golden.score_findings import score_findings
from tests.golden.score_mentions import score_dates, score_entities, score_quantities
from tests.golden.score_money import score_money
from tests.golden.score_samples import score_commitments, score_rules
from tests.golden.warehouse import read_warehouse

CLAIMS: Final = "claims"
FINDINGS: Final = "findings"
PEERS: Final = "peer_suites"
PEERS_DIR: Final = SHARED_DIR / PEERS
SCORERS: Final = {
    "money": score_money,
    "quantities": score_quantities,
    "dates": score_dates,
    "entities": score_entities,
}


def compare(corpus: str, tables: Mapping[str, pl.DataFrame], parts: Sequence[str] = tuple(SCORERS)) -> list[Outcome]:
    """Compare parsed tables with one gold set.

    Args:
        corpus: Name of the gold set.
        tables: Tables of ``contracts.PARSED`` that cover its articles.
        parts: Keys of ``SCORERS``.

    Returns:
        Outcomes in order of part, article and place.
    """
    articles = load(corpus).articles
    parsed = split_tables(tables, articles, corpus)
    outcomes = [outcome for part in parts for one in parsed for outcome in SCORERS[part](one)]
    if "money" in parts:
        outcomes += _no_money_outcomes(parsed)
    if "entities" in parts:
        outcomes += _identity_outcomes(corpus, outcomes)
    return outcomes


def _no_money_outcomes(parsed: Iterable[Parsed]) -> Iterator[Outcome]:
    """Articles without any money: one outcome each, right when nothing was found."""
    for one in parsed:
        if one.article.money:
            continue
        found = [row["surface"] for row in one.rows.get("money_mentions", [])]
        yield Outcome(
            one.corpus,
            "no money",
            one.article.language,
            one.article.name,
            "false" if found else "right",
            found=", ".join(found),
        )


def _identity_outcomes(corpus: str, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """One entity, one id: each gold entity's names should share an id that no other gold entity has most often.

    Ids of the gold and of the seeds are not the same, so ids are compared by how they group the names.
    """
    named: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.kind == "entity ids" and outcome.verdict == "right":
            named[outcome.expected].append(outcome)
    owner: dict[str, tuple[int, str]] = {}
    for entity, mentions in named.items():
        counts = pl.Series([m.found for m in mentions]).value_counts(sort=True)
        top_id, count = counts.row(0)
        owner[top_id] = max(owner.get(top_id, (0, "")), (int(count), entity))
    for entity, mentions in named.items():
        for mention in mentions:
            is_owned = owner.get(mention.found, (0, ""))[1] == entity
            yield Outcome(
                corpus,
                "entity identity",
                mention.language,
                mention.article,
                "right" if is_owned else "wrong",
                mention.expected,
                mention.found,
                mention.context,
            )


def compare_warehouse(corpus: str, database: Path, parts: Sequence[str] = (CLAIMS, FINDINGS)) -> list[Outcome]:
    """Compare the published tables with one gold set.

    Args:
        corpus: Name of the gold set.
        database: Build database or publication that holds its articles.
        parts: ``claims``, ``findings`` or both.

    Returns:
        Outcomes; tables that are not there count as empty.
    """
    gold, warehouse = load(corpus), read_warehouse(database)
    claims, findings = (score_claims, score_findings) if corpus in DEV_STYLE else (score_commitments, score_rules)
    outcomes = claims(gold, warehouse) if CLAIMS in parts else []
    return [*outcomes, *(findings(gold, warehouse) if FINDINGS in parts else ())]


def load_cases(suites: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Read the peers' cases.

    Args:
        suites: Names, ``rt-money-*`` for all that begin so; none for all.

    Returns:
        The cases, in file order.

    Raises:
        FileNotFoundError: The suites are not on this machine.
    """
    cases: list[dict[str, Any]] = _peer_module("suites").load_all()
    prefixes = tuple(s.rstrip("*") for s in suites if s.endswith("*"))
    return [c for c in cases if not suites or c["suite"] in suites or (prefixes and c["suite"].startswith(prefixes))]


def compare_cases(cases: Sequence[Mapping[str, Any]], mentions: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    """Judge extracted mentions by the suites' own scorer.

    Args:
        cases: The cases.
        mentions: Records as ``pledgebook extract`` writes them; ``id`` is the case's id.

    Returns:
        Two outcomes per case: one counted under the suite's name, one under the target that the suite belongs to
        (money-fr, dates-ja, durations; false alarms for cases that expect nothing). A case is right when the answer is
        exact, or when nothing is expected and nothing of the kind is reported.
    """
    by_case: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for mention in mentions:
        by_case[mention["id"]].append(mention)
    judge = _peer_module("score").score_case
    suites, targets = [], []
    for case in sorted(cases, key=lambda c: str(c["suite"])):
        found = by_case.get(case["case_id"], [])
        result = judge(case, found)
        is_right = result["exact"] if result["n"] else not result["false_alarm"]
        outcome = Outcome(
            PEERS,
            case["suite"] if result["n"] else f"{case['suite']} (nothing)",
            "",
            case["case_id"],
            "right" if is_right else "wrong" if found else "missed",
            " ; ".join(_short(e) for e in case["expected"]),
            " ; ".join(_short(m) for m in found),
            case["text"] + (f"  @{case['ref_date']}" if case["ref_date"] else ""),
        )
        suites.append(outcome)
        targets.append(
            replace(outcome, corpus=f"{PEERS} by target", kind=_target(case) if result["n"] else "false alarms")
        )
    return suites + sorted(targets, key=lambda o: o.kind)


def _target(case: Mapping[str, Any]) -> str:
    subject, language = case["suite"].split("-")[1:]
    if subject == "duration":
        return "durations"
    return f"{'dates' if subject in ('time', 'date', 'period', 'datetime') else subject}-{language}"


_CASE_FIELDS: Final = (
    ("low", "high", "currency_ok", "start_date", "end_date", "duration", "modality"),
    ("value_min", "value_max", "currency", "date_start", "date_end", "duration", "modality"),
)


def _short(mention: Mapping[str, Any]) -> str:
    fields = _CASE_FIELDS["value_min" in mention]
    values = [str(mention[f]) for f in fields if mention.get(f) not in (None, "", "exact")]
    return f"{mention['kind']} [{mention['surface']}] {' '.join(values)}"


def _peer_module(name: str) -> ModuleType:
    """Import a module of the suites from where it lies."""
    path = PEERS_DIR / f"{name}.py"
    if not path.exists():
        raise FileNotFoundError(f"expected the peers' suites at {PEERS_DIR}; they are optional")
    if str(PEERS_DIR) not in sys.path:
        sys.path.append(str(PEERS_DIR))
    spec = importlib.util.spec_from_file_location(f"peer_{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot import {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
