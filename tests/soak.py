"""How long the tests of endurance run: short in `make test`, long in `make soak`."""

import os


def amount(*, quick, soak):
    """Choose by the form that is asked for."""
    return soak if os.environ.get("PLEDGEBOOK_SOAK") == "1" else quick
