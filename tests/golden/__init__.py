"""Golden sets, the scoreboard that measures the pipeline on them, and the tests that hold it to its targets."""
