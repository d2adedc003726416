"""Makes packages that lie: any file changed, with the manifests and the signature made anew or left as they were."""

import hashlib
import io
import json
import tarfile

from tests.packaging.samples import MADE_AT, PACKAGE, PACKAGE_KEY

from affiant.core import canonical
from affiant.core.packaging import layout, tar

Members = dict[str, bytes]  # path in the bag, in order


def members_of(archive: bytes) -> Members:
    """Read a sound tar with somebody else's reader."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        return {each.name.partition("/")[2]: opened.extractfile(each).read() for each in opened}


def archive_of(members: Members, *, root: str = layout.root(PACKAGE), mtime: int | None = None) -> bytes:
    """Write a tar in the right form, whatever is in it."""
    at = int(MADE_AT.timestamp()) if mtime is None else mtime
    written = b"".join(
        tar.header(f"{root}/{path}", len(content), at) + content + tar.padding(len(content))
        for path, content in members.items()
    )
    return written + tar.end(len(written))


def signed_again(members: Members) -> Members:
    """Make manifests, tag manifests and signature anew, so that only the contents lie."""
    payload = [path for path in members if path.startswith("data/")]
    size = sum(len(members[path]) for path in payload)
    lines = members[layout.BAG_INFO].split(b"\n")
    info = [f"Payload-Oxum: {size}.{len(payload)}".encode() if x.startswith(b"Payload-Oxum") else x for x in lines]
    forged = {path: content for path, content in members.items() if "manifest" not in path}
    forged[layout.BAG_INFO] = b"\n".join(info)
    for path, algorithm in zip(layout.MANIFESTS, ("sha256", "sha512"), strict=True):
        forged[path] = manifest_of(forged, payload, algorithm)
    tags = [layout.BAGIT, layout.BAG_INFO, *layout.MANIFESTS]
    for path, algorithm in zip(layout.TAG_MANIFESTS, ("sha256", "sha512"), strict=True):
        forged[path] = manifest_of(forged, tags, algorithm)
    forged[layout.SIGNATURE] = PACKAGE_KEY.sign(forged[layout.TAG_MANIFESTS[0]])
    return forged


def manifest_of(members: Members, paths: list[str], algorithm: str) -> bytes:
    lines = (f"{hashlib.new(algorithm, members[path]).hexdigest()}  {path}\n" for path in sorted(paths))
    return "".join(lines).encode()


def with_fields(members: Members, path: str, **changes: object) -> Members:
    """Change fields of a document, in canonical form."""
    return {**members, path: canonical.encode({**json.loads(members[path]), **changes})}


def inserted(members: Members, path: str, content: bytes, *, before: str) -> Members:
    """Put one more file in front of another one."""
    held: Members = {}
    for each, its in members.items():
        if each == before:
            held[path] = content
        held[each] = its
    return held


def without(members: Members, *paths: str) -> Members:
    return {path: content for path, content in members.items() if path not in paths}


def with_header(archive: bytes, path: str, offset: int, field: bytes) -> bytes:
    """Write into the header of one file, and make its checksum right again."""
    at = archive.index(f"{layout.root(PACKAGE)}/{path}\0".encode())
    block = bytearray(archive[at : at + 512])
    block[offset : offset + len(field)] = field
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return archive[:at] + bytes(block) + archive[at + 512 :]


def changed(archive: bytes, at: int, mask: int = 1) -> bytes:
    """Change one byte."""
    held = bytearray(archive)
    held[at] ^= mask
    return bytes(held)
