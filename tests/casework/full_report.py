"""An invented report with every question of the form, in Ukrainian."""

from dataclasses import dataclass

from tests.factories.situations import NAME, Sending

from affiant.core.documents import Answer, ContactDocument, Option, Shown

WORDS = (
    "Увечері чотирнадцятого березня вони увійшли до школи на Садовій вулиці. "
    "Нас було сорок двоє у підвалі.\n\n"
    "Я бачила, як двох учителів забрали до машини. Додому вони не повернулися."
)
KNOW = Shown(
    "Звідки ви знаєте про те, що сталося?",
    "Виберіть усе, що підходить. Можна нічого не вибирати.",
    (
        Option("experienced", "Це сталося зі мною"),
        Option("witnessed", "Я бачила або чула це сама"),
        Option("told", "Мені про це розповіли або щось надіслали"),
        Option("material", "У мене є фото, відео, документи чи інші матеріали"),
    ),
)
CONTACT = Shown("Чи можемо ми зв’язатися з вами?", "", (Option("yes", "Так"), Option("no", "Ні")))
ICC = Shown(
    "Чи можна передати це Міжнародному кримінальному суду?",
    "Суд розташований у Гаазі.",
    (
        Option("yes", "Так"),
        Option("yes_without_me", "Так, без мого імені та контактів"),
        Option("ask_first", "Спершу запитайте мене"),
        Option("no", "Ні"),
    ),
)


@dataclass(frozen=True)
class FullReport(Sending):
    """Every question, answered."""

    text: str = WORDS
    icc: str = "yes_without_me"
    know: tuple[str, ...] = ("experienced", "witnessed")

    def _asked(self) -> list[Answer]:
        if self.kind == "message":
            return super()._asked()
        return [
            Answer("know", KNOW, self.know),
            Answer("account", Shown("Що ви хотіли б нам розповісти?", "Своїми словами, скільки забажаєте."), self.text),
            Answer(
                "place_where", Shown("Де це було?", "Наприклад, місто чи вулиця."), "Школа на Садовій, село Вигадане"
            ),
            Answer("place_when", Shown("Коли це було?"), ""),
            Answer("wish_contact", CONTACT, ("yes",)),
            Answer("wish_icc", ICC, (self.icc,)),
        ]

    def reach(self) -> ContactDocument:
        """Return a name, a way of contact and a question that was passed over."""
        given = (
            Answer("name", Shown("Як до вас звертатися?", "Ваше ім’я або будь-яке інше."), NAME),
            Answer("reach", Shown("Як з вами зв’язатися?"), "oksana.honcharenko@example.org"),
            Answer("safe", Shown("Про що нам слід пам’ятати?"), ""),
        )
        return ContactDocument(self.id, given if self.kind == "report" else ())
