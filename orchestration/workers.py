"""Working on several inputs at the same time, in order and in bounded memory.

What belongs here: threads and how far they may run ahead. What does not: what the work is.

Polars and DuckDB let go of the interpreter while they compute, so threads are enough to use every core.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def work_ahead(work: Callable[[Given], Made], inputs: Iterable[Given], *, workers: int) -> Iterator[Made]:
    """Apply a function to inputs in threads, and give the results in the order of the inputs.

    Inputs are taken by the calling thread, one by one: at most one more than there are workers is under way, so that
    no worker waits while the caller deals with a result.

    Args:
        work: Called in a thread of its own.
        inputs: May be endless.
        workers: Threads.

    Yields:
        What ``work`` returned.

    Raises:
        Exception: Whatever ``work`` raised, when its turn has come; inputs after it are given up.
    """
    pending: deque[Future[Made]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for given in inputs:
            pending.append(pool.submit(work, given))
            del given  # the caller's last hold on it, so that memory is free once it is worked on
            if len(pending) > workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
