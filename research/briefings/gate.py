"""The gate before publishing (DESIGN section 4): each line passes or says what to do about it."""

from dataclasses import dataclass, field

from research import values
from research.briefings.citations import sentences
from research.briefings.queries import content_hash_of, evidence_of

TITLES = {
    "citations": "Every citation names a claim",
    "quotes": "Every quotation stands in its source",
    "standing": "No cited claim is withdrawn",
    "rated": "Every cited claim is rated",
    "figures": "Dates and figures agree with the sources",
    "disagreements": "Disagreements are decided or disclosed",
    "remarks": "The reviewer’s remarks are answered",
}
# What these say must be true before a version can be frozen: no reason passes them.
NO_OVERRIDE = {"citations", "quotes"}


@dataclass(frozen=True)
class Line:
    """One line of the gate. problems: what to do, a sentence each; advice: what does not block; override: the
    Override that lets it pass, or None."""

    key: str
    problems: list
    advice: list = field(default_factory=list)
    override: object = None

    @property
    def title(self):
        return TITLES[self.key]

    @property
    def holds(self):
        return not self.problems

    @property
    def passed(self):
        return self.holds or self.override is not None

    @property
    def can_override(self):
        return not self.passed and self.key not in NO_OVERRIDE


@dataclass(frozen=True)
class Gate:
    lines: list
    content_hash: str

    @property
    def passed(self):
        return all(line.passed for line in self.lines)

    @property
    def failing(self):
        return [line for line in self.lines if not line.passed]


def gate_of(briefing, evidence=None):
    """Return the Gate of a Briefing as it stands now, overrides of this very content counted in."""
    evidence = evidence or evidence_of(briefing)
    content_hash = content_hash_of(briefing, evidence)
    overrides = {}
    if briefing.pk:
        overrides = {row.line: row for row in briefing.overrides.filter(content_hash=content_hash)}
    problems = {
        "citations": [f"{text} names no claim of this dossier: choose one from the list." for text in evidence.missing],
        "quotes": _quotes(evidence),
        "standing": _standing(evidence),
        "rated": _unrated(evidence),
        "figures": _figures(briefing, evidence),
        "disagreements": _undisclosed(briefing, evidence),
        "remarks": _unanswered(briefing),
    }
    advice = {"rated": _unrated_sources(evidence)}
    lines = [Line(key, found, advice.get(key, []), overrides.get(key)) for key, found in problems.items()]
    return Gate(lines, content_hash)


def _quotes(evidence):
    return [
        f"The quotation of c{claim.number} is not what stands in its source: mark the passage again."
        for claim in evidence.claims
        if claim.slice != claim.passage.quote
    ]


def _standing(evidence):
    return [
        f"c{claim.number} was withdrawn ({claim.withdrawn_reason}): cite another claim, or take the sentence out."
        for claim in evidence.claims
        if claim.is_withdrawn
    ]


def _unrated(evidence):
    return [
        f"Nobody has rated c{claim.number}, “{claim.says}”: say how credible it is."
        for claim in evidence.claims
        if not evidence.ratings.of("claim", claim.pk)
    ]


def _unrated_sources(evidence):
    articles = {claim.passage.snapshot.article for claim in evidence.claims}
    unrated = {article.publisher or article for article in articles if not evidence.ratings.reliability_of(article)}
    return [f"Nobody has rated the reliability of {name}." for name in sorted(map(str, unrated))]


def _figures(briefing, evidence):
    found, known = [], evidence.by_number
    for sentence in sentences(briefing.body):
        claims = [known[number] for number in sentence.claims if number in known]
        if claims:
            result = check_sentence(sentence.text, claims)
            if result.verdict == "conflicts":
                found.append(f"“{_shortened(sentence.text)}”: {result.reason}")
    return found


def check_sentence(text, claims):
    """Return the values.Check of a sentence against all claims it cites: their quotes, and the days read from them."""
    read = [values.say(claim.value) for claim in claims if claim.kind == "date"]
    published = {claim.passage.snapshot.article.published for claim in claims}
    day = published.pop() if len(published) == 1 else ""
    return values.check(text, "\n".join([*(claim.passage.quote for claim in claims), *read]), published=day or None)


def _shortened(text):
    return text if len(text) <= 90 else f"{text[:89]}…"


def _undisclosed(briefing, evidence):
    """The whole rule: a sentence that cites claims of two sides of an open contradiction discloses it."""
    cited_together = [set(sentence.claims) for sentence in sentences(briefing.body)]
    found = []
    for row in evidence.contradictions:
        sides = [{claim.number for claim in side.claims.all()} for side in row.sides.all()]
        if row.is_open and not any(sum(bool(side & cited) for side in sides) > 1 for cited in cited_together):
            keys = " against ".join(", ".join(f"c{number}" for number in sorted(side)) for side in sides)
            found.append(
                f"Sources disagree: “{row.question or 'a contradiction recorded by hand'}” ({keys}). Decide it, or say "
                "so in a sentence that cites both sides."
            )
    return found


def _unanswered(briefing):
    if not briefing.pk:
        return []
    return [f"“{_shortened(row.text)}” waits for an answer." for row in briefing.remarks.filter(answered_at=None)]
