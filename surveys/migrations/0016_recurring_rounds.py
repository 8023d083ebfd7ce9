import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rounds come again: what is set up, and what has come of each time."""

    dependencies = [
        ("maturity", "0009_guard_publishing_at_once"),
        ("organizations", "0017_mappings_of_imports"),
        ("surveys", "0015_rounds_tell_what_came_of_them"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("all", "All teams"),
                            ("unit", "The teams of a unit and of all below it"),
                            ("label", "The teams with a label"),
                        ],
                        default="all",
                        max_length=5,
                    ),
                ),
                ("first_on", models.DateField()),
                ("opens", models.TimeField()),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monthly"),
                            (2, "Every two months"),
                            (3, "Quarterly"),
                            (4, "Every four months"),
                            (6, "Half-yearly"),
                            (12, "Yearly"),
                        ]
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("closes", models.TimeField()),
                ("time_zone", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=80)),
                ("opens_by_itself", models.BooleanField(default=False)),
                ("reminder_days", models.CharField(blank=True, max_length=20, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("paused", "Paused"), ("ended", "Ended")],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("done_until", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "label",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organizations.label",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organizations.membership",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recurrences",
                        to="maturity.maturitymodel",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recurrences",
                        to="organizations.organization",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.team",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=80)),
                ("opens_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("made", "Made"),
                            ("last_open", "Last Open"),
                            ("last_draft", "Last Draft"),
                            ("no_version", "No Version"),
                            ("no_teams", "No Teams"),
                            ("missed", "Missed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "hindered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.round",
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="occurrence",
                        to="surveys.round",
                    ),
                ),
                (
                    "recurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="surveys.recurrence",
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="recurrence",
            index=models.Index(fields=["state", "due_at"], name="recurrence_due"),
        ),
        migrations.AddConstraint(
            model_name="recurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("months__lte", 12)), name="recurrence_rhythm"
            ),
        ),
        migrations.AddConstraint(
            model_name="recurrence",
            constraint=models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="recurrence_lasts"),
        ),
        migrations.AddConstraint(
            model_name="recurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("label", None), ("reach", "unit"), ("unit__isnull", False)),
                    models.Q(("reach", "label"), ("unit", None)),
                    models.Q(("label", None), ("reach", "all"), ("unit", None)),
                    _connector="OR",
                ),
                name="recurrence_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(fields=("recurrence", "day"), name="occurrence_unique"),
        ),
    ]
