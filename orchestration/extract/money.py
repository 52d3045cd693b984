"""Money in article text. Frames in, frames out: no files, no clock, no Dagster.

What belongs here: the order of the steps from text to the two money tables. What does not: the patterns
(``money_patterns``), values (``numbers``), currencies (``money_currency``), ranges (``money_links``), conversions
(``money_equivalents``) and the choice of an ambiguous scale (``money_scale``).
"""

from functools import partial

import polars as pl

from orchestration import contracts
from orchestration.extract.ground import Ground
from orchestration.extract.modality import find_modality
from orchestration.extract.money_currency import drop_counts, settle_currencies, usual_currencies
from orchestration.extract.money_ellipses import add_ellipses
from orchestration.extract.money_equivalents import link_by_place, link_equivalents, unlink_same_currency
from orchestration.extract.money_gapped import add_gapped
from orchestration.extract.money_headed import with_headed
from orchestration.extract.money_links import merge_ranges
from orchestration.extract.money_parts import take_apart
from orchestration.extract.money_patterns import MoneyPatterns, compile_money
from orchestration.extract.money_periods import find_period
from orchestration.extract.money_scale import settle_scales
from orchestration.extract.numbers_pairs import part_pairs
from orchestration.extract.passages import in_article_order
from orchestration.extract.windows import find_windows

__all__ = ["compile_money", "extract_money"]


def extract_money(ground: Ground, patterns: MoneyPatterns) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Find every amount of money and restate it in major currency units.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_money``.

    Returns:
        ``MONEY_MENTIONS`` in article then reading order, and ``MONEY_READINGS``: one row for each candidate
        magnitude of the mentions that are ambiguous.

    Source:
        Scale words and cues: the domain handbook, section 3; currency names: CLDR through Babel.
    """
    articles = ground.articles
    found = find_windows(ground, patterns.scan, part=partial(part_pairs, pairs=patterns.numbers.pairs))
    parts = with_headed(take_apart(found, patterns), ground, patterns)
    told = add_ellipses(merge_ranges(parts, patterns), ground, patterns.ellipses, patterns.numbers)
    ranged = add_gapped(told, ground, patterns.numbers)
    candidates = drop_counts(usual_currencies(ranged, patterns), articles, patterns)
    hedged = find_period(find_modality(candidates, patterns.hedges), patterns.words)
    linked = link_equivalents(hedged, patterns)
    settled = unlink_same_currency(link_by_place(settle_currencies(linked, articles, patterns), patterns))
    scaled, readings = settle_scales(settled, patterns)
    mentions = in_article_order(scaled, articles)
    return (
        contracts.conform(mentions, contracts.MONEY_MENTIONS, name="money_mentions"),
        contracts.conform(readings, contracts.MONEY_READINGS, name="money_readings"),
    )
