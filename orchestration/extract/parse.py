"""From articles to every parsed table: the extractors in order, then one reading for each stretch of text.

What belongs here: compiling all patterns once, calling the extractors, settling overlaps between their finds. What does
not: how anything is found.
"""

from dataclasses import dataclass

import polars as pl

from orchestration.contracts import ARTICLES, PARSED, conform
from orchestration.extract.cues import CuePatterns, compile_cues, extract_cues
from orchestration.extract.dates import extract_dates
from orchestration.extract.dates_patterns import DatePatterns, compile_dates
from orchestration.extract.entities import EntityPatterns, compile_entities, extract_entities
from orchestration.extract.entity_names import find_named
from orchestration.extract.ground import lay_ground
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.money import extract_money
from orchestration.extract.money_patterns import MoneyPatterns, compile_money
from orchestration.extract.overlaps import outside
from orchestration.extract.passage_kinds import PassagePatterns
from orchestration.extract.passages import compile_passages, segment, split_sentences
from orchestration.extract.quantities import extract_quantities
from orchestration.extract.quantities_patterns import QuantityPatterns, compile_quantities
from orchestration.extract.reading_copy import copy_to_read


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
    money: MoneyPatterns
    quantities: QuantityPatterns
    dates: DatePatterns
    entities: EntityPatterns
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
        return cls(
            passages=compile_passages(lexicon),
            money=compile_money(lexicon),
            quantities=compile_quantities(lexicon),
            dates=compile_dates(lexicon),
            entities=compile_entities(lexicon),
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
        copy = copy_to_read(conform(articles, ARTICLES, name="articles"))
        texts = copy.articles.rechunk()  # each chunk would build its automata anew
        passages = segment(texts, self.passages)
        sentences = split_sentences(texts, passages, self.passages)
        ground = lay_ground(texts, passages, sentences)
        listed = find_named(ground, self.entities.names)  # first: its search takes most memory when it is compiled
        money, money_readings = extract_money(ground, self.money)
        found, quantity_readings = extract_quantities(ground, self.quantities, money=money)
        is_bare = pl.col("quantity_kind") == "number"
        measured = outside(found.filter(~is_bare), [money])
        dates = outside(extract_dates(ground, self.dates, money=money), [money, measured])
        bare = outside(found.filter(is_bare), [money, dates])
        chosen = pl.concat([measured, bare]).select("quantity_mention_id")
        quantities = found.join(chosen, on="quantity_mention_id", how="semi", maintain_order="left")
        cues = extract_cues(ground, self.cues)
        entities = extract_entities(ground, passages, self.entities, listed=listed, money=money, dates=dates, cues=cues)
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
        return {name: copy.restore(conform(tables[name], schema, name=name)) for name, schema in PARSED.items()}
