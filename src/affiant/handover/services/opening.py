"""Opening the table of a handed-over file, in memory, for as long as it is read."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from affiant.handover import own_key, selectors
from affiant.handover.sealed_file import SealedFile
from affiant.tables.reading import Table

_AHEAD: Final = 1 << 20


@contextmanager
def table_of(handover_id: UUID) -> Iterator[Table]:
    """Open the table of a handover.

    Raises:
        Unreadable: it is no table.
        IdentityAway: this process does not hold the identity key.
        Damaged: what lies in the store is not what was received.
    """
    with io.BufferedReader(file_of(handover_id), _AHEAD) as reader:
        yield Table(reader)


def file_of(handover_id: UUID) -> SealedFile:
    """Return a reader of the whole file.

    Raises:
        IdentityAway: this process does not hold the identity key.
        Damaged: the file's own key does not open, or was thrown away.
    """
    return SealedFile(selectors.parts_of(handover_id), own_key.opened(selectors.wrapped_key(handover_id)))
