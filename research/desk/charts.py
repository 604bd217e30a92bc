"""Geometry of the desk's charts: dates and figures as bars on one scale, drawn once for a wide page and once for a
narrow one, which stands its labels above the bars."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from research import values
from research.values.units import dimension, factor

MOST_ROWS = 40
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# How far apart the lines of a scale of days may stand, in months; the first that gives few enough is taken.
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)


class Layout(NamedTuple):
    """Bars lie between `left` and `right` of a drawing `width` wide; rows are `pitch` apart, their labels `lift` above
    the bar; a letter is `letter` wide; at most `ticks` steps are marked."""

    name: str
    left: int
    right: int
    width: int
    top: int
    pitch: int
    lift: int
    letter: float
    ticks: int


WIDE = Layout("wide", 300, 800, 1000, 34, 30, 0, 7.4, 6)
NARROW = Layout("narrow", 2, 394, 396, 42, 50, 20, 8.2, 3)
LAYOUTS = (WIDE, NARROW)
# Without words after its bars.
TIMELINES = (WIDE._replace(right=985), NARROW)


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
    label_y: int
    label: str
    note: str
    marks: list
    words: str = ""
    words_x: int = 0
    words_y: int = 0
    anchor: str = "start"
    hue: str = ""


@dataclass(frozen=True)
class Drawing:
    layout: Layout
    rows: list
    ticks: list

    @property
    def foot(self):
        return self.layout.top + self.layout.pitch * (len(self.rows) - 1) + 20

    @property
    def height(self):
        return self.foot + 26


@dataclass(frozen=True)
class Chart:
    """`sentences` says in words what the drawings show."""

    title: str
    sentences: str
    drawings: list = field(default_factory=list)
    left_out: int = 0


class Scale:
    """Places numbers between two ends, with a little air on both sides; an open end reaches the edge."""

    def __init__(self, ends, layout, *, least):
        known = [float(end) for end in ends if end is not None]
        low, high = min(known), max(known)
        air = max((high - low) * 0.08, least)
        self.low, self.high, self.layout = low - air, high + air, layout

    def place(self, number):
        share = (float(number) - self.low) / (self.high - self.low)
        return round(self.layout.left + share * (self.layout.right - self.layout.left))

    def mark(self, low, high, **look):
        start = self.layout.left if low is None else self.place(low)
        end = self.layout.right if high is None else self.place(high)
        return Mark(start, max(end - start, 8), **look)

    def y(self, row):
        return self.layout.top + self.layout.pitch * row


def claims_chart(reading, claims, ratings, title):
    """Return the Chart of a question's claims, or None where fewer than two of them can be placed on one scale.

    reading: contradictions.queries.Reading; claims: Claims in the order to show; ratings: assessments.queries.Ratings.
    """
    spans = _spans(claims)
    ends = [end for span in spans.values() for end in span]
    if len(spans) < 2 or not any(end is not None for end in ends):
        return None
    is_date = claims[0].question.kind == "date"
    letters = letters_of(reading)
    placed = [claim for claim in claims if claim.pk in spans]
    shown = placed[:MOST_ROWS]
    drawings = []
    for layout in LAYOUTS:
        scale = Scale(ends, layout, least=15 if is_date else 1)
        rows = [_claim_row(n, claim, spans[claim.pk], scale, letters, ratings) for n, claim in enumerate(shown)]
        drawings.append(Drawing(layout, rows, date_ticks(scale) if is_date else number_ticks(scale)))
    said = "; ".join(f"{_source(claim)}: {_words(claim)}" for claim in shown)
    return Chart(title, said, drawings, len(placed) - len(shown))


def letters_of(reading):
    """Return {claim's primary key: the letters of the positions it can belong to}, "A", or "A B" where undecided."""
    letters = {}
    for position in reading.positions:
        for claim in [*position.members, *position.possible]:
            letters[claim.pk] = f"{letters.get(claim.pk, '')} {position.letter}".strip()
    return letters


def hue_of(letters):
    """The class that colours a position: its letter up to H; none for an undecided claim."""
    return letters.lower() if len(letters) == 1 and "A" <= letters <= "H" else ""


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


def _source(claim):
    article = claim.passage.snapshot.article
    return str(article.publisher or article.title)


def _words(claim):
    return claim.says if claim.is_asserted else f"{claim.says} ({claim.modality})"


def _claim_row(place, claim, span, scale, letters, ratings):
    layout, y = scale.layout, scale.y(place)
    hue = hue_of(letters.get(claim.pk, ""))
    note = ratings.article(claim.passage.snapshot.article)
    label = _cut(_source(claim), 24 if layout.lift else 34)
    mark = scale.mark(*span, hue=hue, dashed=not claim.is_asserted, title=values.say(claim.value))
    if layout.lift:
        room = int(layout.width / layout.letter) - len(label) - len(note) - 3
        words, x, anchor = _cut(_words(claim), room), layout.right, "end"
    else:
        words, x, anchor = _beside(mark, _words(claim), layout)
    return Row(y, y - layout.lift, label, note, [mark], words, x, y - layout.lift, anchor, hue)


def _beside(mark, words, layout):
    """Cut the words of a bar to what fits, and say where they stand: after it, or before it where that is longer."""
    after, before = mark.x + mark.width + 8, mark.x - 8
    fits_after, fits_before = (int(room // layout.letter) for room in (layout.width - after, before - layout.left))
    if len(words) <= fits_after or fits_after >= fits_before:
        return _cut(words, fits_after), after, "start"
    return _cut(words, fits_before), before, "end"


def _cut(words, most):
    return words if len(words) <= most else f"{words[: most - 1]}…"


def timeline(articles, readings):
    """Return the Chart of a dossier's dates: when its articles were published, and what they say happened when.

    articles: Articles; readings: list of (Question, Reading) of date questions. None where nothing is dated.
    """
    dated = [article for article in articles if article.earliest is not None and article.latest is not None]
    found = [(question, _windows(reading)) for question, reading in readings]
    told = [(question, windows) for question, windows in found if windows]
    ends = [end for article in dated for end in (article.earliest, article.latest)]
    ends += [end for _, windows in told for _, *window in windows for end in window]
    if not any(end is not None for end in ends) or len(dated) + len(told) < 2:
        return None
    shown = told[: MOST_ROWS - 1]
    drawings = []
    for layout in TIMELINES:
        scale = Scale(ends, layout, least=15)
        drawings.append(Drawing(layout, _timeline_rows(scale, dated, shown), date_ticks(scale)))
    said = "; ".join(f"{row.label}: {', '.join(mark.title for mark in row.marks)}" for row in drawings[0].rows)
    return Chart("Dates in this dossier", said, drawings, len(told) - len(shown))


def _timeline_rows(scale, dated, told):
    lines = (
        [("Articles published", [scale.mark(row.earliest, row.latest, title=str(row)) for row in dated])]
        if dated
        else []
    )
    for question, windows in told:
        marks = [
            scale.mark(*window, hue=hue_of(position.letter), title=f"{position.letter}: {position.label}")
            for position, *window in windows
        ]
        lines.append((_cut(question.text, 46 if scale.layout.lift else 38), marks))
    lift = scale.layout.lift
    return [Row(scale.y(n), scale.y(n) - lift, label, "", marks) for n, (label, marks) in enumerate(lines)]


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
    """Return (x, words) for a few lines at the starts of months or years within a scale of days."""
    first_year, first_month, _ = values.civil(int(scale.low))
    last_year, last_month, _ = values.civil(int(scale.high))
    start, end = first_year * 12 + first_month - 1, last_year * 12 + last_month - 1
    step = next((step for step in MONTH_STEPS if (end - start) / step <= scale.layout.ticks), MONTH_STEPS[-1])
    ticks = []
    for month in range(-(-start // step) * step, end + 1, step):
        year, place = divmod(month, 12)
        named = str(year) if year > 0 else f"{1 - year} BC"
        words = named if step >= 12 else f"{MONTHS[place]} {named}"
        ticks.append((scale.place(values.day_number(year, place + 1, 1)), words))
    return _inside(ticks, scale.layout)


def number_ticks(scale):
    """Return (x, words) for a few round numbers within a scale."""
    reach = scale.high - scale.low
    power = 10 ** (len(str(int(reach))) - 1) if reach >= 1 else 0.1
    steps = (times * power for times in (0.1, 0.2, 0.5, 1, 2, 5))
    step = next((step for step in steps if reach / step <= scale.layout.ticks), 10 * power)
    counts = range(int(scale.low // step), int(scale.high // step) + 1)
    return _inside([(scale.place(count * step), f"{count * step:,.10g}") for count in counts], scale.layout)


def _inside(ticks, layout):
    """Leave out the lines beyond the bars' room, or so near its end that their words would be cut off."""
    last = min(layout.right, layout.width - 62)
    return [(x, words) for x, words in ticks if layout.left <= x <= last]
