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


def leave_to_the_process() -> None:
    """Take all there is out of the collector's reach, for a process that is about to end.

    It would look through everything once more on its way out, and that is a tenth of the time
    of a small check. What is left is freed with the process; nothing of ours waits to be closed.
    """
    gc.freeze()
