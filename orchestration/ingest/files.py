"""The files of the raw folder: which there are, and their bytes.

What belongs here: everything that touches the file system of the inputs. What does not: what the bytes mean.

Nothing here follows a link out of the folder, opens a device, or trusts a name.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from orchestration.ingest.limits import InputLimits
from orchestration.ingest.rejection import InputRejectedError, RejectionCode

ARTICLE_ENDINGS: Final = (".txt", ".md")  # a file is one article
ROW_ENDINGS: Final = (".jsonl", ".jsonl.gz", ".ndjson", ".parquet")  # a row is one article
_CHUNK_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, order=True)
class InputFile:
    """One entry of the raw folder, as ``stat`` shows it.

    Attributes:
        path: Relative to the raw folder, printable, unique.
        location: Where to open it.
        byte_size: Size in bytes.
        modified_ns: Modification time, nanoseconds since 1970.
        changed_ns: Inode change time, nanoseconds since 1970.
        problem: Why it must not be read; None for an ordinary file.
    """

    path: str
    location: Path
    byte_size: int
    modified_ns: int
    changed_ns: int
    problem: tuple[RejectionCode, str] | None = None

    @property
    def has_rows(self) -> bool:
        """Each row is an article of its own."""
        return self.path.lower().endswith(ROW_ENDINGS)

    @property
    def state(self) -> tuple[str, int, int, int]:
        """What changes when the content does; a row of ``contracts.INPUT_STATES``."""
        return (self.path, self.byte_size, self.modified_ns, self.changed_ns)


def list_files(raw_dir: Path) -> list[InputFile]:
    """List everything below the raw folder; hidden entries are left out.

    Args:
        raw_dir: The raw folder.

    Returns:
        One entry per file, link or device, in order of path. Linked folders are not entered.

    Raises:
        FileNotFoundError: There is no such folder.
    """
    if not raw_dir.is_dir():
        raise FileNotFoundError(f"expected a folder of articles at {raw_dir}, found none; set PLEDGEBOOK_RAW_DIR")
    root = raw_dir.resolve()
    return sorted(_walk(root, root))


def read_bytes(file: InputFile, *, max_bytes: int) -> bytes:
    """Read one file as a whole.

    Args:
        file: An entry of ``list_files``.
        max_bytes: Larger files are refused before anything is read.

    Returns:
        Its bytes.

    Raises:
        InputRejectedError: It has a problem, is too large, unreadable, or changes while it is read.
    """
    with open_input(file, max_bytes=max_bytes) as stream:
        size = os.fstat(stream.fileno()).st_size
        content = stream.read(size + 1)
        if len(content) != size:
            raise _changed()
    return content


def content_sha256(file: InputFile, *, limits: InputLimits) -> str:
    """Digest one file without holding it in memory.

    Args:
        file: An entry of ``list_files``.
        limits: How large it may be.

    Returns:
        64 hex digits.

    Raises:
        InputRejectedError: As for ``read_bytes``.
    """
    total = hashlib.sha256()
    with open_input(file, max_bytes=limits.table_bytes if file.has_rows else limits.file_bytes) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            total.update(chunk)
    return total.hexdigest()


@contextmanager
def open_input(file: InputFile, *, max_bytes: int) -> Iterator[BinaryIO]:
    """Open one file for reading.

    Args:
        file: An entry of ``list_files``.
        max_bytes: Larger files are refused before anything is read.

    Yields:
        Its bytes as a stream.

    Raises:
        InputRejectedError: It has a problem, is too large, unreadable, or has changed by the end of the block.
    """
    if file.problem is not None:
        raise InputRejectedError(*file.problem)
    try:
        descriptor = os.open(file.location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as stream:
            before = os.fstat(descriptor)
            if before.st_size > max_bytes:
                detail = f"expected at most {max_bytes} bytes, found {before.st_size}"
                raise InputRejectedError(RejectionCode.TOO_LARGE, detail)
            yield stream
            after = os.fstat(descriptor)
    except OSError as error:
        detail = f"expected a readable file, found: {error.strerror or error}"
        raise InputRejectedError(RejectionCode.UNREADABLE, detail) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _changed()


def _changed() -> InputRejectedError:
    """Build the rejection of a file that somebody is writing."""
    return InputRejectedError(
        RejectionCode.CHANGED_WHILE_READ, "expected a finished file, found one that is being written"
    )


def _walk(folder: Path, root: Path) -> Iterator[InputFile]:
    """Visit a folder and its subfolders."""
    try:
        with os.scandir(folder) as entries:
            visible = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        yield _entry(folder, root, problem=(RejectionCode.UNREADABLE, f"folder: {error.strerror}"))
        return
    for entry in visible:
        location = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(location, root)
        else:
            yield from _classify(location, root, is_link=entry.is_symlink())


def _classify(location: Path, root: Path, *, is_link: bool) -> Iterator[InputFile]:
    """Turn one entry that is no folder into a file or a problem; a link to an inner folder is nothing of its own."""
    if is_link:
        target = Path(os.path.realpath(location))
        if not target.is_relative_to(root) or not target.exists():
            yield _entry(location, root, problem=(RejectionCode.SYMLINK_OUTSIDE, "the link leaves the raw folder"))
            return
        if target.is_dir():
            return
        yield _entry(location, root, target=target)
    else:
        yield _entry(location, root)


def _entry(
    location: Path, root: Path, *, target: Path | None = None, problem: tuple[RejectionCode, str] | None = None
) -> InputFile:
    """Describe one path; what is no regular file or has no reader becomes a problem."""
    name = location.relative_to(root).as_posix().replace("\\", "\\\\")  # so that no two names are written alike
    path = os.fsencode(name).decode("utf-8", "backslashreplace")
    try:
        found = (target or location).lstat()
    except OSError as error:
        gone = (RejectionCode.UNREADABLE, f"expected a file, found: {error.strerror}")
        return InputFile(path, location, 0, 0, 0, gone)
    if problem is None and not stat.S_ISREG(found.st_mode):
        problem = (RejectionCode.NOT_A_FILE, f"expected a file, found mode {stat.filemode(found.st_mode)}")
    known = ARTICLE_ENDINGS + ROW_ENDINGS
    if problem is None and not location.name.lower().endswith(known):
        problem = (RejectionCode.UNSUPPORTED_TYPE, f"expected one of {', '.join(known)}, found {location.suffix!r}")
    return InputFile(path, target or location, found.st_size, found.st_mtime_ns, found.st_ctime_ns, problem)
