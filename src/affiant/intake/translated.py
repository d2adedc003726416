"""What is translated into the languages of the second tier: the frame of every page, and these pages as a whole.

A template that is not named here is shown to their speakers in English, or in the language that they chose for it.
Whatever is named here has to be whole in each of them: a test looks.
"""

from typing import Final

# The main part of these pages speaks the person's own language.
PAGES: Final = frozenset(
    {
        "guidance/landing.html",
        "guidance/contents.html",
        "guidance/now.html",
        "guidance/support.html",
        "guidance/arriving.html",
        "guidance/keeping.html",
        "guidance/other_ways.html",
        "guidance/private.html",
        "limits/closed.html",
        "limits/pause.html",
        "report/code.html",
        "report/later.html",
        "return_visit/enter.html",
        "safety/bad_request.html",
        "safety/broken.html",
        "safety/lost.html",
        "safety/not_allowed.html",
        "safety/not_found.html",
        "safety/refused.html",
        "safety/too_large.html",
    }
)
# What stands around the main part of every page, and pieces of it that stand in a `{% frame %}`.
FRAME: Final = frozenset({"ui/base.html", "intake/base.html", "report/page.html"})
# Sentences that are written in code and stand on those pages, or beside what somebody entered on any page.
MODULES: Final = frozenset(
    {
        "ground/ui/fields.py",
        "ground/ui/templatetags/govuk.py",
        "intake/guidance/pages.py",
        "intake/report/forms.py",
        "intake/return_code.py",
    }
)
