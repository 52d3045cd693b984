"""Work in threads: order, how far it runs ahead, failures."""

import threading
from collections.abc import Iterator

import pytest

from orchestration.workers import work_ahead


def test_results_come_in_the_order_of_the_inputs() -> None:
    first_may_end = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            first_may_end.wait(timeout=10)
        else:
            first_may_end.set()
        return number * 10

    assert list(work_ahead(work, range(5), workers=2)) == [0, 10, 20, 30, 40]
    assert first_may_end.is_set()


def test_at_most_one_more_than_the_workers_is_under_way() -> None:
    taken: list[int] = []

    def inputs() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    results = work_ahead(lambda number: number, inputs(), workers=2)
    assert taken == []
    assert next(results) == 0
    assert taken == [0, 1, 2]


def test_a_failure_comes_in_its_turn_and_ends_the_work() -> None:
    def work(number: int) -> int:
        if number == 1:
            raise ValueError("one")
        return number

    results = work_ahead(work, range(100), workers=2)
    assert next(results) == 0
    with pytest.raises(ValueError, match="one"):
        next(results)
    assert list(results) == []
