from django.apps import AppConfig


class ContradictionsConfig(AppConfig):
    name = "research.contradictions"
