import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How long answering takes is counted, for pages that say so before it begins."""

    dependencies = [
        ('maturity', '0008_no_invented_date'),
        ('organizations', '0016_invitations_to_join'),
        ('surveys', '0008_room_beside_results'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnsweringTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seconds', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField(default=0)),
                ('dimension', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='maturity.dimension')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='maturity.modelversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'version', 'dimension', 'seconds'), name='answering_time_unique')],
            },
        ),
    ]
