"""Files that one process at a time holds: the lock of the build database, the sign of life of a run.

What belongs here: holding a file, and asking who does. What does not: what is done meanwhile, retries of a failed run.

``flock`` is freed by the kernel when its process dies, however it dies; a Dagster pool keeps its slot after a kill.
"""

import errno
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_POLL_SECONDS: Final = 0.2


class FileLockedError(RuntimeError):
    """Another process kept a file for longer than we may wait."""


@contextmanager
def file_lock(
    path: Path,
    *,
    wait_seconds: float,
    holder: str,
    what: str = "the file",
    on_wait: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Hold a file for this process.

    Args:
        path: Such as ``Settings.lock_file``; created with its folder when missing. Its content says who holds it.
        wait_seconds: How long to wait for another holder; 0 to fail at once.
        holder: What this process does, for the message that others get.
        what: What the file stands for, for the same message.
        on_wait: Called once with a message when the lock is not free.

    Yields:
        Nothing; the lock is released at the end.

    Raises:
        FileLockedError: Somebody else still holds it after ``wait_seconds``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, what=what, wait_seconds=wait_seconds, on_wait=on_wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _describe(holder).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def lock_holder(path: Path) -> str | None:
    """Say who holds the lock; reading its file is enough for that.

    Returns:
        A sentence, or None when it is free.
    """
    if not path.exists():
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES):
            raise
        return _read_holder(descriptor)
    finally:
        os.close(descriptor)
    return None


def _acquire(descriptor: int, *, what: str, wait_seconds: float, on_wait: Callable[[str], None] | None) -> None:
    """Take the lock, or wait for it."""
    deadline = time.monotonic() + wait_seconds
    has_reported = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            message = f"{what} is in use by {_read_holder(descriptor)}"
            if time.monotonic() >= deadline:
                raise FileLockedError(f"{message}; waited {wait_seconds:.0f} s") from None
            if on_wait is not None and not has_reported:
                on_wait(f"{message}; waiting up to {wait_seconds:.0f} s")
                has_reported = True
            time.sleep(_POLL_SECONDS)
        else:
            return


def _describe(holder: str) -> str:
    """What the lock file says while it is held."""
    return json.dumps({"pid": os.getpid(), "holder": holder, "since": datetime.now(UTC).isoformat(timespec="seconds")})


def _read_holder(descriptor: int) -> str:
    """Read what the holder wrote; it may be writing at this moment."""
    try:
        found = json.loads(os.pread(descriptor, 4096, 0))
        return f"{found['holder']} (process {found['pid']}, since {found['since']})"
    except (ValueError, KeyError):
        return "another process"
