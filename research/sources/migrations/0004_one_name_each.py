from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0003_folded_names'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.UniqueConstraint(fields=('dossier', 'folded'), name='one_origin_per_name', violation_error_message='This dossier has an origin of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='publisher',
            constraint=models.UniqueConstraint(fields=('folded',), name='one_publisher_per_name', violation_error_message='There is a publisher of this name already.'),
        ),
    ]
