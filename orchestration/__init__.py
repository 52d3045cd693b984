"""The pipeline: from raw articles to a publication.

What belongs here: what must be set before the first module of the package is loaded. What does not: anything else.
"""

import os

# The allocator of Polars reads this once, when it is loaded. By default it keeps what is freed for 10 seconds, and two
# workers hold 60 MB that nothing uses; to keep it for 0.2 seconds takes no longer.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:200,muzzy_decay_ms:200")
