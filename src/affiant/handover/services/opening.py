"""Opening the table of a handed-over file, in memory, for as long as it is read."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from affiant.handover import selectors
from affiant.handover.sealed_file import SealedFile
from affiant.tables.reading import Table

_AHEAD: Final = 1 << 20


@contextmanager
def table_of(handover_id: UUID) -> Iterator[Table]:
    """Open the table of a handover.

    Raises:
        Unreadable: it is no table.
        Damaged: what lies in the store is not what was received.
    """
    with io.BufferedReader(SealedFile(selectors.parts_of(handover_id)), _AHEAD) as reader:
        yield Table(reader)
