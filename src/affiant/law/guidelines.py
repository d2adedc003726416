"""The referral guidelines of the CPS and SO15 as a versioned checklist.

After Annex A of the Government's Note of 2018 and the version of 30 September 2019.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from affiant.law.sources import Source, unverified

VERSION: Final = "2019-09-30"
"""The guidelines are to be looked through every six months: new questions come as a new version beside this one."""

IMMUNITY: Final = "A.3"
"""The question that always goes to a lawyer, whatever the officer answers."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the checklist, in the words that an officer reads."""

    id: str
    text: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together and are answered together."""

    id: str
    title: str
    questions: tuple[Question, ...]
    note: str = ""


_CPS: Final = Source("CPS, War Crimes/Crimes Against Humanity Referral Guidelines, part A")
_REDRESS: Final = Source("Referral Guidelines as quoted by REDRESS (amended wording)")
_HEADINGS: Final = unverified("topic in the Government's Note of 2018; the words of the question are ours")
_OURS: Final = unverified("after the headings of the guidelines; the words of the question are ours")

SECTIONS: Final = (
    Section("A.1", "Who is the suspect?", (
        Question("A.1.1", "Is the suspect named or identifiable?", _CPS,
                 "A report without a known suspect is valid too: then answer no, and go on."),
        Question("A.1.2", "If not, is there a realistic prospect of identifying them?", _CPS),
        Question("A.1.3", "Will identification need enquiries in the United Kingdom?", _CPS),
        Question("A.1.4", "Will it need enquiries in the country where the crimes took place?", _CPS),
        Question("A.1.5", "If so, will that country help, formally or informally?", _CPS),
        Question("A.1.6", "If not, is there another way to identify them?",
                 unverified("CPS, older page: the sentence is cut off there")),
    )),
    Section("A.2", "Jurisdiction and presence", (
        Question("A.2.1", "Was the suspect a national of the United Kingdom at the time?", _OURS),
        Question("A.2.2", "Was the suspect a resident of the United Kingdom at the time?", _OURS),
        Question("A.2.3", "Was the suspect subject to UK service jurisdiction at the time?", _OURS),
        Question("A.2.4", "Has the suspect become a resident of the United Kingdom since?", _OURS,
                 "Section 68 of the ICC Act looks at the moment when proceedings are brought."),
        Question("A.2.5", "Is it known where the suspect is now?", _OURS),
        Question("A.2.6", "Is it clear which Act would apply?", _OURS, "The jurisdiction aid shows its reasoning."),
        Question("A.2.7", "Grave breaches, torture, hostage-taking: are there reasonable grounds to believe that the "
                 "suspect is present in the United Kingdom?", _REDRESS),
        Question("A.2.8", "Are there reasonable grounds to believe that the suspect will come to the United Kingdom?",
                 _REDRESS),
    )),
    Section("A.3", "Immunity and other bars", (
        Question("A.3", "Could immunity or another bar stand in the way?", _HEADINGS,
                 "A head of State or government, a minister, a diplomat, a special mission, an official act. "
                 "Whatever you answer, this goes to a lawyer."),
    )),
    Section("A.4", "Evidence, people and risk", (
        Question("A.4.1", "Is it known what evidence exists and who holds it?", _OURS),
        Question("A.4.2", "Have victims or witnesses been identified?", _OURS),
        Question("A.4.3", "Are they willing to help, as far as they have said?", _OURS),
        Question("A.4.4", "Can they be protected, and their evidence be secured for a trial?",
                 Source("CPS, node 8265: a factor that the introduction names")),
        Question("A.4.5", "Can evidence be obtained abroad?",
                 Source("CPS, node 8265: a factor that the introduction names")),
        Question("A.4.6", "Would investigators be safe?", _OURS),
    )),
    Section("A.5", "Other jurisdictions", (
        Question("A.5.1", "Has the referring party complained about the suspect in another jurisdiction before?",
                 _REDRESS),
        Question("A.5.2", "If so, has there been an investigation there, or is there one?", _REDRESS),
        Question("A.5.3", "Is there an effective investigation, or an authority able and willing to conduct one, in a "
                 "more appropriate jurisdiction?", Source("Referral Guidelines as quoted by REDRESS; the end of the "
                 "sentence is cut off there")),
    )),
    Section("B", "Early advice", (
        Question("B.1", "Has advice been asked for on offences and their elements?", _OURS),
        Question("B.2", "Has advice been asked for on jurisdiction and time limits?", _OURS),
        Question("B.3", "Does the advice name a bar to a prosecution?", _OURS),
    ), "For referrals where early investigative advice is sought from the CPS."),
    Section("C", "Final scoping", (
        Question("C.1", "Is mutual legal assistance realistic?", _OURS),
        Question("C.2", "Can the places and the people be reached safely?", _OURS),
        Question("C.3", "Are witness protection, special measures and interpreters provided for?", _OURS),
        Question("C.4", "Do cost and time stand in proportion?", _OURS),
    ), "After the advice, before a full investigation."),
    Section("D", "Prosecution", (
        Question("D.1", "Has the file gone to the Counter Terrorism Division for the Full Code Test?", _OURS),
        Question("D.2", "Has the Attorney General consented?", Source("Hansard, 19 July 1993")),
    )),
    Section("E", "Disclosure", (
        Question("E.1", "Has a disclosure officer been named?", _OURS),
        Question("E.2", "Is all that may be relevant recorded and retained, also what speaks for the suspect?",
                 Source("Referral Guidelines, part E: the heading; the words of the question are ours")),
    ), "Duties under the Criminal Procedure and Investigations Act 1996, from the first day."),
)  # fmt: skip

QUESTIONS: Final[Mapping[str, Question]] = MappingProxyType(
    {question.id: question for section in SECTIONS for question in section.questions}
)


def section(section_id: str) -> Section | None:
    """Return the section of this id; None if there is none."""
    return next((one for one in SECTIONS if one.id == section_id), None)
