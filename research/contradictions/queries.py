from collections import defaultdict
from dataclasses import dataclass, field

from research import values
from research.claims.models import Claim
from research.contradictions.independence import Independence, families_of, independence


@dataclass(frozen=True)
class PositionView:
    """One position on a question, as pages and the API show it. `place` counts from 0 and gives the letter."""

    place: int
    label: str
    exact: bool
    key: str
    members: list
    possible: list
    independence: Independence
    scope: str = ""
    as_of: str = ""

    @property
    def letter(self):
        return chr(ord("A") + self.place) if self.place < 26 else str(self.place + 1)


@dataclass(frozen=True)
class Reading:
    """All standing claims of a question, sorted out.

    `groups`: lists of PositionView, one list for each set of asserted claims that may be compared; two or more in a
    list contradict. `expectations`: claims of what is planned or predicted. `apart`: (Claim, why) that are compared
    with nothing.
    """

    groups: list = field(default_factory=list)
    expectations: list = field(default_factory=list)
    apart: list = field(default_factory=list)

    @property
    def positions(self):
        return [position for group in self.groups for position in group]

    @property
    def claims(self):
        """Every claim, each once, in the order of its number."""
        claims = [claim for position in self.positions for claim in [*position.members, *position.possible]]
        claims += [*self.expectations, *(claim for claim, _ in self.apart)]
        return sorted({claim.pk: claim for claim in claims}.values(), key=lambda claim: claim.number)

    @property
    def sides(self):
        """The positions that cannot all hold."""
        return [position for group in self.groups if len(group) > 1 for position in group]

    @property
    def is_contradicted(self):
        return bool(self.sides)


def with_sources(claims):
    """Load with a queryset of claims what pages show of their sources, without the articles' texts."""
    sources = claims.select_related("question", "passage__snapshot__article__publisher", "created_by")
    return sources.defer("passage__snapshot__text").prefetch_related("origins")


def claims_of(*questions):
    """Return the standing claims of a question, or several, in the order of publication, undated articles last."""
    claims = with_sources(Claim.objects.standing().filter(question__in=questions))
    return sorted(claims, key=lambda claim: (_published(claim), claim.pk))


def _published(claim):
    earliest = claim.passage.snapshot.article.earliest
    return (earliest is None, earliest or 0)


def readings_of(questions):
    """Return {question pk: Reading} of several questions: four queries, however many they are."""
    claims = claims_of(*questions)
    families = families_of(claims)
    found = defaultdict(list)
    for claim in claims:
        found[claim.question_id].append(claim)
    return {question.pk: positions_of(question, found[question.pk], families) for question in questions}


def positions_of(question, claims=None, families=None):
    """Return the Reading of a question: four queries, or two where its claims are given (see `claims_of`)."""
    claims = claims_of(question) if claims is None else claims
    families = families_of(claims) if families is None else families
    asserted = [claim for claim in claims if claim.is_asserted]
    groups, apart = (_by_hand if question.kind == "text" else _by_value)(asserted, families)
    expectations = []
    for claim in claims:
        if claim.modality in values.FORWARD:
            expectations.append(claim)
        elif not claim.is_asserted:
            apart.append((claim, f"What is {claim.modality} is not compared by rule."))
    return Reading(groups, expectations, apart)


def _by_value(claims, families):
    readable = [claim for claim in claims if claim.kind]
    read = [claim.value for claim in readable]
    groups, place = [], 0
    for indices in values.comparable_groups(read):
        members = [readable[index] for index in indices]
        tied = _independent_group(members, families)
        found = values.positions([read[index] for index in indices], tied)
        groups.append([_view(position, members, families, place + n) for n, position in enumerate(found)])
        place += len(found)
    return groups, [(claim, claim.explanation) for claim in claims if not claim.kind]


def _independent_group(claims, families):
    group_of = {}
    for number, group in enumerate(independence(claims, families).groups):
        group_of |= {claim.pk: number for claim in group}
    return [group_of[claim.pk] for claim in claims]


def _view(position, claims, families, place):
    members = [claims[index] for index in position.members]
    first = members[0] if members else claims[position.possible[0]]
    return PositionView(
        place=place,
        label=position.label,
        exact=position.exact,
        key=f"{_end(position.lower)} … {_end(position.upper)}",
        members=members,
        possible=[claims[index] for index in position.possible],
        independence=independence(members, families),
        scope=first.scope,
        as_of=first.as_of,
    )


def _end(key):
    number, side = key
    return f"{number}{'+' if side > 0 else '-' if side < 0 else ''}"


def _by_hand(claims, families):
    grouped = defaultdict(list)
    for claim in claims:
        grouped[claim.group.casefold()].append(claim)
    apart = [(claim, "Not grouped yet: say which answer it gives.") for claim in grouped.pop("", [])]
    found = [(independence(members, families), members) for members in grouped.values()]
    found.sort(key=lambda pair: (-pair[0].count, -len(pair[1])))
    group = [
        PositionView(place, members[0].group, True, members[0].group.casefold(), members, [], sources)
        for place, (sources, members) in enumerate(found)
    ]
    return ([group] if group else []), apart


def value_key(claim):
    """What a claim's value comes to, as a string that is the same for the same bounds: see `fingerprint`."""
    if claim.question.kind == "text":
        return claim.group.casefold()
    value = claim.value
    if value is None:
        return ""
    low, high = value.bounds
    return " ".join([value.kind, _end(low), _end(high), claim.scope, claim.as_of]).strip()


def fingerprint(claims):
    """Return the sorted keys of all values the asserted ones of these claims give."""
    return sorted({value_key(claim) for claim in claims if claim.is_asserted} - {""})


def would_contradict(question, value, *, leaving_out=None):
    """Return the asserted claims of a question whose value is disjoint from this values.Value."""
    claims = [claim for claim in claims_of(question) if claim.is_asserted and claim.kind and claim.pk != leaving_out]
    return [claim for claim in claims if values.relation(value, claim.value).kind == "disjoint"]
