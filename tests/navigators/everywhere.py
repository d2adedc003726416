"""Every page of the public face, by what somebody has to have done to see it; a test holds the lists to be whole."""

from typing import Final

INFO: Final = (
    *("now", "support", "arriving", "words", "helps", "keeping", "chats", "other-ways", "next", "who", "private"),
    *("privacy", "cookies", "accessibility", "feedback"),
)
STEPS: Final = (
    *("start", "age", "account", "place", "seen", "told", "material", "person", "behalf", "helping", "young", "files"),
    *("about-files", "earlier", "safety", "numbers", "needs", "wishes", "recipients", "reach"),
)
# Whoever comes: the first page, those that explain, the first question, coming back, and what is not there.
TO_ANYBODY: Final = ("", "info/", *(f"info/{name}" for name in INFO), "form/start", "return", "code", "nowhere")
# Whoever has begun to write.
WHILE_WRITING: Final = (*(f"form/{name}" for name in STEPS), "form/date", "form/map", "form/voice", "form/check")
KEEPING: Final = ("code", "code/paper", "later")
# Whoever has sent.
AFTER_SENDING: Final = (
    *("sent", "return/overview", "return/messages", "return/files", "return/wishes", "return/wishes/each"),
    *("return/wishes/check", "return/stop", "return/stop/sure", "return/proof"),
)
DOWNLOADS: Final = ("receipt", "return/proof/1", f"return/messages/{'0' * 32}/1")
EVERY: Final = {*TO_ANYBODY, *WHILE_WRITING, *KEEPING, *AFTER_SENDING, *DOWNLOADS} - {"nowhere"}
