"""This site for the speed harness: put it with the harness's other adapters, and say where the checkout is.

    CHECKOUT=. python run.py --systems ours,floor --base floor --n 1000 --rounds 3

Run against a floor on one machine in one run, and quote the ratios.
"""

import json
import os
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from bench import proc
from bench.base import Adapter
from bench.client import Http

CHECKOUT = Path(os.environ.get("CHECKOUT", Path(__file__).parents[2])).resolve()
BIN = Path(os.environ.get("BENCH_BIN", CHECKOUT / ".venv" / "bin"))
NAME, PASSWORD = "bench", "a password for the bench alone"
USER = f"from research.accounts.models import User; User.objects.create_user({NAME!r}, password={PASSWORD!r})"
MOST = 1000


class System(Adapter):
    """gunicorn with two processes on SQLite, as the floor is; throttles are out of the way."""

    name, port, up_path = "ours", 9215, "/health/"
    bulk_spans, keeps_notes = False, True

    def start(self):
        limits = {f"THROTTLE_{name}": "1000000/min" for name in ("ANON", "USER", "TOKEN", "IMPORT", "EXPORT")}
        env = limits | {"DATA_DIR": self.work, "SECRET_KEY": PASSWORD, "DJANGO_SETTINGS_MODULE": "research.settings"}
        for command in (["migrate", "-v0"], ["shell", "-v0", "-c", USER]):
            subprocess.run([BIN / "python", "manage.py", *command], cwd=CHECKOUT, env=os.environ | env, check=True)
        Path(self.work, "static").mkdir(exist_ok=True)
        server = [str(BIN / "gunicorn"), "-w", "2", "-b", f"127.0.0.1:{self.port}", "--timeout", "600"]
        server += ["--log-level", "warning", "--no-control-socket", "research.wsgi:application"]
        self.procs = [proc.start(server, f"{self.work}/server.log", env, cwd=str(CHECKOUT))]

    def login(self):
        http = Http("127.0.0.1", self.port)
        token = http.json("POST", "/api/v1/auth/token/", {"username": NAME, "password": PASSWORD})["token"]
        return Http("127.0.0.1", self.port, {"Authorization": f"Token {token}"})

    def setup(self):
        self.texts, self.snapshots = {}, {}
        self.dossier = self.send("dossiers", title="Bench")["slug"]
        kinds = ("date", "quantity", "text")
        self.questions = {
            kind: self.send("questions", dossier=self.dossier, text=f"Which {kind}?", kind=kind)["id"] for kind in kinds
        }

    def send(self, path, **body):
        return self.http.json("POST", f"/api/v1/{path}/", body)

    def import_articles(self, arts, with_spans):
        took = 0
        for start in range(0, len(arts), MOST):
            part = arts[start : start + MOST]
            items = [
                {"text": art["text"], "title": art["title"], "publisher": art["source"], "published": art["published"]}
                for art in part
            ]
            began = time.perf_counter()
            results = self.send("articles/bulk", dossier=self.dossier, items=items)["results"]
            took += time.perf_counter() - began
            for art, result in zip(part, results, strict=True):
                self.ids.append(result["id"])
                self.texts[result["id"]], self.snapshots[result["id"]] = art["text"], result["snapshot"]
        return len(arts), took

    def place(self, article, span):
        words = self.texts[article][span["start"] : span["end"]]
        place = {"snapshot": self.snapshots[article], "quote": words, "start": span["start"], "end": span["end"]}
        return place | {"note": span["note"]}

    def annotate(self, article, span):
        self.send("passages", **self.place(article, span))

    def annotate_many(self, article, spans):
        """All passages, and for the first five a claim, which is what a label is here."""
        made = []
        for start in range(0, len(spans), MOST):
            items = [self.place(article, span) for span in spans[start : start + MOST]]
            made += self.send("passages/bulk", items=items)["results"]
        claims = [
            {
                "passage": passage["id"],
                "question": self.questions.get(span["label"], self.questions["text"]),
                "says": self.place(article, span)["quote"],
            }
            for passage, span in zip(made[:5], spans[:5], strict=True)
        ]
        self.send("claims/bulk", items=claims)

    def open(self, article):
        return self.http.get(f"/api/v1/articles/{article}/?include=passages")

    def list(self, page):
        return self.http.get(f"/api/v1/articles/?dossier={self.dossier}&ordering=-published")

    def search(self, word):
        return self.http.get(f"/api/v1/search/?q={quote(word)}&kind=text&dossier={self.dossier}")

    def filter(self, label):
        return self.http.get(f"/api/v1/articles/?dossier={self.dossier}&answers={quote(label)}")

    def export(self):
        return self.http.get(f"/api/v1/dossiers/{self.dossier}/export/?as=jsonl")

    def count_spans(self, blob):
        rows = map(json.loads, blob.splitlines())
        return sum(len(shot["passages"]) for row in rows if row["row"] == "article" for shot in row["snapshots"])
