"""Which Acts may apply, with the reasoning step by step: an aid to an officer, never a verdict."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from affiant.law import steps
from affiant.law.acts import ACTS, Act
from affiant.law.facts import Conduct, Facts
from affiant.law.steps import Effect, Step


class State(StrEnum):
    """What can be said of an Act."""

    MAY_APPLY = "may_apply"
    CANNOT_SAY = "cannot_say"
    DOES_NOT_REACH = "does_not_reach"


@dataclass(frozen=True, slots=True)
class Reading:
    """One Act against the facts: what can be said, and every step on the way."""

    act: Act
    state: State
    steps: tuple[Step, ...]

    @property
    def find_out(self) -> tuple[str, ...]:
        """What to find out, if this Act is not ruled out already."""
        if self.state is State.DOES_NOT_REACH:
            return ()
        return tuple(text for step in self.steps for text in step.find_out)


IMMUNITY: Final = "Whatever stands above: whether immunity or another bar stands in the way is for a lawyer (A.3)."
AGGRESSION: Final = (
    "Aggression is not an offence in the United Kingdom: record it, share it with those who may act, charge nothing."
)


def read(facts: Facts) -> tuple[Reading, ...]:
    """Read every Act against the facts, those that may apply first."""
    order = list(State)
    return tuple(sorted((_reading(act, facts) for act in ACTS), key=lambda one: order.index(one.state)))


def notes(facts: Facts) -> tuple[str, ...]:
    """Return what is to be said whichever Act applies."""
    return (AGGRESSION, IMMUNITY) if Conduct.AGGRESSION in facts.conduct else (IMMUNITY,)


def find_out(readings: tuple[Reading, ...]) -> tuple[str, ...]:
    """Return what to find out for all Acts that are not ruled out, each thing once."""
    return tuple(dict.fromkeys(text for reading in readings for text in reading.find_out))


def _reading(act: Act, facts: Facts) -> Reading:
    asked = (
        steps.conduct(act, facts),
        steps.conflict(act, facts),
        steps.time(act, facts),
        steps.proviso(act, facts),
        steps.official(act, facts),
        *steps.link(act, facts),
        steps.presence(act, facts),
    )
    taken = tuple(step for step in asked if step is not None)
    return Reading(act, _state({step.effect for step in taken}), taken)


def _state(effects: set[Effect]) -> State:
    if Effect.CLOSES in effects:
        return State.DOES_NOT_REACH
    return State.CANNOT_SAY if Effect.ASKS in effects else State.MAY_APPLY
