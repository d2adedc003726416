"""The receipt: what it proves, whether it holds, and whether one that was kept is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from affiant.core import canonical, receipt_check
from affiant.core.canonical import Json
from affiant.core.codes import ReturnKeys
from affiant.core.ledger import entries
from affiant.core.receipt_check import Verdict
from affiant.intake.entry import with_draft
from affiant.intake.return_visit.forms import ReceiptForm
from affiant.submissions import selectors
from affiant.submissions.records import Sent

LARGEST: Final = 256 * 1024  # bytes of a receipt: a proof of 64 digests is some 5 kB


class Compared(Enum):
    """What became of a receipt that somebody had kept."""

    OURS = auto()
    ANOTHERS = auto()
    CHANGED = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Proof:
    """One receipt as the page shows it."""

    verdict: Verdict
    held: dict[str, Json]

    @property
    def is_sound(self) -> bool:
        """Whether nothing that was checked speaks against it."""
        return not any(finding.severity == "error" for finding in self.verdict.findings)

    @property
    def is_collected(self) -> bool:
        """Whether it holds the ledger's proof."""
        return "collected" in self.held

    @property
    def fingerprint(self) -> str:
        """The envelope's digest in groups that can be compared by eye."""
        digest = self.verdict.facts["envelope_sha256"]
        return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))

    @property
    def ledger_key(self) -> str:
        """The verifier key of the ledger, as the team's signed letter named it."""
        match self.held.get("collected"):
            case {"ledger_key": str(key)}:
                return key
            case _:
                return ""

    @property
    def entry(self) -> entries.Entry | None:
        """The ledger's entry, if the receipt is sound."""
        match self.held.get("collected"):
            case {"leaf": str(leaf)} if self.is_sound:
                return entries.decode(leaf.encode())
            case _:
                return None

    @property
    def seq(self) -> object:
        """The entry's place in the ledger."""
        match self.held.get("collected"):
            case {"seq": int(seq)}:
                return seq
            case _:
                return ""


@csrf_exempt  # asked for below, once it is said how a file is read
def check(request: HttpRequest) -> HttpResponse:
    """Show what the receipt proves, and compare one that was kept."""
    request.upload_handlers = [MemoryFileUploadHandler(request)]  # the settings name none: nothing is written to disk
    return _check(request)


@csrf_protect
@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def _check(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    draft = selectors.load(keys)
    if not draft.sent:
        return redirect("check")
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    proof = _proof(selectors.receipt(keys))
    context = {
        "proof": proof,
        "form": form,
        "compared": _compared(form, draft.sent, proof).name if form.is_valid() else "",
        "receipt_key": settings.AFFIANT.receipt_key.public,
        "later": list(enumerate(draft.sent))[1:],
        "sent_at": draft.sent[0].at,
        "has_draft": True,
        "back_address": reverse("overview"),
    }
    return render(request, "return_visit/receipt.html", context)


check.entry = _check.entry  # type: ignore[attr-defined]


@with_draft
@require_safe
def of_later(_request: HttpRequest, keys: ReturnKeys, number: int) -> HttpResponse:
    """Give the receipt of what was sent after the report, as a file."""
    sent = selectors.load(keys).sent
    if not 0 < number < len(sent):
        raise Http404
    content = selectors.receipt(keys, sent[number].envelope)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{number}.json"'
    return response


def _proof(raw: bytes, ledger_key: str | None = None) -> Proof:
    key = settings.AFFIANT.receipt_key.public
    verdict = receipt_check.check_receipt(raw, receipt_key=key, ledger_key=ledger_key)
    try:
        held = canonical.decode(raw)
    except canonical.NotCanonical:
        held = {}
    return Proof(verdict, held if isinstance(held, dict) else {})


def _compared(form: ReceiptForm, sent: Sequence[Sent], ours: Proof) -> Compared:
    kept = form.cleaned_data["kept"]
    if not isinstance(kept, UploadedFile) or not 0 < (kept.size or 0) <= LARGEST:
        return Compared.NONE
    proof = _proof(kept.read(), ours.ledger_key or None)
    if not proof.verdict.facts:
        return Compared.NONE
    if not proof.is_sound:
        return Compared.CHANGED
    mine = {each.envelope for each in sent}
    return Compared.OURS if proof.verdict.facts["envelope"] in mine else Compared.ANOTHERS
