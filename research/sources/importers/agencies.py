"""News agencies as bylines and datelines name them: an article that has its words from one is no second source."""

import re

# name shown: the ways it is written, as a regular expression between word boundaries.
AGENCIES = {
    "Reuters": "Reuters",
    "AFP": "AFP|Agence France[- ]Presse",
    "AP": "AP|Associated Press",
    "TASS": "(?:ITAR[- ])?TASS|ТАСС",
    "Interfax": "Interfax|Интерфакс",
    "RIA Novosti": "RIA Novosti|RIA|РИА Новости",
    "dpa": "dpa|DPA|Deutsche Presse[- ]Agentur",
    "ANSA": "ANSA",
    "EFE": "EFE|Agencia EFE",
    "Xinhua": "Xinhua",
    "Kyodo": "Kyodo(?: News)?",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI",
    "PA Media": "PA Media|Press Association",
    "Anadolu": "Anadolu(?: Agency)?|AA",
    "Bloomberg": "Bloomberg",
    "UPI": "UPI|United Press International",
    "Ukrinform": "Ukrinform|Укринформ|Укрінформ",
    "Armenpress": "Armenpress|ARMENPRESS",
    "APA": "APA",
    "Trend": "Trend News Agency",
    "AZERTAC": "AZERTA[CJ]",
    "IRNA": "IRNA",
    "Yonhap": "Yonhap",
    "CNA": "Catholic News Agency",
}
NAMED = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in AGENCIES.items()}
# MOSCOW, April 17 (Reuters) - … / BAKU (AFP) — …: a dateline stands at the head of a paragraph.
DATELINE = re.compile(r"^[^\n]{0,60}?\(([^()\n]{2,40})\)\s{0,3}[-–—]", re.M)
CREDIT = re.compile(
    r"^\W{0,3}(?:sources?|with (?:reporting by|information from)|reporting by|via)\s{0,3}:?\s{0,3}([^\n]{2,200})$",
    re.M | re.I,
)
HEAD, FOOT = 1500, 600


def agencies_in(byline, text):
    """Return the names of the agencies that the byline, a dateline or a closing credit names, in the table's order."""
    places = [byline, *DATELINE.findall(text[:HEAD]), *CREDIT.findall(text[:HEAD]), *CREDIT.findall(text[-FOOT:])]
    said = "\n".join(places)
    return [name for name, pattern in NAMED.items() if pattern.search(said)]
