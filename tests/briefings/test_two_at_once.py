"""Several people at the same instant, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import TransactionTestCase

from research.briefings import actions
from research.briefings.models import Briefing, Version
from research.dossiers.errors import Conflict
from tests.briefings.making import approve, make_draft, rated_claim
from tests.cast import make_cast

PEOPLE, ROUNDS = 4, 5


class AtOnce(TransactionTestCase):
    def setUp(self):
        self.cast = make_cast()
        self.draft = make_draft(self.cast, [rated_claim(self.cast)])

    def together(self, act):
        """Run act(number) for all at the same instant; return what each got, None where it was refused."""
        start = Barrier(PEOPLE)

        def run(number):
            try:
                start.wait()
                return act(number)
            except Conflict:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(PEOPLE) as pool:
            return list(pool.map(run, range(PEOPLE)))

    def test_one_of_several_saves_wins_and_nothing_is_lost(self):
        for place in range(ROUNDS):
            version = Briefing.objects.get().version

            def save(number, version=version, place=place):
                body = f"Round {place}, by {number}."
                return actions.save_briefing(briefing=self.draft, version=version, by=self.cast.editor, body=body)

            won = [saved for saved in self.together(save) if saved]
            self.assertEqual(len(won), 1)
            self.assertEqual(Briefing.objects.get().body, won[0].body)

    def test_pressed_together_publish_makes_one_version(self):
        approve(self.cast, self.draft)
        made = self.together(lambda _: actions.publish(briefing=self.draft, by=self.cast.chief))
        self.assertEqual(len([version for version in made if version]), 1)
        self.assertEqual(Version.objects.count(), 1)

    def test_an_edit_and_an_approval_together_never_publish_what_nobody_read(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)

        def act(number):
            if number % 2:
                return actions.review(briefing=self.draft, by=self.cast.second_editor, decision="approve")
            version = Briefing.objects.get().version
            return actions.save_briefing(briefing=self.draft, version=version, by=self.cast.editor, body="Else.")

        self.together(act)
        self.assertEqual(Briefing.objects.get().state, "draft")
