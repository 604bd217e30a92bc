"""What a body may be. Everything a parser refuses is the sender's mistake: 400, never 500."""

import json
import re

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
MOST_DIGITS = 18  # as many as a database integer holds


class BoundedJSONParser(BaseParser):
    """JSON (RFC 8259) of numbers, depth and text that the databases can hold."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        body = stream.read()
        try:
            data = json.loads(body.decode(), parse_int=_whole, parse_float=_broken, parse_constant=_constant)
            if SURROGATE.search(body):
                # Only an escape can smuggle half a character in: UTF-8 itself cannot say one.
                json.dumps(data, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError("JSON is nested too deeply.") from None
        except UnicodeEncodeError:
            raise ParseError("A text holds half a character: an unpaired surrogate.") from None
        except ValueError as error:
            raise ParseError(f"This is no JSON: {error}") from None
        return data


def _whole(digits):
    if len(digits) > MOST_DIGITS:
        raise ValueError("a number has too many digits")
    return int(digits)


def _broken(digits):
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return number


def _constant(name):
    raise ValueError(f"{name} is no number")
