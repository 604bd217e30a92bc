"""Figures, in digits or in words, as numbers with their last significant unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from .bounds import last_unit
from .tokens import LONGEST_FIGURE, Tokens

PLAIN = re.compile(r"0|[1-9]\d*|\d+\.\d+")
GROUPED = {
    ",": re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d+)?"),
    ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"),
}
DECIMAL_COMMA = re.compile(r"\d+,\d+")
SPACES = {" ", "\u00a0", "\u202f", "\u2009"}
MOST_WORDS, MOST_GROUPS = 14, 5
FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


@dataclass(slots=True)
class Numeral:
    """A number, its last significant unit, where its tokens end, and how it was written."""

    amount: Decimal
    unit: Decimal
    end: int
    round_words: bool = False
    in_words: bool = False
    scale: int = 1


def numeral(tokens: Tokens, index: int) -> Numeral | None:
    """The whole numeral that begins at a token, or None; never the beginning of a longer one."""
    in_words = not tokens.is_figure(index)
    found = (_half_a(tokens, index) or _words(tokens, index)) if in_words else _digits(tokens, index)
    if found is None or (in_words and _is_part(tokens, index, found.end)):
        return None
    return _scaled(tokens, found)


def _is_part(tokens, start, end):
    """Whether number words go on to either side, as in "nineteen ninety"."""
    numbers = tokens.language.numbers
    return tokens.low[end] in numbers or (start > 0 and tokens.low[start - 1] in numbers)


def figure(text: str, group: str = ",") -> Decimal | None:
    """The number of one token of digits: None for what groups its digits wrongly, such as "2,00"."""
    if len(text) > LONGEST_FIGURE:
        return None
    if not text.isascii():  # digits of another script count as ours
        text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    if GROUPED[group].fullmatch(text):
        text = text.replace(group, "").replace(",", ".")
    elif group == "." and DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return Decimal(text) if PLAIN.fullmatch(text) else None


def _digits(tokens, index):
    low, text = tokens.low, tokens.low[index]
    if _belongs_to_a_name(tokens, index):
        return None
    end = index + 1
    if len(text) <= 3 and text.isdecimal():
        while _is_group(tokens, end):
            if end > index + MOST_GROUPS:
                return None
            text += low[end]
            end += 1
    amount = figure(text, tokens.language.group)
    if amount is None:
        return None
    if low[end] in FRACTION_SIGNS and amount == amount.to_integral_value():
        return Numeral(amount + FRACTION_SIGNS[low[end]], Decimal("0.5"), end + 1)
    return Numeral(amount, last_unit(amount), end)


def _belongs_to_a_name(tokens, index):
    """The figure of "COVID-19", of "F16" after a slip of the space."""
    if not tokens.joined(index):
        return False
    before = tokens.low[index - 1]
    if before == "-" and tokens.joined(index - 1):
        before = tokens.low[index - 2]
        return before[-1:].isalpha() and before not in tokens.language.cores
    return before[-1:].isalnum()


def _is_group(tokens, index):
    """Three digits behind one space: the next group of "120 000"."""
    text = tokens.low[index]
    if len(text) != 3 or not text.isdecimal() or tokens.starts[index] != tokens.ends[index - 1] + 1:
        return False
    after = tokens.low[index + 1]
    return tokens.text[tokens.ends[index - 1]] in SPACES and not (tokens.joined(index + 1) and after[:1].isalnum())


def _half_a(tokens, index):
    """half a million, half a dozen, half an hour."""
    low, words = tokens.low, tokens.language
    if low[index] != words.half or low[index + 1] not in words.articles:
        return None
    if low[index + 2] in words.scales:
        amount = Decimal(words.scales[low[index + 2]]) / 2
        return Numeral(amount, last_unit(amount), index + 3, round_words=True, in_words=True)
    if low[index + 2] in words.durations:
        return Numeral(Decimal("0.5"), Decimal("0.5"), index + 2, in_words=True)
    return None


def _words(tokens, index):
    low, words = tokens.low, tokens.language
    total = current = 0
    seen = round_words = False
    end, last = index, 10**15
    if low[index] in words.articles and low[index + 1] in words.scales and low[index + 1] not in words.letter_scales:
        current, end, seen = 1, index + 1, True
    while end < index + MOST_WORDS:
        word = low[end]
        step = _joint(tokens, end, current + total) if seen else 0
        word = low[end + step]
        if word in words.numbers and _fits(words.numbers[word], current, seen):
            current += words.numbers[word]
        elif seen and word in words.scales and word not in words.letter_scales and 0 < words.scales[word] < last:
            round_words |= word in words.round_scales
            if words.scales[word] == 100:
                current *= 100
            else:
                total, current, last = total + current * words.scales[word], 0, words.scales[word]
        else:
            break
        seen, end = True, end + step + 1
    if not seen or (end == index + 1 and low[index] in words.articles):
        return None
    amount = Decimal(total + current)
    return _and_a_half(tokens, Numeral(amount, last_unit(amount), end, round_words, in_words=True))


def _joint(tokens, index, so_far):
    """The tokens between two words of one numeral: "twenty-three", "two hundred and five"."""
    low, words = tokens.low, tokens.language
    if low[index] == "-" and tokens.joined(index) and tokens.joined(index + 1) and low[index + 1] in words.numbers:
        return 1
    if low[index] in words.and_ and so_far >= 100 and low[index + 1] in words.numbers:
        return 1
    return 0


def _fits(number, current, seen):
    """Whether a number word may follow: twenty-three, but not three-twenty or one-two."""
    if not seen or current == 0:
        return True
    rest = current % 100
    return (rest == 0 and number < 100) or (rest >= 20 and rest % 10 == 0 and 0 < number < 10)


def _and_a_half(tokens, found):
    low, words, end = tokens.low, tokens.language, found.end
    if low[end] in words.and_ and low[end + 1] in words.articles and low[end + 2] == words.half:
        found.amount, found.unit, found.end = found.amount + Decimal("0.5"), Decimal("0.5"), end + 3
    return found


def _scaled(tokens, found):
    """1.2 million, 1.2bn, 2 dozen: the scale behind a figure."""
    words, end = tokens.language, found.end
    if not found.in_words:
        _and_a_half(tokens, found)
        end = found.end
    word = tokens.low[end]
    if tokens.low[end] == "-" and tokens.joined(end) and tokens.joined(end + 1) and tokens.low[end + 1] in words.scales:
        end, word = end + 1, tokens.low[end + 1]
    if word not in words.scales or (word in words.letter_scales and len(word) == 1 and not tokens.joined(end)):
        return found
    scale = words.scales[word]
    found.amount, found.unit, found.scale, found.end = found.amount * scale, found.unit * scale, scale, end + 1
    found.round_words |= word in words.round_scales
    if tokens.low[found.end] in words.scales and words.scales[tokens.low[found.end]] > scale:  # hundred thousand
        return _scaled(tokens, found)
    return found
