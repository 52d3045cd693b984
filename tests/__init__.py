"""Tests, golden sets and the scoreboard."""
