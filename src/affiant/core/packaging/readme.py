"""The words that a package carries for whoever opens it without this software, in English and in Ukrainian."""

from typing import Final

from affiant.core.packaging import layout

_COMMANDS: Final = """\
    age -d -i YOUR-KEY-FILE -o package.tar package.tar.age
    tar -xf package.tar
    cd {root}
    openssl pkey -pubin -in data/keys/package-key.pem -outform DER | openssl dgst -sha256
    openssl pkeyutl -verify -pubin -inkey data/keys/package-key.pem -rawin \\
        -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig
    openssl dgst -sha256 bag-info.txt bagit.txt manifest-sha256.txt manifest-sha512.txt
    sha256sum -c tagmanifest-sha256.txt
    sha256sum -c manifest-sha256.txt
    bagit.py --validate .
"""

_TEXT: Final = """\
{root}
format: affiant-package/v1

English (українською нижче)
===========================

This folder holds what a reporter sent to {service}, and the proof that nothing in it was changed since.
Nobody should open the files in data/items on a machine that matters: they are as the reporter sent them, and were
not cleaned of anything harmful.

What is here
    data/cover.json        who gives this to whom, when, and under which conditions
    data/accounts/         the account, word for word, with each question as it was shown (answers.json),
                           and the signed header of the envelope that it came in (envelope.json); if the reporter
                           wished to give them, their name and ways of contact (contact.json)
    data/items/            the files as they were sent (original.bin), and what is known of each (item.json):
                           its name, its size, its SHA-256, and the parts that it came in
    data/wishes.json       what the reporter wished
    data/omissions.json    what is withheld, and on which ground
    data/log/              the entries about this in the service's ledger, and the proof that they stand in it
    data/keys/             the keys that the signatures name

How to check it
    Each command works without a network. In the folder that holds package.tar.age:

{commands}
    1. age opens the seal; it refuses a seal in which one byte was changed.
    2. The fourth command prints the fingerprint of the key that signed this package. A package that somebody else
       made would carry their own key: compare the fingerprint with the one that {service} gave you in another way.
    3. "Signature Verified Successfully" means that tagmanifest-sha256.txt is as that key's holder signed it.
    4. The digests that openssl prints are those that stand in tagmanifest-sha256.txt. sha256sum compares them for
       you, and then each file in data/ with manifest-sha256.txt.
    5. Any validator of BagIt (RFC 8493) checks that no file is missing and none was added.

The ledger's proofs, and that the pieces agree with each other, are checked by: affiant verify package.tar.age
--identity YOUR-KEY-FILE. The format is described in docs/reference/formats/package-v1.md of the same software.

Українською
===========

У цій теці — те, що людина надіслала до служби «{service}», і доказ того, що відтоді тут нічого не змінено.
Не відкривайте файли з data/items на важливому для вас комп'ютері: вони такі, якими їх надіслано, і їх не
очищували від шкідливого вмісту.

Що тут є
    data/cover.json        хто, кому, коли і за яких умов це передає
    data/accounts/         розповідь слово в слово, разом із кожним запитанням у тому вигляді, в якому його
                           показали (answers.json), і підписаний заголовок конверта, в якому вона надійшла
                           (envelope.json); якщо людина побажала їх передати — її ім'я та контакти (contact.json)
    data/items/            файли такими, якими їх надіслано (original.bin), і відомості про кожен (item.json):
                           назва, розмір, SHA-256 і частини, якими він надходив
    data/wishes.json       побажання людини, яка повідомила
    data/omissions.json    що не передано і з якої підстави
    data/log/              записи про це в журналі служби і доказ того, що вони в ньому є
    data/keys/             ключі, на які посилаються підписи

Як це перевірити
    Усі команди працюють без мережі. У теці, де лежить package.tar.age:

{commands}
    1. age відкриває печатку і відмовляється, якщо в ній змінено бодай один байт.
    2. Четверта команда показує відбиток ключа, яким підписано цей пакунок. Якби пакунок виготовив хтось інший, у
       ньому лежав би інший ключ: порівняйте відбиток із тим, який служба «{service}» передала вам іншим шляхом.
    3. «Signature Verified Successfully» означає, що tagmanifest-sha256.txt такий, яким його підписав власник ключа.
    4. Дайджести, які друкує openssl, мають збігатися з тими, що в tagmanifest-sha256.txt. sha256sum порівнює їх за
       вас, а потім звіряє кожен файл у data/ з manifest-sha256.txt.
    5. Будь-яка програма перевірки BagIt (RFC 8493) покаже, чи всі файли на місці і чи немає зайвих.

Докази з журналу та узгодженість частин між собою перевіряє команда: affiant verify package.tar.age
--identity YOUR-KEY-FILE. Формат описано в docs/reference/formats/package-v1.md тієї самої програми.
"""


def text(package: str, service: str) -> bytes:
    """Return data/README.txt, UTF-8."""
    root = layout.root(package)
    named = " ".join(service.split())
    return _TEXT.format(root=root, service=named, commands=_COMMANDS.format(root=root)).encode()
