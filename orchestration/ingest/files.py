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

from orchestration.ingest.rejection import InputRejectedError, RejectionCode

ARTICLE_ENDINGS: Final = (".txt", ".md")  # a file is one article
ROW_ENDINGS: Final = (".jsonl", ".jsonl.gz", ".ndjson", ".parquet")  # a row is one article


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
    root = Path(_folder(raw_dir))
    return sorted(_walk(root, root))


def listing_sha256(raw_dir: Path) -> tuple[int, str]:
    """Digest the names, sizes and times of what ``list_files`` lists, in constant memory and without opening a file.

    Args:
        raw_dir: The raw folder.

    Returns:
        The number of entries, and 64 hex digits that change whenever ``InputFile.state`` of one does.

    Raises:
        FileNotFoundError: There is no such folder.
    """
    count, total = 0, 0
    folders = [_folder(raw_dir)]
    while folders:
        for entry in _visible(folders.pop()):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                continue
            count += 1
            digest = hashlib.sha256(repr((entry.path, *_times(entry))).encode("utf-8", "surrogateescape")).digest()
            total += int.from_bytes(digest, "big")  # a sum, as the order of a folder's entries says nothing
    return count, hashlib.sha256(f"{count} {total}".encode()).hexdigest()


def _folder(raw_dir: Path) -> str:
    """Check that the raw folder is there."""
    if not raw_dir.is_dir():
        raise FileNotFoundError(f"expected a folder of articles at {raw_dir}, found none; set PLEDGEBOOK_RAW_DIR")
    return str(raw_dir.resolve())


def _visible(folder: str) -> list["os.DirEntry[str]"]:
    """Entries of a folder that are not hidden; none of a folder that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []


def _times(entry: "os.DirEntry[str]") -> tuple[int, ...]:
    """Size and times of an entry, or of what it links to; none when it leads nowhere."""
    try:
        found = entry.stat()
    except OSError:
        return ()
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns)


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
        is_inside = target.is_relative_to(root)
        if not is_inside or not target.exists():
            detail = "the link leads nowhere" if is_inside else "the link leaves the raw folder"
            yield _entry(location, root, problem=(RejectionCode.SYMLINK_OUTSIDE, detail))
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
