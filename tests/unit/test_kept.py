"""Searches on threads of their own: who runs them, and what comes back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.subsets import change, choose


def test_all_searches_share_a_thread_that_is_no_asker_s() -> None:
    keeper = Keeper()

    with ThreadPoolExecutor(1) as other:
        found = [keeper.call(threading.get_ident), other.submit(keeper.call, threading.get_ident).result()]
        askers = [threading.get_ident(), other.submit(threading.get_ident).result()]

    assert found[0] == found[1]
    assert found[0] not in askers


def test_a_search_gives_its_result_or_its_error() -> None:
    keeper = Keeper()
    texts = pl.DataFrame({"text": ["5 €", "rien"]})

    found = keeper.call(texts.select_seq, pl.col("text").str.contains("[0-9]"))

    assert found.to_series().to_list() == [True, False]
    with pytest.raises(pl.exceptions.ComputeError, match="regex"):
        keeper.call(texts.select_seq, pl.col("text").str.contains("("))


def test_rows_change_alike_wherever_their_patterns_stay_compiled() -> None:
    rows = pl.DataFrame({"text": ["5 €", "rien", None], "kind": ["", "", ""]})
    is_sum, sign = pl.col("text").str.contains("[0-9]"), pl.col("text").str.extract("([€$])")

    for kept in (None, Keeper()):
        changed = change(rows, is_sum, sign.alias("kind"), kept=kept)
        chosen = choose(rows, "kind", [(is_sum, lambda: sign)], told=kept, kept=kept)

        assert changed.get_column("kind").to_list() == ["€", "", ""]
        assert chosen.equals(changed)


def test_groups_of_a_pattern_are_named_once() -> None:
    pattern = "(?P<number>[0-9]+) (?P<sign>€)"

    split = pl.DataFrame({"text": ["5 €"]}).select(groups("text", pattern)).unnest("text")

    assert split.to_dicts() == [{"number": "5", "sign": "€"}]
    assert groups("text", pattern) is groups("text", pattern)
