"""The peer: django-survey-and-report 1.5.0, a survey of 60 questions on one page, under the same gunicorn."""
