"""Which failures are worth another try.

What belongs here: telling transient faults of the machine from permanent ones of the data or the code. What does not:
handling either.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import dagster as dg

MAX_RETRIES: Final = 3
RETRY_SECONDS: Final = 5
_TRANSIENT_ERRNOS: Final = frozenset(
    {errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ESTALE, errno.ETIMEDOUT}
)


def is_transient(error: BaseException) -> bool:
    """Tell whether the same step may succeed a little later without anybody's help."""
    return isinstance(error, OSError) and error.errno in _TRANSIENT_ERRNOS


@contextmanager
def classified_faults() -> Iterator[None]:
    """Turn an exception into a retry or a final failure, never into an empty result.

    Raises:
        dg.RetryRequested: The fault is transient.
        dg.Failure: The fault is permanent; no retry policy applies to it.
    """
    try:
        yield
    except (dg.Failure, dg.RetryRequested):
        raise
    except Exception as error:
        if is_transient(error):
            raise dg.RetryRequested(max_retries=MAX_RETRIES, seconds_to_wait=RETRY_SECONDS) from error
        description = f"{type(error).__name__}: {error}"
        raise dg.Failure(description=description, allow_retries=False) from error
