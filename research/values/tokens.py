"""A text as words, figures and signs, in one pass."""

import re

from .language import Language

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]\w*|[^\s\w]|_|\n[^\S\n]*\n")  # an empty line parts, too
SENTINELS = 8
LONGEST_FIGURE = 40


def lowered(text: str) -> str:
    """The text in small letters, as long as before: the few letters that grow are left as they are."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Tokens:
    """Parallel lists of the lower-case words, their starts and ends (code points), with a few empty words behind."""

    __slots__ = ("ends", "language", "low", "starts", "text")

    def __init__(self, text: str, language: Language):
        self.text = text
        self.language = language
        low = lowered(text)
        self.low = TOKEN.findall(low)
        self.starts, at = [], 0
        for word in self.low:  # finding each word anew is twice as quick as a million match objects
            at = low.index(word, at)
            self.starts.append(at)
            at += len(word)
        self.ends = [start + len(word) for start, word in zip(self.starts, self.low, strict=True)]
        behind = len(text) + 2
        self.low += [""] * SENTINELS
        self.starts += [behind] * SENTINELS
        self.ends += [behind] * SENTINELS

    def __len__(self):
        return len(self.low) - SENTINELS

    def raw(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def slice(self, start: int, end: int) -> str:
        return self.text[self.starts[start] : self.ends[end - 1]]

    def joined(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def is_figure(self, index: int) -> bool:
        return self.low[index][:1].isdecimal()

    def is_capital(self, index: int) -> bool:
        return self.text[self.starts[index] : self.starts[index] + 1].isupper()

    def phrase(self, index: int, table: dict) -> tuple[int, str] | None:
        """The longest phrase of a table of phrases that begins here: (index behind it, its meaning)."""
        for words, meaning in table.get(self.low[index], ()):
            end = index + len(words)
            if self.low[index:end] == list(words):
                return end, meaning
        return None

    def wakers(self) -> list[int]:
        """Where the grammar has to look: figures and the words that dates and figures are made of."""
        cores = self.language.cores
        return [index for index, word in enumerate(self.low) if word in cores or word[:1].isdecimal()]
