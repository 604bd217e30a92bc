"""Times of day: 16:15 UTC, 3:00 a.m., 10 pm."""

from .tokens import Tokens


def clock_at(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A time of day as ("16:15Z", index behind it), or None. Only UTC has a mark; other zones are passed over."""
    low, words = tokens.low, tokens.language
    if not low[at].isdecimal() or len(low[at]) > 2 or int(low[at]) > 24:
        return None
    hour, minute, end = int(low[at]), "", at + 1
    if low[end] == ":" and tokens.joined(end) and _is_minute(low[end + 1]):
        minute, end = low[end + 1], end + 2
        end += 2 * (low[end] == ":" and _is_minute(low[end + 1]))
    half, end = _half(tokens, end)
    if half:
        hour = hour % 12 + words.clock_halves[half]
    if not minute and not half:
        return None
    zone = words.zones.get(low[end], "")
    end += bool(zone) or low[end] in words.local_zones
    return f"{hour:02d}:{minute or '00'}{zone}", end


def _is_minute(word):
    return len(word) == 2 and word.isdecimal() and int(word) < 60


def _half(tokens, at):
    """am, p.m., a.m"""
    low, halves = tokens.low, tokens.language.clock_halves
    if low[at] in halves and len(low[at]) == 2:
        return low[at], at + 1
    written_out = low[at] + low[at + 2]
    if low[at + 1] == "." and written_out in halves and len(low[at]) == 1:
        return written_out, at + 3 + (low[at + 3] == ".")
    return "", at
