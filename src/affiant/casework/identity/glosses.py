"""What the form asks about a person and how to reach them, in short and in an officer's language."""

from typing import Final

QUESTIONS: Final = {
    "name": "Name",
    "reach": "How to reach them",
    "safe": "What to keep in mind, so that it is safe for them",
    "young_adult": "A grown-up whom they trust",
    "behalf_body": "The organisation that reports",
    "officer_reach": "The officer who helped",
    "need_interpreter": "Whether they want an interpreter",
    "need_interpreter_not": "Who should not interpret",
    "need_officer": "With whom they would rather speak",
    "need_access": "What else would help them",
}
CHOICES: Final = {
    "yes": "yes",
    "no": "no",
    "woman": "with a woman",
    "man": "with a man",
    "either": "both are fine",
    "unanswered": "would rather not say now",
}
