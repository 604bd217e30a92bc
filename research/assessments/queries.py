from collections import defaultdict

from research.assessments.models import Assessment


class Ratings:
    """The current ratings of a dossier, read in one query. Raters who differ are shown as "B/C", never averaged."""

    def __init__(self, assessments):
        self._rows = defaultdict(list)
        for row in assessments:
            for target in Assessment.TARGETS:
                if pk := getattr(row, f"{target}_id"):
                    self._rows[target, pk].append(row)

    def of(self, target, pk):
        """The current Assessments of one target: "publisher", "article" or "claim" and its primary key."""
        return self._rows.get((target, pk), [])

    def reliability_of(self, article):
        """The Assessments that hold for an article: its own where there are any, else its publisher's."""
        return self.of("article", article.pk) or self.of("publisher", article.publisher_id)

    def publisher(self, pk):
        return letters(self.of("publisher", pk))

    def article(self, article):
        return letters(self.reliability_of(article))

    def claim(self, pk):
        return letters(self.of("claim", pk))

    def rating(self, claim):
        """The two together as editors write them, "B2"; a part nobody has rated is left out."""
        source, information = self.article(claim.passage.snapshot.article), self.claim(claim.pk)
        return f"{source} {information}".strip() if "/" in source + information else source + information


def letters(assessments):
    """Return the distinct values of some Assessments in order, "B/C"."""
    return "/".join(sorted({row.value for row in assessments}))


def ratings_of(dossier):
    """Return the Ratings of a dossier: one query."""
    return Ratings(Assessment.objects.current().filter(dossier=dossier).select_related("rater"))
