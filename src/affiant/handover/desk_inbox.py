"""The desk's own inbox: envelopes that are collected at once, and sealed anew if a machine stops in between."""

import shutil

from affiant.ground.spool import files
from affiant.ground.spool.disk import DiskInbox
from affiant.ground.spool.port import Build


class DeskInbox(DiskInbox):
    """An inbox that syncs nothing: what was handed over lies durable in the store, and an envelope is made of it again.

    So nothing that lies here from before may be collected: `deliver` throws it away first. One writer at a time.
    """

    def deliver(self, envelope_id: str, build: Build) -> bool:
        """Put an envelope in, in place of whatever an earlier try left."""
        ready, target = self._ready(envelope_id), self.path(envelope_id)
        for leftover in (ready, target):
            files.remove_folder(leftover)
        ready.mkdir(parents=True)
        build(ready)
        ready.rename(target)
        return True

    def remove(self, envelope_id: str) -> None:
        """Take the envelope out; nothing happens if it has gone already."""
        shutil.rmtree(self.path(envelope_id), ignore_errors=True)
