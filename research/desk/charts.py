"""Geometry of the desk's charts: dates and figures as bars on one scale, in units of a drawing 1000 wide."""

from collections import Counter
from dataclasses import dataclass, field

from research import values
from research.values.units import dimension, factor

LEFT, RIGHT, EDGE, TOP, ROW = 300, 800, 1000, 34, 30
MOST_ROWS = 40
LETTER_WIDTH = 7.4
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# How far apart the lines of a scale of days may stand, in months; the first that gives at most six is taken.
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)


@dataclass(frozen=True)
class Mark:
    """One bar: `dashed` where it is no assertion; `title` says it in words."""

    x: int
    width: int
    hue: str = ""
    dashed: bool = False
    title: str = ""


@dataclass(frozen=True)
class Row:
    y: int
    label: str
    note: str
    marks: list
    words: str = ""
    words_x: int = 0
    anchor: str = "start"
    hue: str = ""


@dataclass(frozen=True)
class Chart:
    title: str
    rows: list = field(default_factory=list)
    ticks: list = field(default_factory=list)
    left_out: int = 0

    @property
    def foot(self):
        return TOP + ROW * len(self.rows) - 8

    @property
    def height(self):
        return self.foot + 26

    @property
    def sentences(self):
        return "; ".join(
            f"{row.label}: {row.words or ', '.join(mark.title for mark in row.marks)}" for row in self.rows
        )


class Scale:
    """Places numbers between two ends, with a little air on both sides; an open end reaches the edge."""

    def __init__(self, ends, *, least=1):
        known = [float(end) for end in ends if end is not None]
        low, high = min(known), max(known)
        air = max((high - low) * 0.08, least)
        self.low, self.high = low - air, high + air

    def place(self, number, edge):
        if number is None:
            return edge
        return round(LEFT + (float(number) - self.low) / (self.high - self.low) * (RIGHT - LEFT))

    def mark(self, low, high, **look):
        start, end = self.place(low, LEFT), self.place(high, RIGHT)
        return Mark(start, max(end - start, 8), **look)


def claims_chart(reading, claims, ratings, title):
    """Return the Chart of a question's claims, or None where fewer than two of them can be placed on one scale.

    reading: contradictions.queries.Reading; claims: Claims in the order to show; ratings: assessments.queries.Ratings.
    """
    spans = _spans(claims)
    ends = [end for span in spans.values() for end in span]
    if len(spans) < 2 or not any(end is not None for end in ends):
        return None
    is_date = claims[0].question.kind == "date"
    scale = Scale(ends, least=15 if is_date else 1)
    letters = letters_of(reading)
    placed = [claim for claim in claims if claim.pk in spans]
    rows = [
        _claim_row(claim, spans[claim.pk], scale, TOP + ROW * n, letters.get(claim.pk, ""), ratings)
        for n, claim in enumerate(placed[:MOST_ROWS])
    ]
    ticks = date_ticks(scale) if is_date else number_ticks(scale)
    return Chart(title, rows, ticks, len(placed) - len(rows))


def letters_of(reading):
    """Return {claim's primary key: the letters of the positions it can belong to}, "A", or "A B" where undecided."""
    letters = {}
    for position in reading.positions:
        for claim in [*position.members, *position.possible]:
            letters[claim.pk] = f"{letters.get(claim.pk, '')} {position.letter}".strip()
    return letters


def _spans(claims):
    read = [claim for claim in claims if claim.kind]
    if read and read[0].kind == "date":
        return {claim.pk: (claim.earliest, claim.latest) for claim in read}
    shared = Counter(dimension(claim.unit) for claim in read).most_common(1)
    scaled = {}
    for claim in read:
        if dimension(claim.unit) == shared[0][0]:
            by = factor(claim.unit)
            scaled[claim.pk] = tuple(None if end is None else end * by for end in (claim.lower, claim.upper))
    return scaled


def _claim_row(claim, span, scale, y, letters, ratings):
    article = claim.passage.snapshot.article
    hue = hue_of(letters)
    mark = scale.mark(*span, hue=hue, dashed=not claim.is_asserted, title=values.say(claim.value))
    words = claim.says if claim.is_asserted else f"{claim.says} ({claim.modality})"
    words, x, anchor = _beside(mark, words)
    return Row(
        y, _cut(str(article.publisher or article.title), 34), ratings.article(article), [mark], words, x, anchor, hue
    )


def _beside(mark, words):
    """Cut the words of a bar to what fits, and say where they stand: after it, or before it where that is longer."""
    after, before = mark.x + mark.width + 8, mark.x - 8
    fits_after, fits_before = ((room // LETTER_WIDTH) for room in (EDGE - after, before - LEFT))
    if len(words) <= fits_after or fits_after >= fits_before:
        return _cut(words, int(fits_after)), after, "start"
    return _cut(words, int(fits_before)), before, "end"


def _cut(words, most):
    return words if len(words) <= most else f"{words[: most - 1]}…"


def hue_of(letters):
    """The class that colours a position: its letter up to H; none for an undecided claim."""
    return letters.lower() if len(letters) == 1 and letters <= "H" else ""


def timeline(articles, readings):
    """Return the Chart of a dossier's dates: when its articles were published, and what they say happened when.

    articles: Articles; readings: list of (Question, Reading) of date questions. None where nothing is dated.
    """
    dated = [article for article in articles if article.earliest is not None and article.latest is not None]
    told = [(question, reading) for question, reading in readings if _windows(reading)]
    ends = [end for article in dated for end in (article.earliest, article.latest)]
    ends += [end for _, reading in told for _, *window in _windows(reading) for end in window]
    if not any(end is not None for end in ends) or len(dated) + len(told) < 2:
        return None
    scale = Scale(ends, least=15)
    published = [scale.mark(row.earliest, row.latest, title=f"{row.title}, {row.published}") for row in dated]
    rows = [Row(TOP, "Articles published", "", published)] if dated else []
    for question, reading in told[: MOST_ROWS - 1]:
        marks = [scale.mark(*window, hue=hue_of(position.letter), title=f"{position.letter}: {position.label}")
                 for position, *window in _windows(reading)]  # fmt: skip
        rows.append(Row(TOP + ROW * len(rows), _cut(question.text, 38), "", marks))
    return Chart("Dates in this dossier", rows, date_ticks(scale), max(0, len(told) - MOST_ROWS + 1))


def _windows(reading):
    """(position, first day, last day) of each position that rests on dates."""
    found = []
    for position in reading.positions:
        claims = [claim for claim in position.members or position.possible if claim.kind == "date"]
        if claims:
            lows = [claim.earliest for claim in claims if claim.earliest is not None]
            highs = [claim.latest for claim in claims if claim.latest is not None]
            found.append((position, max(lows, default=None), min(highs, default=None)))
    return found


def date_ticks(scale):
    """Return (x, words) for at most seven lines at the starts of months or years within a scale of days."""
    first_year, first_month, _ = values.civil(int(scale.low))
    last_year, last_month, _ = values.civil(int(scale.high))
    start, end = first_year * 12 + first_month - 1, last_year * 12 + last_month - 1
    step = next((step for step in MONTH_STEPS if (end - start) / step <= 6), MONTH_STEPS[-1])
    ticks = []
    for month in range(-(-start // step) * step, end + 1, step):
        year, place = divmod(month, 12)
        x = scale.place(values.day_number(year, place + 1, 1), LEFT)
        if LEFT <= x <= RIGHT:
            ticks.append((x, str(year) if step >= 12 else f"{MONTHS[place]} {year}"))
    return ticks


def number_ticks(scale):
    """Return (x, words) for at most seven round numbers within a scale."""
    reach = scale.high - scale.low
    power = 10 ** (len(str(int(reach))) - 1) if reach >= 1 else 0.1
    step = next((times * power for times in (0.1, 0.2, 0.5, 1, 2, 5) if reach / (times * power) <= 6), 10 * power)
    ticks = []
    for count in range(int(scale.low // step), int(scale.high // step) + 1):
        x = scale.place(count * step, LEFT)
        if LEFT <= x <= RIGHT:
            ticks.append((x, f"{count * step:,.10g}"))
    return ticks
