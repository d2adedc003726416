"""Checks a decision file, for whoever holds one: who signed it, and whether the ledger tells of the same acts."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from affiant.core import canonical, signing
from affiant.core.decision_records import DECISION, OPINION, Decided, Opined, read_decision, read_opinion
from affiant.core.fields import Fields, WrongField
from affiant.core.findings import Finding, Severity
from affiant.core.ledger import entries
from affiant.core.ledger.collected import collected_check
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.ledger.errors import MalformedEntry

_FORMAT: Final = "affiant-decision-file/v1"
_SIGNED_AS: Final = {"decision": DECISION, "opinion": OPINION}  # what is signed begins with the format's name
_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_DER: Final = bytes.fromhex("302a300506032b6570032100")  # RFC 8410, section 10.1: what stands before the key


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, and what the file says; the facts are as good as the findings are few."""

    findings: tuple[Finding, ...]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Held:
    """One signed record of the file, as it is written there."""

    place: str
    record: str = field(repr=False)
    signature: str
    key: str
    seq: int
    leaf: str
    proof: tuple[str, ...]
    salt: bytes | None = field(repr=False)


def check_decision(raw: bytes, *, package_key: str | None = None, ledger_key: str | None = None) -> Verdict:
    """Return every departure of a decision file from decision-v1. Never raises, whatever the bytes.

    `package_key` (the fingerprint of the unit's signing key) and `ledger_key` (a vkey) are those that the reader had
    from elsewhere.
    """
    try:
        outer = Fields.of(canonical.decode(raw))
        outer.one_of("format", _FORMAT)
    except (canonical.NotCanonical, WrongField):
        return Verdict((_found("D001", "file"),), {})
    try:
        outer.only("checkpoint", "decision", "format", "ledger_key", "opinion")
        note, vkey = outer.text("checkpoint"), outer.text("ledger_key")
        decision = _held(outer, "decision")
        opinion = None if outer.held.get("opinion", "") is None else _held(outer, "opinion")
    except WrongField as wrong:
        return Verdict((_found("D002", "file", field=str(wrong)),), {})
    parts = [part for part in (decision, opinion) if part]
    findings = [*_signatures(parts, package_key), *_proofs(parts, note, vkey, ledger_key)]
    facts, said = _said(decision, opinion)
    return Verdict((*findings, *said), facts)


def fingerprint(key: str) -> str:
    """Return the SHA-256 of a public key in hexadecimal as openssl writes it in DER."""
    return hashlib.sha256(_DER + bytes.fromhex(key)).hexdigest()


def _found(code: str, place: str, severity: Severity = "error", **facts: str) -> Finding:
    return Finding(code, severity, place, facts)


def _held(outer: Fields, name: str) -> _Held:
    part = outer.inner(name).only("entry", "key", "record", "signature")
    entry = part.inner("entry").only("leaf", "proof", "salt", "seq")
    salt = None if entry.held.get("salt", "") is None else bytes.fromhex(_shaped(entry, "salt", _HEX))
    return _Held(
        place=name,
        record=part.text("record"),
        signature=_shaped(part, "signature", _SIGNATURE),
        key=_shaped(part, "key", _HEX),
        seq=entry.count("seq"),
        leaf=entry.text("leaf"),
        proof=entry.texts("proof"),
        salt=salt,
    )


def _shaped(held: Fields, name: str, shape: re.Pattern[str]) -> str:
    text = held.text(name)
    if shape.fullmatch(text) is None:
        raise WrongField(f"{held.place}{name}")
    return text


def _signatures(parts: list[_Held], pinned: str | None) -> Iterator[Finding]:
    """Yield what is wrong with who signed."""
    for part in parts:
        found = fingerprint(part.key)
        if pinned is None:
            yield _found("D005", f"{part.place}.key", "warning", fingerprint=found)
        elif pinned != found:
            yield _found("D004", f"{part.place}.key", fingerprint=found, pinned=pinned)
        if not _is_signed(part):
            yield _found("D003", f"{part.place}.signature", fingerprint=found)


def _is_signed(part: _Held) -> bool:
    signed = f"{_SIGNED_AS[part.place]}\n{part.record}".encode()
    try:
        signing.verify(part.key, bytes.fromhex(part.signature), signed)
    except signing.BadSignature:
        return False
    return True


def _proofs(parts: list[_Held], note: str, vkey: str, pinned: str | None) -> Iterator[Finding]:
    """Yield what is wrong with the ledger's proof of each entry; what is said of key and checkpoint, once."""
    seen = set[tuple[str, str]]()
    for part in parts:
        wrong = collected_check(leaf=part.leaf, seq=part.seq, proof=part.proof, note=note, vkey=vkey, pinned=pinned)
        for each in wrong:
            shared = each.place in {"key", "checkpoint"}
            place = f"ledger.{each.place}" if shared else f"{part.place}.entry.{each.place}"
            if (each.code, place) not in seen:
                seen.add((each.code, place))
                yield Finding(each.code, each.severity, place, each.facts)


def _said(decision: _Held, opinion: _Held | None) -> tuple[dict[str, str], list[Finding]]:
    """Return what the records say, and where they do not agree with each other or with the ledger."""
    try:
        decided = read_decision(decision.record)
    except WrongField as wrong:
        return {}, [_found("D006", "decision.record", field=str(wrong))]
    findings = [*_entry_findings(decision, _entry_of(decided))]
    opined = None
    if opinion:
        try:
            opined = read_opinion(opinion.record)
        except WrongField as wrong:
            return _facts(decided, None), [*findings, _found("D006", "opinion.record", field=str(wrong))]
        findings += _entry_findings(opinion, _entry_on(opined))
        findings += _pair_findings(decision, decided, opinion, opined)
    if decided.needs_second and (opined is None or opined.verdict != "confirmed"):
        findings.append(_found("D009", "opinion", "warning", outcome=decided.outcome))
    return _facts(decided, opined), findings


def _facts(decided: Decided, opined: Opined | None) -> dict[str, str]:
    facts = {
        "decision": decided.id,
        "referral": decided.referral,
        "number": str(decided.number),
        "outcome": decided.outcome,
        "by": decided.by,
        "at": _instant(decided),
    }
    if opined:
        facts |= {"verdict": opined.verdict, "second_by": opined.by, "second_at": _instant(opined)}
    return facts


def _instant(said: Decided | Opined) -> str:
    return said.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry_of(said: Decided) -> Entry:
    return Entry(
        kind=Kind.DECISION,
        act="referral.proposed" if said.needs_second else "referral.decided",
        about=said.referral,
        by=said.by,
        at=said.at,
        facts={"decision": said.id, "from": said.left, "outcome": said.outcome},
    )


def _entry_on(said: Opined) -> Entry:
    return Entry(
        kind=Kind.DECISION,
        act=f"referral.{said.verdict}",
        about=said.referral,
        by=said.by,
        at=said.at,
        facts={"decision": said.decision},
    )


def _entry_findings(part: _Held, expected: Entry) -> Iterator[Finding]:
    """Compare what the ledger's entry says with what the record says, and open its commitment."""
    try:
        entry = entries.decode(part.leaf.encode(errors="surrogatepass"))
    except MalformedEntry:
        return  # L007 names it
    same = (entry.kind, entry.act, entry.about, entry.by, entry.at)
    if same != (expected.kind, expected.act, expected.about, expected.by, expected.at) or any(
        entry.facts.get(name) != fact for name, fact in expected.facts.items()
    ):
        yield _found("D010", f"{part.place}.entry.leaf", act=expected.act)
    if part.salt is None:
        yield _found("D012", f"{part.place}.entry.salt", "warning")
    elif entry.commitments.get("record") != hashlib.sha256(part.salt + part.record.encode()).hexdigest():
        yield _found("D011", f"{part.place}.entry.leaf")


def _pair_findings(decision: _Held, decided: Decided, opinion: _Held, opined: Opined) -> Iterator[Finding]:
    same = (opined.decision, opined.referral, opined.decision_signature)
    if same != (decided.id, decided.referral, decision.signature) or not decided.needs_second:
        yield _found("D007", "opinion.record", decision=decided.id)
    if opined.by == decided.by:
        yield _found("D008", "opinion.record", by=decided.by)
    if opinion.seq <= decision.seq:
        yield _found("D013", "opinion.entry.seq", seq=str(opinion.seq), decision=str(decision.seq))
