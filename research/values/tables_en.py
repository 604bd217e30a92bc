"""The English words of dates and figures. The grammar knows none of them: a second language is a second such file."""


def _count(words: str, first: int = 1) -> dict[str, int]:
    return {word: first + place for place, word in enumerate(words.split())}


MONTHS = (
    _count("january february march april may june july august september october november december")
    | _count("jan feb mar apr may jun jul aug sep oct nov dec")
    | {"sept": 9}
)
# Months that are also common words: alone they are read as months only where the spelling or a preposition says so.
DOUBTFUL_MONTHS = {"may", "march", "mar", "jan", "dec", "sep"}
WEEKDAYS = (
    _count("monday tuesday wednesday thursday friday saturday sunday", 0)
    | {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
)
NUMBERS = (
    _count("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    | {"zero": 0}
    | {word: 10 * place for word, place in _count("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()}
)
ORDINALS = (
    _count("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
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
FRACTIONS = {"half": "0.5", "quarter": "0.25", "third": "0.333"}
RANGE_WORDS = {"to", "and", "or", "through", "until", "till"}
FROM, BETWEEN, TO = {"from"}, {"between"}, {"to", "through", "until", "till", "into"}

# Hedges before a figure, as phrases; the longest that fits is taken.
HEDGES = {
    "about": "about", "around": "about", "approximately": "about", "approx": "about", "roughly": "about",
    "some": "about", "circa": "about", "ca": "about", "c": "about", "an estimated": "about", "estimated": "about",
    "an average of": "exact", "averaged over": "exact", "a total of": "exact", "at about": "about", "at around": "about", "in the region of": "about",
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "just under": "nearly", "just over": "just over",
    "slightly over": "just over", "slightly more than": "just over", "just below": "nearly", "just above": "just over",
    "a little over": "just over", "little more than": "just over", "a little more than": "just over",
    "slightly less than": "nearly", "slightly under": "nearly", "just less than": "nearly", "just more than": "just over",
    "more than": "more than", "over": "more than", "above": "more than", "more then": "more than",
    "in excess of": "more than", "upwards of": "at least", "greater than": "more than", "higher than": "more than",
    "larger than": "more than", "exceeding": "more than", "well over": "more than", "at least": "at least",
    "longer than": "more than", "older than": "more than", "no fewer than": "at least", "no less than": "at least",
    "not less than": "at least", "a minimum of": "at least", "minimum of": "at least", "less than": "less than",
    "fewer than": "less than", "under": "less than", "below": "less than", "lower than": "less than",
    "smaller than": "less than", "less then": "less than", "up to": "at most", "at most": "at most",
    "no more than": "at most", "not more than": "at most", "a maximum of": "at most", "maximum of": "at most",
    "as many as": "at most", "as much as": "at most", "only up to": "at most", "exactly": "exactly",
    "precisely": "exactly", "only": "exact", "just": "exact", "a mere": "exact", "mere": "exact",
}  # fmt: skip
HEDGES_AFTER = {
    "or more": "at least", "or so": "about", "or less": "at most", "or fewer": "at most", "at least": "at least",
    "at most": "at most", "and more": "at least", "and above": "at least", "or thereabouts": "about", "or higher": "at least",
}  # fmt: skip

# Words before a date that say on which side of it the thing lies.
SIDES = {
    "by": "by", "no later than": "by", "not later than": "by", "by no later than": "by", "on or before": "by",
    "until": "until", "till": "until", "up to": "until", "up until": "until", "before": "before",
    "earlier than": "before", "prior to": "before", "ahead of": "before", "since": "since", "ever since": "since",
    "from": "since", "starting": "since", "beginning": "since", "as of": "as of", "no earlier than": "since",
    "not earlier than": "since", "not before": "since", "on or after": "since", "after": "after", "later than": "after",
    "following": "after", "about": "about", "around": "about", "circa": "about", "ca": "about", "c": "about",
    "approximately": "about", "some time in": "exact", "sometime in": "exact", "roughly": "about",
    "no sooner than": "since", "as early as": "since", "as late as": "by", "nearly": "", "almost": "",
}  # fmt: skip
ONWARDS = {"onwards", "onward", "on"}
SKIPPED = {"in", "on", "at", "during", "within", "over", "throughout", "for", "late"}

PARTS = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "latter": "late", "beginning": "early",
    "start": "early", "end": "late", "close": "late", "midway": "mid", "dawn": "early", "opening": "early",
    "beginnings": "early", "turn": "early", "middle": "mid", "later": "late", "rest": "", "remainder": "", "most": "",
    "much": "", "course": "", "half": "", "outset": "early", "onset": "early",
}  # fmt: skip
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
DURATIONS |= {"hrs": "hour", "mins": "minute", "yrs": "year", "sec": "second", "secs": "second", "hr": "hour", "min": "minute"}
DAYS_OF_TALK = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
DIRECTIONS = {
    "last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
    "previous": -2, "preceding": -2, "prior": -2, "following": 2, "subsequent": 2, "same": 9, "that": 9,
}  # fmt: skip
AGO, HENCE = {"ago"}, {"hence"}
LATER, EARLIER = {"later", "afterwards", "thereafter", "afterward", "on"}, {"earlier", "previously", "before", "beforehand", "prior"}
AFTER, BEFORE = {"after", "following", "since"}, {"before"}
FROM_NOW = ("from", "now")
DAY_LEADS = {"for", "end", "ended", "ending", "finish", "finished", "close", "closed", "closing"}
HALF_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV", "noon": "T12:00", "midday": "MI", "midnight": "T24:00"}
ERAS_BEFORE, ERAS_AFTER = {"bc", "bce"}, {"ad", "ce"}
DECADES = {word: place for word, place in zip(
    "twenties thirties forties fifties sixties seventies eighties nineties".split(), range(2, 10), strict=True)}
HOLIDAYS = {("christmas",): (12, 25), ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("boxing", "day"): (12, 26),
    ("new", "year", "'", "s", "day"): (1, 1), ("new", "year", "'", "s", "eve"): (12, 31), ("halloween",): (10, 31),
    ("valentine", "'", "s", "day"): (2, 14)}  # fmt: skip
CLOCK_HALVES = {"am": 0, "pm": 12, "a": 0, "p": 12}
ZONES = {"utc": "Z", "gmt": "Z", "z": "Z"}
LOCAL_ZONES = {"est", "edt", "cst", "cdt", "pst", "pdt", "bst", "cet", "cest", "local", "et", "pt", "ist", "msk", "eet"}

PERCENT = {"%": "%", "percent": "%", "pct": "%"}
PER_CENT = ("per", "cent")
POINTS = {"points", "point"}
CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "֏": "AMD"}
DOLLARS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "u": "USD"}
CURRENCIES = {
    "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "rubles": "RUB",
    "roubles": "RUB", "rouble": "RUB", "ruble": "RUB", "yen": "JPY", "yuan": "CNY", "rupees": "INR", "drams": "AMD", "manats": "AZN",
    "manat": "AZN", "lira": "TRY", "francs": "CHF", "usd": "USD", "eur": "EUR", "gbp": "GBP", "rub": "RUB", "inr": "INR",
    "jpy": "JPY", "cny": "CNY", "chf": "CHF", "aud": "AUD", "cad": "CAD", "try": "TRY", "amd": "AMD", "azn": "AZN",
}  # fmt: skip
DOLLARS_OF = {"us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD"}
SQUARE, CUBIC, NAUTICAL = {"square", "sq"}, {"cubic"}, {"nautical"}
OUT_OF = ("out", "of")
STOPS = set(
    """the a an of in on at to by with and or but as for from than that this these those is are was were be been being has have had do
    does did will would shall should can could may might must not no nor so if then when while where who whom whose which
    what there here it its his her their our your my he she they we you i after before since until during between about over
    under into out up down off per via more less each every all both some any same such only also just very too during
    within without against among around through because although though however according including left fled died killed
    said says say arrived remained took went came made began became based reported ago later earlier""".split()
)
PLURALS = set("people personnel men women children police troops feet teeth geese cattle aircraft dead".split())
NOT_PLURAL = set("is was has this us its as plus minus versus less across always perhaps thus various previous numerous serious famous".split())
FIGURE_WORDS = {"no", "number", "flight", "page", "room", "chapter", "article", "section", "route", "highway", "boeing", "airbus", "channel", "version", "vol", "volume", "season", "part", "episode", "phase", "grade", "level", "type", "line", "unit", "gate"}
