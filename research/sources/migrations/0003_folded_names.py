from django.db import migrations, models


def fill(apps, schema_editor):
    for name in ("Origin", "Publisher"):
        for row in apps.get_model("sources", name).objects.all():
            row.folded = " ".join(row.name.split()).casefold()
            row.save(update_fields=["folded"])


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0001_initial'),
        ('sources', '0002_imports'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='origin',
            name='one_origin_per_name',
        ),
        migrations.RemoveConstraint(
            model_name='publisher',
            name='one_publisher_per_name',
        ),
        migrations.AddField(
            model_name='origin',
            name='folded',
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name='publisher',
            name='folded',
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
