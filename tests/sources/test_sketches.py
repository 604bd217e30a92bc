import subprocess
import sys

import pytest

from research.sources.sketches import SIZE, resemblance, sketch

WORDS = [f"word{number}" for number in range(1000)]
TEXT = " ".join(WORDS)


def test_the_same_text_is_the_same():
    assert resemblance(sketch(TEXT), sketch(TEXT)) == 1


def test_case_punctuation_and_spacing_do_not_count():
    assert sketch("Troops left, on Wednesday!") == sketch("troops  LEFT on\nwednesday")


def test_other_texts_are_nothing_alike():
    assert resemblance(sketch(TEXT), sketch(TEXT.replace("word", "other"))) == 0


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_the_share_in_common_is_told_within_a_tenth(share):
    kept = int(len(WORDS) * share)
    other = " ".join(WORDS[:kept] + [f"new{number}" for number in range(len(WORDS) - kept)])
    assert resemblance(sketch(TEXT), sketch(other)) == pytest.approx(share / (2 - share), abs=0.1)


def test_a_sketch_is_small_and_sorted():
    assert len(sketch(TEXT)) == SIZE
    assert list(sketch(TEXT)) == sorted(set(sketch(TEXT)))


@pytest.mark.parametrize("text", ["", "  ", "…"])
def test_no_words_make_no_sketch_and_resemble_nothing(text):
    assert sketch(text) == ()
    assert resemblance(sketch(text), sketch(text)) == 0


def test_few_words_are_one_run():
    assert len(sketch("two words")) == 1


def test_it_is_the_same_in_every_process():
    code = f"from research.sources.sketches import sketch; print(sketch({TEXT[:200]!r}))"
    other = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == str(sketch(TEXT[:200]))
