"""The files of the raw folder: which there are, and their bytes.

What belongs here: everything that touches the file system of the inputs. What does not: what the bytes mean.

Nothing here follows a link out of the folder, opens a device, or trusts a name.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from orchestration.ingest.rejection import InputRejectedError, RejectionCode

EXTENSIONS: Final = frozenset({".txt", ".md"})


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
    if file.problem is not None:
        raise InputRejectedError(*file.problem)
    try:
        descriptor = os.open(file.location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as stream:
            before = os.fstat(descriptor)
            if before.st_size > max_bytes:
                detail = f"expected at most {max_bytes} bytes, found {before.st_size}"
                raise InputRejectedError(RejectionCode.TOO_LARGE, detail)
            content = stream.read(before.st_size + 1)
            after = os.fstat(descriptor)
    except OSError as error:
        raise InputRejectedError(
            RejectionCode.UNREADABLE, f"expected a readable file, found: {error.strerror}"
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        raise InputRejectedError(RejectionCode.CHANGED_WHILE_READ, "expected a finished file, found one being written")
    return content


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
    path = os.fsencode(location.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    try:
        found = (target or location).lstat()
    except OSError as error:
        gone = (RejectionCode.UNREADABLE, f"expected a file, found: {error.strerror}")
        return InputFile(path, location, 0, 0, 0, gone)
    if problem is None and not stat.S_ISREG(found.st_mode):
        problem = (RejectionCode.NOT_A_FILE, f"expected a file, found mode {stat.filemode(found.st_mode)}")
    if problem is None and location.suffix.lower() not in EXTENSIONS:
        problem = (RejectionCode.UNSUPPORTED_TYPE, f"expected {sorted(EXTENSIONS)}, found {location.suffix!r}")
    return InputFile(path, target or location, found.st_size, found.st_mtime_ns, found.st_ctime_ns, problem)
