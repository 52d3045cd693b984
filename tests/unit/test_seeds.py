"""The reference seeds: whatever a row holds is read by a model or by the parser, or says why the row is there.

What belongs here: questions about all seeds. What does not: what single seeds say.
"""

import csv
import re

from orchestration.settings import DBT_PROJECT_DIR, PROJECT_DIR

SEEDS = {path.stem: path for path in sorted((DBT_PROJECT_DIR / "seeds").rglob("ref_*.csv"))}
READERS = [
    path.read_text(encoding="utf-8")
    for folder, pattern in (
        (DBT_PROJECT_DIR / "models", "*.sql"),
        (DBT_PROJECT_DIR / "macros", "*.sql"),
        (DBT_PROJECT_DIR / "tests", "*.sql"),
        (PROJECT_DIR / "orchestration", "*.py"),
    )
    for path in folder.rglob(pattern)
]

# What only people read: why a row is as it is, what its number counts in and where it comes from.
FOR_PEOPLE = {"note", "reason", "source", "unit", "judged_on"}
UNREAD = {
    "ref_statuses": {"iati_code", "tuff_name", "fts_name", "kiel_name", "scrutica_name"},  # what others call the stage
    "ref_fx_sources": {"file_name", "as_of", "licence"},  # provenance of the files of rates
    "ref_office_holders": {"country"},  # finds the row for whoever extends the list
    "ref_conversion_time_cues": {"language"},  # as above
    "ref_finding_words": {"fr"},  # `in_words` names the column by the language it is asked for
}
BODIES = {"company", "fund", "agency", "programme", "igo"}
LEGAL_FORM = re.compile(r"(?:,? (?:ltd|limited|inc|co|plc|sa|se|ag|gmbh|a/s|asa|n\.?v|s\.?a)\.?| \([^)]*\))+$")


def rows(seed):
    with SEEDS[seed].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_column_is_read_or_is_for_people():
    unread = {}
    for seed, path in SEEDS.items():
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        read = "\n".join(text for text in READERS if re.search(rf"\b{seed}\b", text))
        missed = {column for column in columns if not re.search(rf"\b{column}\b", read)} - FOR_PEOPLE
        if missed:
            unread[seed] = missed
    assert unread == UNREAD


def test_each_parameter_of_claims_and_each_weight_of_links_is_used():
    names = {row["parameter_name"] for row in rows("ref_claim_parameters")}
    names |= {row["evidence"] for row in rows("ref_link_weights")}
    read = "\n".join(READERS)
    assert {name for name in names if not re.search(rf"['\"]{name}['\"]", read)} == set()


def test_no_body_has_two_ids():
    """Ministries aside, some of which a country has renamed, and cities that are countries."""
    bodies = {row["entity_id"]: row for row in rows("ref_entities") if row["entity_type"] in BODIES}
    written = [(body, row["name_en"]) for body, row in bodies.items()]
    for seed in ("ref_actor_aliases", "ref_company_aliases"):
        written += [(row["entity_id"], row["alias"]) for row in rows(seed) if row["alias_kind"] != "metonym"]
    bearers = {}
    for body, name in written:
        if body in bodies and name:
            plain = LEGAL_FORM.sub("", name.lower())
            bearers.setdefault((plain, bodies[body]["country"]), set()).add(body)
    assert {key: ids for key, ids in bearers.items() if len(ids) > 1} == {}
