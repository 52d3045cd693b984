"""No secret is in the repository: the usual shapes of keys, tokens and passwords, in every file that git knows."""

import re
import subprocess

import pytest

from orchestration.settings import PROJECT_DIR

SHAPES = {
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "cloud key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "token of a code host": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,}|glpat-[\w-]{20,})",
    "token of a service": r"\b(?:xox[abprs]-[\w-]{10,}|sk-[A-Za-z0-9]{32,}|AIza[\w-]{35}|pypi-[A-Za-z0-9_-]{50,})",
    "password in an address": r"\b[a-z][a-z0-9+.-]*://[^\s/:@\"'<>{}$]+:[^\s/:@\"'<>{}$]{3,}@",
    "assigned secret": r"(?i)\b(?:password|passwd|secret|api_?key|access_?token)\b\s*[=:]\s*[\"'][^\"'\s{}$<]{8,}[\"']",
}
EXAMPLES = {
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "cloud key": "AKIA" + "ABCDEFGHIJKLMNOP",
    "token of a code host": "ghp_" + "a" * 36,
    "token of a service": "xoxb-" + "1234567890-abc",
    "password in an address": "https://user:" + "hunter22@example.org",
    "assigned secret": "api_key = " + "'abcdefgh12345678'",
}


def test_no_file_holds_a_secret():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT_DIR, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in listed.stdout.decode().split("\0"):
        path = PROJECT_DIR / name
        if not name or path.is_symlink() or not path.is_file() or path.suffix in {".png", ".gz", ".parquet"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [(name, shape) for shape, pattern in SHAPES.items() if re.search(pattern, text)]
    assert found == []


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_recognised(shape):
    assert re.search(SHAPES[shape], EXAMPLES[shape])
