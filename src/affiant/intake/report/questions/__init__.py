"""The questions, as data: what is asked, of whom, in which order and in which words.

The words that a person saw are sealed with their answers. Whoever changes a question raises VERSION.
No question names a crime, a person or a unit, none can be answered only one way, and none has to be answered.
"""

from typing import Final

NAME: Final = "report"
VERSION: Final = "3"
FORM: Final = (NAME, VERSION)
