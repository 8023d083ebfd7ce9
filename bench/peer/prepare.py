"""Its tables, a survey of 60 questions with six answers each, and somebody who has signed in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from survey.models import Category, Question, Survey

QUESTIONS, IN_A_CATEGORY = 60, 9
CHOICES = "Not achieved, Partially achieved, Largely achieved, Fully achieved, Do not know, Not applicable"


def main() -> dict[str, Any]:
    """The address of the survey, and the cookies of the person."""
    call_command("migrate", verbosity=0)
    survey = Survey.objects.create(name="Maturity", description="", need_logged_user=True)
    for number in range(QUESTIONS):
        place = number // IN_A_CATEGORY
        category, _ = Category.objects.get_or_create(survey=survey, name=f"Dimension {place}", order=place)
        Question.objects.create(
            survey=survey,
            category=category,
            order=number,
            required=False,
            type=Question.RADIO,
            text=f"The team keeps the promise with the number {number} for all of its models",
            choices=CHOICES,
        )
    person = User.objects.create_user("person", "person@bench.example")
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"address": f"/survey/{survey.pk}/", "cookies": {name: client.cookies[name].value}}
