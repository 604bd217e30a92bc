"""The figures promised, on the public text that lies beside the repository and is not part of it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from research.values import find

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the public corpora are not beside the repository")
CALENDAR = r"^\d{4}(-\d\d){0,2}$"


def score(script, *arguments):
    command = [sys.executable, CORPORA / script, *arguments]
    root = Path(__file__).parents[2]
    printed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return json.loads(printed.splitlines()[0])


def times(corpus, *arguments):
    return score("score_times.py", CORPORA / "times" / corpus, "--callable", "research.values.timex:timex", *arguments)


def test_calendar_dates_of_the_news():
    found = times("meantime", "--only", CALENDAR)

    assert found["relaxed_PRF"][2] >= 95
    assert found["value_accuracy"] >= 96


@pytest.mark.parametrize(("corpus", "bar"), [("meantime", 82), ("wikiwars", 80)])
def test_all_time_expressions(corpus, bar):
    assert times(corpus)["value_F1"] >= bar


@pytest.mark.slow
def test_conflicts():
    found = score(
        "score_conflicts.py",
        CORPORA / "conflicts.jsonl",
        "--subset",
        "number+date",
        "--callable",
        "research.values.checks:label",
    )

    assert found["conflict_F1"] >= 0.92
    assert found["pair_accuracy"] >= 0.85


def test_every_offset_of_the_corpora_slices_to_its_expression():
    for path in sorted((CORPORA / "times").glob("*/*.tml"))[::10]:
        text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
        assert all(text[found.start : found.end] == found.text for found in find(text, published="2009-12-19"))
