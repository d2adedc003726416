"""Walks the public face as a person does, through Django's test client."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.navigators.page import fields

from affiant.core import codes
from affiant.core.codes import ReturnKeys
from affiant.core.documents import AnswersDocument, ContactDocument, parse_answers, parse_contact
from affiant.core.sealing.unseal import Identity, unseal


@dataclass
class Reporter:
    """One person, one browser, one language."""

    client: Client
    language: str = "en"

    def open(self, page: str) -> HttpResponse:
        return self.client.get(f"/{self.language}/{page}")

    def read(self, page: str) -> str:
        return self.open(page).content.decode()

    def post(self, page: str, **data: object) -> HttpResponse:
        return self.client.post(f"/{self.language}/{page}", data)

    def answer(self, step: str, **answers: object) -> HttpResponse:
        return self.post(f"form/{step}", **answers)

    def walk(self, **answers: str) -> list[str]:
        """Go from the first page to the answers to check as the form leads, and name the pages."""
        name, names = "start", []
        while name != "check":
            names.append(name)
            page = self.open(f"form/{name}")
            asked = {field: words for field, words in answers.items() if field in page.context["form"].fields}
            name = self.next_page(self.post(f"form/{name}", **fields(page), **asked))
        return names

    def next_page(self, response: HttpResponse) -> str:
        """Name the page to which an answer leads, also where the return code stands in between."""
        address = urlsplit(response["Location"])
        if address.path.endswith("/code"):
            address = urlsplit(self.open(f"code?{address.query}").context["onward_address"])
        return address.path.rpartition("/")[2]

    def send(self, **headers: str) -> HttpResponse:
        return self.client.post(f"/{self.language}/form/check", headers=headers)

    def code(self) -> str:
        groups = re.findall(r'class="code__group">(\d{4})<', self.read("code"))
        return " ".join(groups)

    def keys(self) -> ReturnKeys:
        return codes.derive(codes.parse(self.code()), salt=settings.AFFIANT.code_salt)


def envelopes() -> list[Path]:
    """Every envelope that has left, the first one first."""
    inbox = settings.AFFIANT.spool_dir / "inbox"
    found = [folder for folder in inbox.iterdir() if re.fullmatch(r"[0-9a-f]{32}", folder.name)]
    return sorted(found, key=lambda folder: answers(folder).sent_at)


def answers(envelope: Path) -> AnswersDocument:
    """What the unit reads in an envelope."""
    return parse_answers(unseal((envelope / "answers.age").read_bytes(), _key("casework/keys/unit.key")))


def contact(envelope: Path) -> ContactDocument:
    """What the key of names opens of the person, behind its other seal."""
    return parse_contact(unseal((envelope / "contact.age").read_bytes(), _key("identity/keys/identity.key")))


def _key(file: str) -> Identity:
    text = (settings.AFFIANT.home / file).read_text()
    return Identity.parse(text.splitlines()[-1])
