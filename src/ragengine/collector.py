"""The garbage collector, at rest while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest while modules, a rule set or a long list of verdicts are made.

    Nearly everything that is made then is kept, so looking through it again and again for
    garbage would take as long as the making. Afterwards the collector is as it was.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            if not gc.get_freeze_count():
                # What was made counts as old at once, and is not searched as if it were new.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
