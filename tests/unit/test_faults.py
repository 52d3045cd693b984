"""Which failures of a step are tried again."""

import errno

import dagster as dg
import pytest

from orchestration.defs.faults import MAX_RETRIES, classified_faults, is_transient
from orchestration.warehouse.lock import FileLockedError


@pytest.mark.parametrize("number", [errno.EINTR, errno.EIO, errno.ESTALE])
def test_a_fault_of_the_machine_that_passes_is_tried_again(number):
    assert is_transient(OSError(number, "later"))
    with pytest.raises(dg.RetryRequested) as caught, classified_faults():
        raise OSError(number, "later")
    assert caught.value.max_retries == MAX_RETRIES


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EACCES, "Permission denied"),
        OSError("without a number"),
        ValueError("expected a, found b"),
        FileLockedError("no step takes the lock: whoever meets it within one has lost it"),
    ],
)
def test_what_stays_as_it_is_fails_at_once_and_says_why(error):
    assert not is_transient(error)
    with pytest.raises(dg.Failure) as caught, classified_faults():
        raise error
    assert not caught.value.allow_retries
    assert str(error) in caught.value.description


@pytest.mark.parametrize("decided", [dg.Failure("known"), dg.RetryRequested()])
def test_what_was_decided_within_stands(decided):
    with pytest.raises(type(decided)) as caught, classified_faults():
        raise decided
    assert caught.value is decided
