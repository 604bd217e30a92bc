"""Imports and foreign keys between the apps run one way only: down the ladder."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import research

ROOT = Path(research.__file__).parent
LADDER = [
    {"values", "accounts"},
    {"dossiers"},
    {"sources"},
    {"claims"},
    {"assessments"},
    {"contradictions"},
    {"briefings"},
    {"exports"},
    {"desk", "reading", "api"},
]
RUNG = {app: rung for rung, names in enumerate(LADDER) for app in names}
ENTRY = len(LADDER)


def apps_imported(path):
    """Yield (line, app) for every import of ours in a file, wherever it stands and however it is written."""
    package = path.relative_to(ROOT.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(
                [*package[: len(package) - node.level + 1], node.module or ""] if node.level else [node.module]
            )
            names = [f"{base.strip('.')}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith("research."))


def test_every_app_has_a_rung():
    assert {init.parent.name for init in ROOT.glob("*/__init__.py")} == set(RUNG)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/**/*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_down_the_ladder(path):
    app = path.relative_to(ROOT).parts[0]
    upward = [
        (line, other) for line, other in apps_imported(path) if other != app and RUNG.get(other, ENTRY) >= RUNG[app]
    ]
    assert upward == []


def test_relations_run_down_the_ladder():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if not field.auto_created and field.is_relation and field.related_model
        for here, there in [(model._meta.app_label, field.related_model._meta.app_label)]
        if here != there and here in RUNG and there in RUNG and RUNG[there] >= RUNG[here]
    ]
    assert upward == []


def test_the_test_sees_a_relative_import_inside_a_function(tmp_path, monkeypatch):
    folder = tmp_path / "research" / "claims"
    folder.mkdir(parents=True)
    (folder / "late.py").write_text("def f():\n    from ..briefings import models\n")
    monkeypatch.setattr("tests.test_layers.ROOT", tmp_path / "research")
    assert list(apps_imported(folder / "late.py")) == [(2, "briefings")]
