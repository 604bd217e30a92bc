import json

import pytest
from django.core.management import CommandError, call_command

from tests import cast as make


def test_a_dossier_is_written_to_a_file(cast, tmp_path):
    make.make_claim(cast)
    call_command("export_dossier", "the-withdrawal", "--as", "json", "-o", str(tmp_path / "out.json"))
    assert json.loads((tmp_path / "out.json").read_text())["claims"][0]["number"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_dossier_is_written_to_standard_output(cast, capfdbinary):
    call_command("export_dossier", "the-withdrawal")
    assert json.loads(capfdbinary.readouterr().out)["dossier"]["title"] == "The withdrawal"


def test_an_unknown_dossier_is_said_with_those_there_are(cast):
    with pytest.raises(CommandError, match="another-matter, the-withdrawal"):
        call_command("export_dossier", "nothing")


def test_a_file_that_cannot_be_written_is_said(cast, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_dossier", "the-withdrawal", "-o", str(tmp_path / "no" / "out.json"))
