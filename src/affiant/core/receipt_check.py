"""Checks a receipt, for whoever holds one: who signed it, and whether its envelope stands in the ledger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from affiant.core import canonical, signing
from affiant.core.canonical import Json
from affiant.core.digests import MalformedDigest
from affiant.core.fields import Fields, WrongField
from affiant.core.findings import Finding
from affiant.core.ledger import entries
from affiant.core.ledger.collected import collected_check
from affiant.core.ledger.entries import Kind
from affiant.core.ledger.errors import MalformedEntry

_FORMAT: Final = "affiant-receipt/v1"
_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_KEY: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, and what the receipt says; the facts are as good as the findings are few."""

    findings: tuple[Finding, ...]
    facts: Mapping[str, str]


def check_receipt(raw: bytes, *, receipt_key: str | None = None, ledger_key: str | None = None) -> Verdict:
    """Return every departure of a receipt file from receipt-v1. Never raises, whatever the bytes.

    `receipt_key` (64 hexadecimal digits) and `ledger_key` (a vkey) are those that the holder had from elsewhere.
    """
    try:
        outer = Fields.of(canonical.decode(raw)).only("collected", "key", "receipt", "signature")
        said = outer.inner("receipt")
        said.one_of("format", _FORMAT)
    except (canonical.NotCanonical, WrongField) as wrong:
        return Verdict((Finding("R001", "error", "receipt", {"field": _told(wrong)}),), {})
    facts, findings = _read(said)
    findings += _signature_findings(outer, receipt_key)
    if "collected" in outer.held:
        findings += _collected_findings(outer, said, ledger_key)
        facts["collected"] = "true"
    return Verdict(tuple(findings), facts)


def _told(wrong: Exception) -> str:
    return str(wrong) if isinstance(wrong, WrongField) else ""


def _read(said: Fields) -> tuple[dict[str, str], list[Finding]]:
    try:
        said.only("envelope", "envelope_sha256", "files", "format", "received_at", "service")
        files = [each.only("bytes", "parts") for each in said.each("files")]
        facts = {
            "envelope": said.identifier("envelope"),
            "envelope_sha256": str(said.digest("envelope_sha256")),
            "received_at": _moment(said).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "service": said.text("service"),
            "files": str(len(files)),
            "bytes": str(sum(each.count("bytes") for each in files)),
            "parts": str(sum(each.count("parts") for each in files)),
        }
    except WrongField as wrong:
        return {}, [Finding("R002", "error", "receipt", {"field": str(wrong)})]
    except MalformedDigest:
        return {}, [Finding("R002", "error", "receipt", {"field": "envelope_sha256"})]
    return facts, []


def _moment(said: Fields) -> datetime:
    text = said.text("received_at")
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        again = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError as wrong:
        raise WrongField("received_at") from wrong
    if again != text:
        raise WrongField("received_at")
    return moment


def _signature_findings(outer: Fields, pinned: str | None) -> list[Finding]:
    key, signature = outer.held.get("key"), outer.held.get("signature")
    if not isinstance(key, str) or _KEY.fullmatch(key) is None:
        return [Finding("R002", "error", "receipt", {"field": "key"})]
    if not isinstance(signature, str) or _SIGNATURE.fullmatch(signature) is None:
        return [Finding("R002", "error", "receipt", {"field": "signature"})]
    return _key_findings(key, pinned) + _match_findings(key, signature, outer.held["receipt"])


def _key_findings(key: str, pinned: str | None) -> list[Finding]:
    if pinned is None:
        return [Finding("R005", "warning", "key", {"key": key})]
    if pinned != key:
        return [Finding("R004", "error", "key", {"key": key, "pinned": pinned})]
    return []


def _match_findings(key: str, signature: str, said: Json) -> list[Finding]:
    try:
        signing.verify(key, bytes.fromhex(signature), canonical.encode(said))
    except signing.BadSignature:
        return [Finding("R003", "error", "signature", {"key": key})]
    return []


def _collected_findings(outer: Fields, said: Fields, pinned: str | None) -> list[Finding]:
    try:
        held = outer.inner("collected").only("checkpoint", "leaf", "ledger_key", "proof", "seq")
        leaf = held.text("leaf")
        found = collected_check(
            leaf=leaf,
            seq=held.count("seq"),
            proof=held.texts("proof"),
            note=held.text("checkpoint"),
            vkey=held.text("ledger_key"),
            pinned=pinned,
        )
    except WrongField as wrong:
        return [Finding("R007", "error", "collected", {"field": str(wrong)})]
    placed = [Finding(each.code, each.severity, f"collected.{each.place}", each.facts) for each in found]
    return placed + _leaf_findings(leaf, said)


def _leaf_findings(leaf: str, said: Fields) -> list[Finding]:
    """Compare what the ledger's entry says with what the receipt says."""
    try:
        entry = entries.decode(leaf.encode())
    except MalformedEntry:
        return []  # L007 names it
    expected = said.held.get("envelope_sha256")
    if entry.kind is not Kind.COLLECTION or entry.facts.get("envelope_sha256") != expected:
        return [Finding("R006", "error", "collected.leaf", {"expected": str(expected)})]
    try:
        received = _moment(said)
    except WrongField:
        return []  # R002 names it
    if entry.at < received:
        return [Finding("R008", "warning", "collected.leaf", {"at": entry.at.isoformat()})]
    return []
