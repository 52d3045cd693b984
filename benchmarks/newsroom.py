"""A generated delivery of many outlets: fresh articles, copies, near-copies, and articles about the same commitments.

What belongs here: which articles there are and how they relate. What does not: their sentences (``corpus``), measuring.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import polars as pl

from benchmarks.corpus import LANGUAGES, WORDS, Words, article, funding_sentence
from orchestration.extract.entity_names import read_aliases
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR

COPY_SHARE: Final = 0.08  # the same text from another outlet
NEAR_COPY_SHARE: Final = 0.12  # a wire text with another lead and one sentence changed
SHARED_SHARE: Final = 0.30  # articles about a commitment that others report too
REPORTS_PER_COMMITMENT: Final = 4
ARTICLES_PER_DAY: Final = 40  # a larger archive is a longer one: on the same days, everything would tell one story
LONGEST_DAYS: Final = 3_650
LAST_DAY: Final = date(2026, 9, 30)
_OUTLETS: Final = 40
_LOOK_BACK: Final = 500  # copies are of recent articles


def deliver(count: int, *, seed: int) -> Iterator[tuple[str, str]]:
    """Write articles one by one, in bounded memory.

    Args:
        count: How many.
        seed: The same seed gives the same delivery.

    Yields:
        File name and text, the oldest day first; the name begins with the day, the text with front matter.
    """
    random = Random(seed)
    per_day = max(ARTICLES_PER_DAY, count // LONGEST_DAYS)
    recent: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    for number in range(count):
        kind = random.random()
        if recent and kind < COPY_SHARE:
            language, body = random.choice(recent)
        elif recent and kind < COPY_SHARE + NEAR_COPY_SHARE:
            language, body = random.choice(recent)
            body = _retold(random, language, body)
        else:
            language = LANGUAGES[number % len(LANGUAGES)]
            body = article(random, language, names())
            if kind > 1 - SHARED_SHARE:
                language, sentence = _commitment(random, language, shared)
                body = f"{sentence}\n\n{article(random, language, names())}"
        recent = [*recent[-_LOOK_BACK:], (language, body)]
        day = LAST_DAY - timedelta(days=(count - 1 - number) // per_day)
        head = f"---\npublisher: Outlet {random.randrange(_OUTLETS)}\npublished: {day}\nlang: {language}\n---\n"
        yield f"{day}_{seed}_{number:07d}.txt", head + body


def write_delivery(raw_dir: Path, count: int, *, seed: int) -> int:
    """Write a delivery as files, a thousand to a folder.

    Args:
        raw_dir: Where to.
        count: How many articles.
        seed: Of the generator.

    Returns:
        Their size in bytes.
    """
    size = 0
    for number, (name, text) in enumerate(deliver(count, seed=seed)):
        folder = raw_dir / f"{seed}_{number // 1_000:04d}"
        if number % 1_000 == 0:
            folder.mkdir(parents=True)
        size += (folder / name).write_bytes(text.encode())
    return size


@cache
def names() -> Words:
    """Actors and countries by the thousand, known ones and invented ones: with a handful every article looks alike."""
    lexicon = load_lexicon(SEEDS_DIR)
    entities = lexicon.table("ref_entities").select("entity_id", "entity_type")
    aliases = read_aliases(lexicon).filter(pl.col("requires_context") != "true")
    known = aliases.join(entities, on="entity_id", how="inner", validate="m:1")
    is_country = pl.col("entity_type") == "country"
    found: dict[str, dict[str, list[str]]] = {}
    for language, words in WORDS.items():
        own = known.filter(pl.col("language").is_in([language, "und"]))
        actors = own.filter(~is_country).get_column("alias").unique().sort().to_list()
        countries = own.filter(is_country).get_column("alias").unique().sort().to_list() or list(words["country"])
        lists = {slot: list(choices) for slot, choices in words.items()}
        found[language] = lists | {"org": actors + _invented(language), "body": actors, "country": countries}
    return found


def _invented(language: str) -> list[str]:
    """Names of firms that do not exist."""
    first = ("Nor", "Vel", "Kar", "Tes", "Lum", "Bra", "Osk", "Dru", "Fen", "Gal", "Hesp", "Iri", "Jov", "Mar", "Pyr")
    middle = ("an", "ed", "ir", "ol", "und", "ax", "em", "isk", "oth", "ur")
    last = ("ia", "on", "ex", "dyne", "tek", "vik", "um", "ara", "is", "o")
    kinds = {"fr": "", "en": " Group", "ja": "工業"}
    return [f"{a}{b}{c}{kinds[language]}" for a in first for b in middle for c in last]


def _retold(random: Random, language: str, body: str) -> str:
    """Change the first paragraph's order and one sentence."""
    paragraphs = body.strip().split("\n\n")
    paragraphs[random.randrange(len(paragraphs))] = funding_sentence(random, language, names())
    return "\n\n".join(paragraphs) + "\n"


def _commitment(random: Random, language: str, shared: list[tuple[str, str]]) -> tuple[str, str]:
    """Report a commitment that others report too, or begin a new one."""
    if len(shared) > 1 and random.random() < 1 - 1 / REPORTS_PER_COMMITMENT:
        return random.choice(shared[-200:])
    country, org, thing = (random.choice(names()[language][slot]) for slot in ("country", "org", "thing"))
    amount = random.randint(11, 989)
    sentence = {
        "fr": f"{country[0].upper()}{country[1:]} versera {amount} millions d’euros à {org} pour {thing} d’ici 2030.",
        "en": f"{country} will pay {amount} million euros to {org} for {thing} by 2030.",
        "ja": f"{country}は2030年までに{org}の{thing}に{amount}億円を支援する。",
    }[language]
    shared.append((language, sentence))
    return language, sentence
