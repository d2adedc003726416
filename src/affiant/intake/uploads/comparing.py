"""What has arrived of a file, in few words: enough for a page to compare a file that is chosen again with it."""

import hashlib
from collections.abc import Sequence
from itertools import groupby

from affiant.submissions.selectors import PartRow

Arrived = dict[str, object]


def arrived(parts: Sequence[PartRow]) -> Arrived:
    """Return the parts' lengths as runs of equal ones, the first part's digest, and one digest of all digests.

    `sha256` is over the parts' raw digests in their order: a file of 50 GB says as much in as many bytes as a photo.
    """
    lengths = [part.plain.length for part in parts]
    digests = b"".join(bytes.fromhex(part.plain.sha256) for part in parts)
    return {
        "first": parts[0].plain.sha256 if parts else "",
        "runs": [[len(list(run)), length] for length, run in groupby(lengths)],
        "sha256": hashlib.sha256(digests).hexdigest(),
    }
