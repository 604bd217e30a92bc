"""Load the worked example through the desk's own actions, so that it keeps every promise the site makes."""

import json
import re

from django.conf import settings

from research.accounts.history import keep
from research.assessments.actions import assess
from research.briefings import actions as briefings
from research.briefings.gate import gate_of
from research.claims.actions import ask_question, locate, mark_passage, note_passage
from research.contradictions.actions import decide, save_claim
from research.dossiers.actions import open_dossier, set_member
from research.dossiers.models import Dossier
from research.sources.actions import exclude, import_article
from research.sources.naming import named_origins, named_publisher

FOLDER = settings.FIXTURES / "karabakh"
CODE = re.compile(r"\[@([\w-]+)\]")


def story():
    """Return the worked example as written down in fixtures/."""
    return json.loads((FOLDER / "dossier.json").read_text(encoding="utf-8"))


class Loader:
    """Plays the worked example's people, one step after the other. `people`: {username: User}, all there already."""

    def __init__(self, people, step=lambda words: None):
        self.people, self.step, self.story = people, step, story()
        self.articles, self.questions, self.claims = {}, {}, {}

    def load(self):
        """Make the dossier and return it."""
        self.members()
        for load in (self.publishers, self.import_all, self.leave_out, self.ask, self.claim, self.note, self.decide):
            load()
        self.brief()
        return self.dossier

    def by(self, row, name="by"):
        return self.people[row[name]]

    def members(self):
        chief = next(row for row in self.story["people"] if row["role"] == "chief")
        about = {name: self.story[name] for name in ("title", "slug", "summary")}
        self.chief = self.people[chief["username"]]
        self.dossier = open_dossier(by=self.chief, **about)
        for row in self.story["people"]:
            if row is not chief:
                set_member(dossier=self.dossier, user=self.by(row, "username"), role=row["role"], by=self.chief)

    def publishers(self):
        for row in self.story["publishers"]:
            publisher = named_publisher(row["name"], by=self.chief)
            publisher.parent = named_publisher(row["parent"], by=self.chief)
            publisher.aliases = row["aliases"]
            keep(publisher, by=self.chief)
            for rating in row["reliability"]:
                words = {"value": rating["value"], "reason": rating["reason"]}
                assess(dossier=self.dossier, by=self.by(rating), publisher=publisher, **words)
        for row in self.story["origins"]:
            named_origins(self.dossier, [row["name"]], by=self.chief, kind=row["kind"])

    def import_all(self):
        importer = self.people[next(row["username"] for row in self.story["people"] if row["role"] == "annotator")]
        for row in self.story["articles"]:
            self.step(f"article: {row['title']}")
            details = {
                name: row[name] for name in ("title", "byline", "publisher", "published", "language", "url", "kind")
            }
            data = (FOLDER / row["file"]).read_bytes()
            imported = import_article(dossier=self.dossier, by=importer, data=data, name=row["file"], details=details)
            self.articles[row["key"]] = imported.article

    def leave_out(self):
        for row in self.story["furniture"]:
            snapshot = self.articles[row["article"]].snapshots.last()
            start, end = locate(snapshot.text, row["quote"])
            exclude(snapshot=snapshot, start=start, end=end, by=self.by(row))

    def ask(self):
        for row in self.story["questions"]:
            fields = {name: row[name] for name in ("text", "kind", "unit", "scope")}
            self.questions[row["key"]] = ask_question(dossier=self.dossier, by=self.chief, **fields)

    def passage(self, row):
        snapshot = self.articles[row["article"]].snapshots.last()
        before = row.get("context_before", "")
        return mark_passage(snapshot=snapshot, quote=row["quote"], prefix=before, by=self.by(row))[0]

    def claim(self):
        names = {row["key"]: row["name"] for row in self.story["origins"]}
        for row in self.story["claims"]:
            self.step(f"claim: {row['says']}")
            words = {name: row[name] for name in ("says", "statement", "modality", "as_of", "scope", "group")}
            claim = save_claim(
                by=self.by(row),
                passage=self.passage(row),
                question=self.questions[row["question"]],
                attributed_to=[names[key] for key in row["attributed_to"]],
                **words,
            )
            rating = row["credibility"]
            if rating:
                assess(
                    dossier=self.dossier,
                    by=self.by(rating),
                    claim=claim,
                    value=rating["value"],
                    reason=rating["reason"],
                )
            self.claims[row["key"]] = claim

    def note(self):
        for row in self.story["notes"]:
            note_passage(passage=self.passage(row), by=self.by(row), note=row["text"], second_look=row["second_look"])

    def decide(self):
        for row in self.story["contradictions"]:
            if row["state"] == "open":
                continue
            standing = self.questions[row["question"]].contradictions.standing().get()
            preferred = next((side for side in standing.sides.all() if side.label == row["prefer"]), None)
            words = {"state": row["state"], "kind": row["kind"], "reason": row["reason"]}
            decide(contradiction=standing, by=self.by(row), preferred=preferred, **words)

    def brief(self):
        for row in self.story["briefings"]:
            self.step(f"briefing: {row['title']}")
            texts = {"title": row["title"], "standfirst": row["standfirst"], "topics": row["topics"]}
            briefing = self.write(None, row, texts)
            if row["status"] == "published":
                self.publish(briefing, row)
                for correction in row["corrections"]:
                    briefing = self.write(briefing, correction, texts)
                    self.publish(briefing, correction, correction=correction["text"])

    def write(self, briefing, row, texts):
        """Save a body whose citations name claims by key, and submit it for review."""
        body = CODE.sub(lambda code: f"[@c{self.claims[code[1]].number}]", row["body"])
        version = briefing.version if briefing else None
        author = self.by(row)
        words = {"body": body, "version": version, **texts}
        briefing = briefings.save_briefing(briefing=briefing, dossier=self.dossier, by=author, **words)
        briefings.submit(briefing=briefing, by=author)
        return briefing

    def publish(self, briefing, row, **words):
        approval = {"decision": "approve", "content_hash": gate_of(briefing).content_hash}
        briefings.review(briefing=briefing, by=self.by(row, "reviewed_by"), **approval)
        briefings.publish(briefing=briefing, by=self.by(row, "published_by"), **words)


def is_loaded():
    return Dossier.objects.filter(slug=story()["slug"]).exists()
