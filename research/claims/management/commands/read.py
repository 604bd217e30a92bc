from django.core.management.base import BaseCommand, CommandError

from research import values


class Command(BaseCommand):
    help = "Print how a date or a quantity is read, and why."

    def add_arguments(self, parser):
        parser.add_argument("text", help='the words, such as "nearly four years after November 2020"')
        parser.add_argument("--published", help="the date of the article (EDTF), for words such as “on Wednesday”")
        parser.add_argument("--anchor", help="the date of the event the words refer to (EDTF)")
        parser.add_argument("--kind", choices=["date", "quantity"], help="read it as this only")

    def handle(self, *, text, published, anchor, kind, **options):
        problems = []
        for attempt in [kind] if kind else ["date", "quantity"]:
            try:
                value = values.read(text, attempt, published=published, anchor=anchor)
            except values.Unreadable as error:
                problems.append(error)
                continue
            self.show(value)
            return
        told = next((problem for problem in problems if problem.problem != "nothing"), problems[0])
        raise CommandError(told.reason)

    def show(self, value):
        fields = {"kind": value.kind, "reads as": values.say(value), "edtf": value.edtf, "hedge": value.hedge}
        for name in ("amount", "lower", "upper", "unit"):
            fields[name] = getattr(value, name)
        for name, field in fields.items():
            if field not in (None, ""):
                self.stdout.write(f"{name:9} {field}")
        self.stdout.write(f"{'why':9} {value.explanation}")
