"""One language's tables, ready for the grammar: phrases by their first word, and what wakes the grammar."""

from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from . import tables_en, tables_ru

NO_WORD = "\0"
LANGUAGES: dict[str, ModuleType] = {"en": tables_en, "ru": tables_ru}


class Language:
    """The words of a language, its tables by their names in small letters; what a table does not have is empty."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, table: ModuleType):
        for name, given in vars(tables_en).items():
            if name.isupper():
                attribute = {"AND": "and_", "FROM": "from_"}.get(name, name.lower())
                # No word is the default of a word: the empty one stands behind the end of every text.
                empty = NO_WORD if isinstance(given, str) else type(given)()
                setattr(self, attribute, getattr(table, name, empty))
        led = self.skipped | self.of
        steered = set(self.directions) | self.parts_direct
        self.before_month = self.month_leads | led | set(self.sides) | steered | {"-", "–", "(", "/"}
        self.before_year = self.year_leads | led | self.the | set(self.months) | self.between | self.from_ | {"(", ","}
        self.before_season = self.season_leads | steered
        self.hedge_phrases = _by_first_word(self.hedges)
        self.hedge_after_phrases = _by_first_word(self.hedges_after)
        self.side_phrases = _by_first_word(self.sides)
        self.cores = frozenset(self._cores())
        self.prefixes = frozenset(self._prefixes())

    def _cores(self):
        for table in (
            self.months, self.weekdays, self.numbers, self.ordinals, self.scales, self.vague, self.seasons,
            self.quarters, self.halves, self.days_of_talk, self.durations, self.decades, self.ago, self.centuries,
            self.grains, self.half_parts,
        ):  # fmt: skip
            yield from table
        yield from ("tens", self.half)
        yield from (words[0] for words in self.holidays)

    def _prefixes(self):
        for phrases in (self.hedges, self.sides):
            for phrase in phrases:
                yield from phrase.split()
        for table in (self.parts, self.directions, self.articles, self.the, self.of, self.between, self.currency_signs,
                      self.dollars, self.few, self.weekdays):  # fmt: skip
            yield from table
        yield from self.prefix_words
        yield from ("-", "–", "'", "’", "(")


def _by_first_word(phrases):
    """{"more": [(("more", "than"), hedge), …]}, the longest phrase first."""
    found: dict[str, list] = {}
    for phrase, meaning in phrases.items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, meaning))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


@cache
def language(code: str = "en") -> Language:
    """The language of a code: "en" whole, "ru" for calendar dates and plain figures. KeyError for another."""
    return Language(LANGUAGES[code])
