"""One event, one line: what a stranger typed cannot start a second one."""

import json
import logging
import time


class LineFormatter(logging.Formatter):
    """Format a record as one line of JSON with its UTC time (ISO 8601)."""

    converter = time.gmtime

    def format(self, record):
        event = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["trace"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)
