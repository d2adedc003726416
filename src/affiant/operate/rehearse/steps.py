"""The steps of a rehearsal: each with its time, printed as it ends."""

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was tried."""

    name: str
    seconds: float
    passed: bool
    detail: str = ""


@dataclass(slots=True)
class Steps:
    """All steps so far; with `as_json`, printed once at the end instead of one by one."""

    as_json: bool = False
    taken: list[Step] = field(default_factory=list)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time what happens inside; the list that is given takes details to print. An error ends the rehearsal."""
        started, details = time.monotonic(), list[str]()
        try:
            yield details
        except BaseException as failed:
            self.add(Step(name, time.monotonic() - started, passed=False, detail=f"{type(failed).__name__}: {failed}"))
            raise
        self.add(Step(name, time.monotonic() - started, passed=True, detail="; ".join(details)))

    def add(self, step: Step) -> None:
        """Take a step that was timed elsewhere."""
        self.taken.append(step)
        if not self.as_json:
            mark = "ok  " if step.passed else "FAIL"
            print(
                f"{mark} {step.seconds:8.2f} s  {step.name}" + (f": {step.detail}" if step.detail else ""), flush=True
            )

    def finish(self) -> int:
        """Print what is left to print and return the exit code."""
        passed = all(step.passed for step in self.taken)
        if self.as_json:
            rows = [{**asdict(step), "seconds": round(step.seconds, 3)} for step in self.taken]
            json.dump({"passed": passed, "steps": rows}, sys.stdout, ensure_ascii=False, indent=2)
            print()
        else:
            print(f"{sum(step.seconds for step in self.taken):13.2f} s  in all: {'passed' if passed else 'FAILED'}")
        return 0 if passed else 1
