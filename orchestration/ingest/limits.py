"""How much of one input we are willing to take.

What belongs here: the limits, with defaults. What does not: enforcing them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class InputLimits:
    """Limits on what strangers may hand in; each has a setting ``PLEDGEBOOK_MAX_<NAME>``.

    Attributes:
        file_bytes: Larger files of one article are rejected.
        table_bytes: Larger files of many articles are rejected; compressed ones also when they unpack to more.
        row_bytes: Larger rows of such a file, and larger lines of ``pledgebook extract``, are rejected.
        front_matter_characters: Longer front matter is rejected. The press needs some 300; abstracts may be long.
        front_matter_depth: Deeper nesting is rejected: nested values are skipped, but cost the reader.
    """

    file_bytes: int = 64 * 1024 * 1024
    table_bytes: int = 64 * 1024 * 1024 * 1024
    row_bytes: int = 16 * 1024 * 1024
    front_matter_characters: int = 64 * 1024
    front_matter_depth: int = 16
