"""The only code that opens DuckDB: the build database and the publications.

``connect`` opens files, ``lock`` keeps writers apart, ``articles`` and ``parsed`` write the build database,
``candidate`` copies the marts into the file that will be published, ``releases`` switches readers over and back.
"""
