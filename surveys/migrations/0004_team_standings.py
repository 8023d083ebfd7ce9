from django.db import migrations, models
from django.db.models.deletion import PROTECT, SET_NULL


class Migration(migrations.Migration):
    """Where each team stands, whatever round is open; `recount_standings` fills it after the upgrade."""

    dependencies = [
        ("maturity", "0008_no_invented_date"),
        ("organizations", "0015_guard_trail_against_replacing"),
        ("surveys", "0003_ended_passes"),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stamp", models.PositiveIntegerField(default=0)),
                (
                    "lineage",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="maturity.maturitymodel"),
                ),
                (
                    "newest",
                    models.ForeignKey(
                        null=True, on_delete=SET_NULL, related_name="+", to="surveys.teamresult"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to="organizations.organization"
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True, on_delete=SET_NULL, related_name="+", to="surveys.teamresult"
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        null=True, on_delete=SET_NULL, related_name="+", to="surveys.teamresult"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=PROTECT, related_name="standings", to="organizations.team"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organization", "lineage"], name="team_standing_by_lineage")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("team", "lineage"), name="team_standing_unique")
                ],
            },
        ),
    ]
