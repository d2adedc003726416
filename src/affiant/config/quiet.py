"""Log lines that name the place of a fault and never its content."""

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """Writes level, logger and, of an exception, its type and frames: no message, no argument, no address.

    A message may quote what it stumbled over; on these faces that can be a word of a witness.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and one more for each frame."""
        status = getattr(record, "status_code", "")
        head = f"{self.formatTime(record)} {record.levelname} {record.name} {status}".rstrip()
        kind, _, trace = record.exc_info or (None, None, None)
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([head, *([f"  {kind.__name__}"] if kind else []), *frames])


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "affiant.config.quiet.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
