"""Writes a bag (RFC 8493) into a tar into a seal, in one pass: each byte is hashed and sealed as it goes by."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from affiant.core.digests import Sha256
from affiant.core.packaging import layout, tar
from affiant.core.packaging.errors import ContentDiffers
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import Entropy, Sealer
from affiant.core.signing import SigningKey

Sink = Callable[[bytes | bytearray], object]


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What was written: the SHA-256 and the number of the sealed bytes."""

    sha256: Sha256
    bytes: int


@dataclass(frozen=True, slots=True)
class _Line:
    path: str
    size: int
    digests: tuple[str, str]  # SHA-256 and SHA-512


class _Counted:
    """A sink that knows how much went into it, and its SHA-256."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._hash = hashlib.sha256()
        self.bytes = 0

    def write(self, content: bytes | bytearray) -> None:
        self._sink(content)
        self._hash.update(content)
        self.bytes += len(content)

    @property
    def facts(self) -> PackageFacts:
        return PackageFacts(Sha256(self._hash.hexdigest()), self.bytes)


class BagWriter:
    """One bag on its way out: `add` each payload file in order, then `finish` once."""

    def __init__(self, sink: Sink, recipients: Sequence[Recipient], entropy: Entropy, *, root: str, mtime: int) -> None:
        """Write the seal's header and bagit.txt to `sink`."""
        self._root, self._mtime = root, mtime
        self._sealed = _Counted(sink)
        self._sealer = Sealer(recipients, entropy)
        self._length = 0  # of the tar
        self._payload: list[_Line] = []
        self._tags: list[_Line] = []
        self._sealed.write(self._sealer.start())
        self._add_tag(layout.BAGIT, layout.BAGIT_TEXT)

    def add(self, path: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write one payload file of exactly `size` bytes and return its SHA-256.

        Raises:
            ContentDiffers: `chunks` were more or fewer than `size` bytes.
        """
        self._payload.append(self._member(path, size, chunks))
        return self._payload[-1].digests[0]

    def finish(self, bag_info: Callable[[int, int], bytes], key: SigningKey) -> PackageFacts:
        """Write everything that follows the payload; `bag_info` is called with its bytes and its number of files."""
        self._add_tag(layout.BAG_INFO, bag_info(sum(line.size for line in self._payload), len(self._payload)))
        manifests = _manifests(self._payload)
        for path, manifest in zip(layout.MANIFESTS, manifests, strict=True):
            self._add_tag(path, manifest)
        tag_manifests = _manifests(self._tags)
        for path, manifest in zip(layout.TAG_MANIFESTS, tag_manifests, strict=True):
            self._add_tag(path, manifest)
        self._add_tag(layout.SIGNATURE, key.sign(tag_manifests[0]))
        self._write(tar.end(self._length))
        self._sealed.write(self._sealer.finish())
        return self._sealed.facts

    def _write(self, content: bytes) -> None:
        self._length += len(content)
        self._sealed.write(self._sealer.update(content))

    def _add_tag(self, path: str, content: bytes) -> None:
        self._tags.append(self._member(path, len(content), [content]))

    def _member(self, path: str, size: int, chunks: Iterable[bytes]) -> _Line:
        hashes = hashlib.sha256(), hashlib.sha512()
        self._write(tar.header(f"{self._root}/{path}", size, self._mtime))
        written = 0
        for chunk in chunks:
            written += len(chunk)
            if written > size:
                raise ContentDiffers(path)
            self._write(chunk)
            for each in hashes:
                each.update(chunk)
        if written != size:
            raise ContentDiffers(path)
        self._write(tar.padding(size))
        return _Line(path, size, (hashes[0].hexdigest(), hashes[1].hexdigest()))


def _manifests(lines: Sequence[_Line]) -> tuple[bytes, bytes]:
    ordered = sorted(lines, key=lambda line: line.path)
    first, second = ("".join(f"{line.digests[at]}  {line.path}\n" for line in ordered) for at in (0, 1))
    return first.encode(), second.encode()
