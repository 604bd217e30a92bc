"""The English words of dates and figures. The grammar knows none of them: a second language is a second such file."""


def _count(words: str, first: int = 1) -> dict[str, int]:
    return {word: first + place for place, word in enumerate(words.split())}


def _by_meaning(lines: str) -> dict[str, str]:
    """Lines of "meaning: phrase, phrase", turned round; "-" is no meaning."""
    pairs = (line.split(":") for line in lines.strip().splitlines())
    return {phrase.strip(): mean.strip().strip("-") for mean, said in pairs for phrase in said.split(",")}


MONTHS = (
    _count("january february march april may june july august september october november december")
    | _count("jan feb mar apr may jun jul aug sep oct nov dec")
    | {"sept": 9}
)
# Months that are also common words: alone they are read as months only where the spelling or a preposition says so.
DOUBTFUL_MONTHS = {"may", "march", "mar", "jan", "dec", "sep"}
WEEKDAYS = _count("monday tuesday wednesday thursday friday saturday sunday", 0) | {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
}
NUMBERS = (
    _count("one two three four five six seven eight nine ten eleven twelve")
    | _count("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 13)
    | {"zero": 0}
    | {word: 10 * place for word, place in _count("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()}
)
ORDINALS = (
    _count("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
    | _count("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 13)
    | {"thirtieth": 30, "final": 4}
)
ORDINAL_ENDINGS = {"st", "nd", "rd", "th"}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7, "dozen": 12, "millions": 10**6,
    "bn": 10**9, "mn": 10**6, "tn": 10**12, "k": 1000, "b": 10**9, "mil": 10**6,
}  # fmt: skip
LETTER_SCALES = {"k", "b", "bn", "mn", "tn", "mil"}
MONEY_SCALES = {"m": 10**6, "t": 10**12}
ROUND_SCALES = {"dozen"}
VAGUE = {
    "dozens": "dozens", "scores": "scores", "hundreds": "hundreds", "thousands": "thousands", "millions": "millions",
    "billions": "billions",
}  # fmt: skip
VAGUE_OF = {
    ("tens", "thousands"): "tens of thousands",
    ("hundreds", "thousands"): "hundreds of thousands",
    ("tens", "millions"): "tens of millions",
    ("hundreds", "millions"): "hundreds of millions",
}
FEW = {"several", "few"}
HALF, QUARTER, ARTICLES, AND, OF, THE = "half", "quarter", {"a", "an"}, {"and"}, {"of"}, {"the"}
RANGE_WORDS = {"to", "and", "or", "through", "until", "till"}
FROM, BETWEEN, TO = {"from"}, {"between"}, {"to", "through", "until", "till", "into"}

# Hedges before a figure, as phrases; the longest that fits is taken.
HEDGES = _by_meaning("""
    about: about, around, approximately, approx, roughly, some, circa, ca, c, an estimated, estimated, at about
    about: at around, in the region of
    exact: an average of, averaged over, a total of, only, just, a mere, mere
    nearly: nearly, almost, close to, just under, just below, slightly less than, slightly under
    nearly: just less than
    just over: just over, slightly over, slightly more than, just above, a little over, little more than
    just over: a little more than, just more than
    more than: more than, over, above, more then, in excess of, greater than, higher than, larger than
    more than: exceeding, well over, longer than, older than
    at least: upwards of, at least, no fewer than, no less than, not less than, a minimum of, minimum of
    less than: less than, fewer than, under, below, lower than, smaller than, less then
    at most: up to, at most, no more than, not more than, a maximum of, maximum of, as many as, as much as
    at most: only up to
    exactly: exactly, precisely
""")
HEDGES_AFTER = _by_meaning("""
    at least: or more, at least, and more, and above, or higher
    about: - odd, or so, or thereabouts
    at most: or less, or fewer, at most
""")

GROUP = ","
YEAR_WORDS: set[str] = set()
MONTH_LEADS = {"and", "to", "from", "between"}
SEASON_LEADS = {"in", "during"}
YEAR_LEADS = {"by", "since", "until", "before", "after"}
DAY_LINKS, NIGHTS, POINTERS, SAME = {"on"}, {"tonight"}, {"that", "this"}, {"same"}
PART_KINDS = {"part", "half", "stages", "months", "weeks", "days", "years"}
PART_LINKS, PARTS_LATER = {"in"}, {"later", "midway"}
PREFIX_WORDS = {"time", "hundreds", "tens", "half", "on", "or", "part", "stages", "months"}

# Words before a date that say on which side of it the thing lies.
SIDES = _by_meaning("""
    by: by, no later than, not later than, by no later than, on or before, as late as
    since: until at least, at least until, not until
    exact: as early as
    until: until, till, up to, up until
    before: before, earlier than, prior to, ahead of
    since: since, ever since, from, starting, beginning, no earlier than, not earlier than, not before
    since: on or after, no sooner than
    as of: as of
    after: after, later than, following
    about: about, around, circa, ca, c, approximately, roughly
    exact: some time in, sometime in
    -: nearly, almost
""")
ONWARDS = {"onwards", "onward", "on"}
SKIPPED = {"in", "on", "at", "during", "within", "over", "throughout", "for", "late"}

PARTS = _by_meaning("""
    early: early, beginning, start, dawn, opening, beginnings, turn, outset, onset
    mid: mid, middle, midway
    late: late, latter, end, close, later
    -: rest, remainder, most, much, course, half
""")
PARTS_DIRECT = {"early", "mid", "late"}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "springtime": 21, "summertime": 22}
DOUBTFUL_SEASONS = {"fall"}
QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}
HALVES = {"h1": 1, "h2": 2}
QUARTER_WORDS, HALF_WORDS = {"quarter"}, {"half"}
GRAINS = {"day": "day", "week": "week", "weekend": "weekend", "month": "month", "year": "year", "quarter": "quarter",
          "decade": "decade", "century": "century", "night": "day", "fortnight": "fortnight", "morning": "day",
          "evening": "day", "afternoon": "day", "summer": "season", "time": "time"}  # fmt: skip
CENTURY, CENTURIES = "century", {"century", "centuries"}
DURATIONS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "month": "month", "year": "year", "decade": "decade", "century": "century", "weekend": "weekend",
    "night": "night", "quarter": "quarter",
}  # fmt: skip
DURATIONS |= {word + "s": unit for word, unit in DURATIONS.items() if word != "century"} | {"centuries": "century"}
DURATIONS |= {
    "hrs": "hour",
    "mins": "minute",
    "yrs": "year",
    "sec": "second",
    "secs": "second",
    "hr": "hour",
    "min": "minute",
}
DAYS_OF_TALK = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
DIRECTIONS = {
    "last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
    "previous": -2, "preceding": -2, "prior": -2, "following": 2, "subsequent": 2, "same": 9, "that": 9,
}  # fmt: skip
AGO, HENCE = {"ago"}, {"hence"}
LATER = {"later", "afterwards", "thereafter", "afterward"}
EARLIER = {"earlier", "previously", "beforehand", "prior"}
AFTER, BEFORE = {"after", "following", "since"}, {"before"}
FROM_NOW = ("from", "now")
DAY_LEADS = {"for", "end", "ended", "ending", "finish", "finished", "close", "closed", "closing"}
HALF_PARTS = _by_meaning("""
    MO: morning, dawn
    AF: afternoon
    EV: evening, dusk
    NI: night
    MI: midday
""")
ERAS_BEFORE, ERAS_AFTER = {"bc", "bce"}, {"ad", "ce"}
DECADES = _count("twenties thirties forties fifties sixties seventies eighties nineties", 2)
HOLIDAYS = {
    ("christmas",): (12, 25), ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24),
    ("boxing", "day"): (12, 26), ("new", "year", "'", "s", "day"): (1, 1), ("new", "year", "'", "s", "eve"): (12, 31),
    ("halloween",): (10, 31), ("valentine", "'", "s", "day"): (2, 14),
}  # fmt: skip
CLOCK_HALVES = {"am": 0, "pm": 12}
ZONES = {"utc": "Z", "gmt": "Z", "z": "Z"}
LOCAL_ZONES = {"est", "edt", "cst", "cdt", "pst", "pdt", "bst", "cet", "cest", "local", "et", "pt", "ist", "msk", "eet"}

PERCENT = {"%": "%", "percent": "%", "pct": "%"}
PER_CENT = ("per", "cent")
POINTS = {"points", "point"}
CURRENCY_SIGNS = dict(zip("$€£¥₹₽₩₺֏", "USD EUR GBP JPY INR RUB KRW TRY AMD".split(), strict=True))
DOLLARS = _by_meaning("""
    USD: us, u
    AUD: a, au
    CAD: c, ca
    NZD: nz
    HKD: hk
    SGD: s
""")
CURRENCIES = _by_meaning("""
    USD: dollars, dollar, usd
    EUR: euros, euro, eur
    GBP: pounds, gbp
    RUB: rubles, roubles, rouble, ruble, rub
    JPY: yen, jpy
    CNY: yuan, cny
    INR: rupees, inr
    AMD: drams, amd
    AZN: manats, manat, azn
    TRY: lira, try
    CHF: francs, chf
    AUD: aud
    CAD: cad
""")
DOLLARS_OF = {"us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD"}
SQUARE, CUBIC, NAUTICAL = {"square", "sq"}, {"cubic"}, {"nautical"}
OUT_OF = ("out", "of")
STOPS = set(
    """the a an of in on at to by with and or but as for from than that this these those is are was were be been being
    has have had do does did will would shall should can could may might must not no nor so if then when while where who
    whom whose which what there here it its his her their our your my he she they we you i after before since until
    during between about over under into out up down off per via more less each every all both some any same such only
    also just very too within without against among around through because although though however according including
    left fled died killed said says say arrived remained took went came made began became based reported ago later
    earlier""".split()
)
FRACTIONS = {"thirds", "quarters", "fifths", "tenths", "halves"}
PLURALS = set("people personnel men women children police troops feet teeth geese cattle aircraft dead".split())
NOT_PLURAL = set(
    """is was has this us its as plus minus versus less across always perhaps thus various previous numerous serious
    famous""".split()
)
# Behind one of these a figure is a name: flight 1549, page 12.
FIGURE_WORDS = set(
    """no number flight page room chapter article section route highway boeing airbus channel version vol volume season
    part episode phase grade level type line unit gate""".split()
)
