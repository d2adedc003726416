"""Checks that the bag is whole and its digests hold (RFC 8493), and who signed it."""

import re
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from affiant.core.digests import sha256
from affiant.core.packaging.verify import shape
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes

_BAGIT_TEXT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ALGORITHMS: Final = (("sha256", "SHA-256", 64), ("sha512", "SHA-512", 128))
_TAGS: Final = frozenset({"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"})
_KEY: Final = "data/keys/package-key.pem"
_SIGNATURE: Final = "tagmanifest-sha256.txt.sig"
_SIGNATURE_BYTES: Final = 64


def check_whole(taken: Taken, notes: Notes) -> None:
    """Note every file that is missing, that differs from its digests, or that no manifest lists."""
    for path in shape.REQUIRED:
        if path not in taken.files:
            notes.add("P021", path)
    if taken.documents.get("bagit.txt", _BAGIT_TEXT) != _BAGIT_TEXT:
        notes.add("P020", "bagit.txt")
    _check_manifests(taken, notes)


def _check_manifests(taken: Taken, notes: Notes) -> None:
    payload = {path for path in taken.files if path.startswith("data/")}
    differing: dict[str, list[str]] = {}
    for name, algorithm, length in _ALGORITHMS:
        for manifest, expected in ((f"manifest-{name}.txt", payload), (f"tagmanifest-{name}.txt", _TAGS)):
            listed = _listed(taken, notes, manifest, length)
            if listed is not None:
                _compare_names(listed, expected, taken, notes, manifest)
                for path in _differing(listed, taken, name):
                    differing.setdefault(path, []).append(algorithm)
    for path, algorithms in differing.items():
        notes.add("P024", path, algorithms=", ".join(algorithms))


def check_signature(taken: Taken, notes: Notes, pinned: str | None) -> str:
    """Check the signature over the tag manifest and return the fingerprint of the key in the package, or ""."""
    pem = taken.documents.get(_KEY)
    key = _public_key(pem) if pem is not None else None
    if pem is not None and key is None:
        notes.add("P031", _KEY)
    if key is None:
        return ""
    signed, signature = taken.documents.get("tagmanifest-sha256.txt"), taken.documents.get(_SIGNATURE)
    if signed is not None and signature is not None and not _holds(key, signature, signed):
        notes.add("P030", _SIGNATURE)
    return _compare_key(key, notes, pinned)


def fingerprint(pem: bytes) -> str:
    """Return the SHA-256 of the key as openssl writes it in DER, or "" when it is no Ed25519 public key."""
    key = _public_key(pem)
    return "" if key is None else _fingerprint(key)


def _compare_key(key: Ed25519PublicKey, notes: Notes, pinned: str | None) -> str:
    found = _fingerprint(key)
    if pinned is None:
        notes.add("P033", _KEY, fingerprint=found)
    elif pinned != found:
        notes.add("P032", _KEY, fingerprint=found, pinned=pinned)
    return found


def _fingerprint(key: Ed25519PublicKey) -> str:
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return sha256(der)


def _public_key(pem: bytes) -> Ed25519PublicKey | None:
    """Return the key if `pem` is the one way to write it."""
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    if not isinstance(key, Ed25519PublicKey):
        return None
    again = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return key if again == pem else None


def _holds(key: Ed25519PublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return len(signature) == _SIGNATURE_BYTES


def _listed(taken: Taken, notes: Notes, manifest: str, length: int) -> dict[str, str] | None:
    """Return digest by path, in the one form that a manifest has; None when there is no manifest."""
    raw = taken.documents.get(manifest)
    if raw is None:
        return None
    line_shape = re.compile(rf"(?P<digest>[0-9a-f]{{{length}}})  (?P<path>[!-~]{{1,200}})")
    *lines, rest = raw.decode("ascii", errors="replace").split("\n")
    if rest:
        notes.add("P023", manifest, line=len(lines) + 1)
    listed: dict[str, str] = {}
    last = ""
    for number, line in enumerate(lines, start=1):
        found = line_shape.fullmatch(line)
        if found is None or found["path"] <= last:
            notes.add("P023", manifest, line=number)
            continue
        last = found["path"]
        listed[last] = found["digest"]
    return listed


def _compare_names(
    listed: dict[str, str], expected: set[str] | frozenset[str], taken: Taken, notes: Notes, manifest: str
) -> None:
    for path in sorted(listed.keys() - taken.files.keys()):
        notes.add("P025", path, manifest=manifest)
    for path in sorted((expected & taken.files.keys()) - listed.keys()):
        notes.add("P026", path, manifest=manifest)
    for path in sorted((listed.keys() & taken.files.keys()) - expected):
        notes.add("P023", manifest, path=path)


def _differing(listed: dict[str, str], taken: Taken, name: str) -> list[str]:
    return [
        path for path, digest in listed.items() if path in taken.files and getattr(taken.files[path], name) != digest
    ]
