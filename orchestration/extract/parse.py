"""From articles to every parsed table: the extractors in order, then one reading for each stretch of text.

What belongs here: compiling all patterns once, calling the extractors, settling overlaps between their finds. What does
not: how anything is found.
"""

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Any

import polars as pl

from orchestration.contracts import (
    ARTICLES,
    DATE_MENTIONS,
    ENTITY_MENTIONS,
    MONEY_MENTIONS,
    MONEY_READINGS,
    PARSED,
    QUANTITY_MENTIONS,
    conform,
)
from orchestration.extract.cues import CuePatterns, compile_cues, extract_cues
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.overlaps import outside
from orchestration.extract.passage_kinds import PassagePatterns
from orchestration.extract.passages import compile_passages, segment, split_sentences


def _module(name: str) -> Any:  # noqa: ANN401
    full = f"orchestration.extract.{name}"
    found = importlib.import_module(full) if importlib.util.find_spec(full) else None
    return found if hasattr(found, f"compile_{name}") and hasattr(found, f"extract_{name}") else None


@dataclass(frozen=True)
class Parser:
    """Everything that extraction needs, compiled once.

    Attributes:
        passages: Cues of passages.
        money: Patterns of money.
        quantities: Patterns of quantities.
        dates: Patterns of dates.
        entities: Names of entities.
        cues: Cues of status, role and so on.
    """

    passages: PassagePatterns
    money: Any
    quantities: Any
    dates: Any
    entities: Any
    cues: CuePatterns

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> "Parser":
        """Compile all patterns.

        Args:
            lexicon: The reference seeds.

        Returns:
            The parser.

        Raises:
            KeyError: A seed is missing.
        """
        money, quantities, dates, entities = (_module(n) for n in ("money", "quantities", "dates", "entities"))
        return cls(
            passages=compile_passages(lexicon),
            money=money.compile_money(lexicon) if money else None,
            quantities=quantities.compile_quantities(lexicon) if quantities else None,
            dates=dates.compile_dates(lexicon) if dates else None,
            entities=entities.compile_entities(lexicon) if entities else None,
            cues=compile_cues(lexicon),
        )

    def parse(self, articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """Find everything in a batch of articles.

        Money beats percentages and quantities with a unit, these beat dates, dates beat bare numbers.

        Args:
            articles: ``ARTICLES`` contract, ``article_id`` unique; further columns are ignored.

        Returns:
            The tables of ``contracts.PARSED`` by name, each in article then reading order.

        Raises:
            ContractError: A column of the contract is missing or has another type.
        """
        texts = conform(articles, ARTICLES, name="articles")
        passages = segment(texts, self.passages)
        sentences = split_sentences(texts, passages, self.passages)
        where = (texts, passages, sentences)
        money, money_readings = pl.DataFrame(schema=MONEY_MENTIONS), pl.DataFrame(schema=MONEY_READINGS)
        quantities, quantity_readings = pl.DataFrame(schema=QUANTITY_MENTIONS), pl.DataFrame(schema=MONEY_READINGS)
        dates, entities = pl.DataFrame(schema=DATE_MENTIONS), pl.DataFrame(schema=ENTITY_MENTIONS)
        if self.money:
            money, money_readings = _module("money").extract_money(*where, self.money)
        if self.quantities:
            quantities, quantity_readings = _module("quantities").extract_quantities(
                *where, self.quantities, money=money
            )
        if self.dates:
            dates = _module("dates").extract_dates(*where, self.dates)
        is_bare = pl.col("quantity_kind") == "number"
        measured = outside(quantities.filter(~is_bare), [money])
        dates = outside(dates, [money, measured])
        bare = outside(quantities.filter(is_bare), [money, dates])
        quantities = quantities.join(
            pl.concat([measured, bare]), on="quantity_mention_id", how="semi", maintain_order="left"
        )
        cues = extract_cues(*where, self.cues)
        if self.entities:
            entities = _module("entities").extract_entities(*where, self.entities, others=[money, dates], cues=cues)
        kept = quantity_readings.join(quantities, left_on="mention_id", right_on="quantity_mention_id", how="semi")
        tables = {
            "passages": passages,
            "sentences": sentences,
            "money_mentions": money,
            "money_readings": pl.concat([money_readings, kept]),
            "quantity_mentions": quantities,
            "date_mentions": dates,
            "entity_mentions": entities,
            "status_cues": cues,
        }
        return {name: conform(tables[name], schema, name=name) for name, schema in PARSED.items()}
