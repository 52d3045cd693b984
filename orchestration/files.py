"""Files that must outlast a power cut.

What belongs here: having the disk take what was written. What does not: which files there are (``settings``).
"""

import os
from pathlib import Path


def flush_to_disk(path: Path) -> None:
    """Flush a file or a folder to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
