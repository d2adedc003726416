"""Invented referrals for the demonstration: invented people, places and events, said so in each."""

import struct
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from affiant.operate.rehearse.reporter import Report, send
from affiant.operate.visit import Visit

Answers = dict[str, str | list[str]]

REFERRALS: Final[Sequence[tuple[str, Answers, tuple[str, ...]]]] = (
    (
        "uk",
        {
            "path": "witnessed",
            "age": "adult",
            "account": (
                "Вигадане повідомлення для показу.\n\n"
                "Ми жили в селі Вигадане, на вулиці Прикладній. Того ранку було дуже тихо, а потім люди у формі без "
                "знаків зайшли до школи. Я бачила з вікна, як вони виносили меблі. Нас попросили не виходити. "
                "Через два дні вони поїхали. Я сфотографувала двір школи, коли стало можна вийти."
            ),
            "place_where": "Село Вигадане, вулиця Прикладна, біля школи",
            "place_when": "Навесні, десь за тиждень до Великодня. Точної дати не пам'ятаю",
            "how_seen": "З вікна другого поверху, через дорогу",
            "file_made.1": "Я сама, своїм телефоном",
            "file_original.1": "yes",
            "earlier": "no",
            "danger": "no",
            "need_language": "Українська",
            "need_officer": "woman",
            "wish_contact": "yes",
            "wish_uk": "yes",
            "wish_sharing": "yes_without_me",
            "wish_analysis": "yes",
            "name": "Пані Прикладна",
            "reach": "Лише через цю сторінку",
        },
        ("двір школи.png", "opis.txt"),
    ),
    (
        "en",
        {
            "path": "told",
            "age": "adult",
            "account": (
                "An invented report for the demonstration.\n\n"
                "My cousin sent me three voice messages and a picture from the town of Sampleton last winter. He asked "
                "me to keep them. I have not changed anything, I only saved them from the chat. I can bring the phone."
            ),
            "place_where": "Sampleton, near the old mill. I was not there myself.",
            "place_when": "The messages came on a Tuesday in February.",
            "told_how": "In a chat on my phone.",
            "told_knows": "He was there.",
            "file_made.1": "My cousin",
            "file_got.1": "In the chat, in February",
            "file_original.1": "copy",
            "earlier": "yes",
            "earlier_who": "An invented organisation, in spring. They wrote it down.",
            "danger": "unsure",
            "wish_contact": "yes",
            "wish_uk": "yes",
            "wish_sharing": "each",
            "wish_icc": "yes",
            "wish_europol": "ask_first",
            "wish_states": "no",
            "wish_support": "yes",
            "name": "A. Sample",
            "reach": "sample.person@example.org",
            "safe": "After six in the evening, by mail only.",
        },
        ("picture from the mill.png",),
    ),
    (
        "ar",
        {
            "path": "experienced",
            "account": (
                "بلاغ مُختلَق لأغراض العرض فقط.\n\n"
                "كنت في مدينة المثال عندما أُغلقت الطرق. بقينا في الطابق السفلي أيامًا كثيرة. لا أعرف أسماء الأشخاص. "
                "أريد أن أتحدث مع أحد بلغتي."
            ),
            "place_where": "مدينة المثال",
            "place_when": "",
            "danger": "yes",
            "need_interpreter": "yes",
            "wish_contact": "yes",
            "wish_sharing": "ask_first",
        },
        (),
    ),
    (
        "en",
        {
            "path": "person",
            "account": (
                "An invented report for the demonstration.\n\n"
                "I believe that a man who now lives two streets away from me in Exampleford was an officer at a place "
                "where people were held. I recognised his voice. I would rather not say more in writing."
            ),
            "person_where": "Exampleford, two streets away from me.",
            "person_how": "I recognised his voice.",
            "wish_contact": "no",
            "wish_uk": "ask_first",
            "wish_sharing": "no",
        },
        (),
    ),
    (
        "en",
        {
            "path": "experienced",
            "age": "child",
            "young_safe": "unsure",
            "young_say": "An invented report for the demonstration. I am sixteen and would like to talk to somebody.",
            "young_adult": "My teacher, Ms Example.",
            "wish_contact": "yes",
        },
        (),
    ),
    (
        "en",
        {
            "path": "officer",
            "age": "adult",
            "account": (
                "An invented report for the demonstration.\n\n"
                "“We came by boat this morning. Before that we were eleven months in a house with a blue gate.”"
            ),
            "officer_place": "The port of Sampleton",
            "officer_with": "An interpreter on the telephone",
            "officer_reach": "Officer Sample, desk 4, extension 0100",
            "need_language": "Tigrinya",
            "need_interpreter": "yes",
            "wish_contact": "yes",
        },
        (),
    ),
)


def send_referrals(address: str) -> None:
    """Send each through the public face at `address`, as a person would."""
    with tempfile.TemporaryDirectory(prefix="affiant-demo-") as folder:
        for place, (language, answers, names) in enumerate(REFERRALS):
            files = [_make(Path(folder) / name, place) for name in names]
            with Visit(address) as visit:
                send(visit, Report(language, answers, files))


def _make(file: Path, shade: int) -> Path:
    file.write_bytes(_picture(shade) if file.suffix == ".png" else b"An invented text file.\n")
    return file


def _picture(shade: int, width: int = 480, height: int = 320) -> bytes:
    """Return a PNG of plain bands: a picture of nothing."""
    rows = b"".join(
        b"\x00" + bytes((90 + shade * 20, 110 + row // 4 % 80, 140 + row // 2 % 60)) * width for row in range(height)
    )
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
