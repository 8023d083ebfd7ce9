"""What the clock starts, and how often. `docs/jobs.md` says what each does.

What is due once a day is looked for every hour: a beat that starts anew each day must not put it off.
"""

from typing import Any

HALF_A_MINUTE, A_MINUTE, FIVE_MINUTES, AN_HOUR = 30.0, 60.0, 300.0, 3600.0

SCHEDULE: dict[str, dict[str, Any]] = {
    "carry out what is due in the outbox": {"task": "core.tasks.sweep", "schedule": A_MINUTE},
    "write down that beat and worker are alive": {"task": "core.tasks.beat_once", "schedule": A_MINUTE},
    "clear the database's log of what was erased": {
        "task": "core.tasks.clear_traces",
        "schedule": FIVE_MINUTES,
    },
    "forget forms that were sent": {"task": "core.tasks.forget_forms", "schedule": AN_HOUR},
    "hand out the mails of offers that are due": {
        "task": "organizations.tasks.send_due_offers",
        "schedule": FIVE_MINUTES,
    },
    "end the offers whose time is over": {"task": "organizations.tasks.end_offers", "schedule": AN_HOUR},
    "throw away imports that nobody confirmed": {
        "task": "organizations.tasks.forget_imports",
        "schedule": FIVE_MINUTES,
    },
    "forget sessions that are over": {"task": "organizations.tasks.forget_sessions", "schedule": AN_HOUR},
    "forget messages that are done": {"task": "core.tasks.forget_done_messages", "schedule": AN_HOUR},
    "open and close rounds that are due": {"task": "surveys.tasks.turn_rounds", "schedule": A_MINUTE},
    "draft the rounds that come again": {
        "task": "surveys.tasks.draft_recurring_rounds",
        "schedule": A_MINUTE,
    },
    # Its mails are to have gone within the minute.
    "ask who has come to lead a team": {"task": "surveys.tasks.ask_late_comers", "schedule": HALF_A_MINUTE},
    "remind who has not finished": {"task": "surveys.tasks.remind_by_plan", "schedule": A_MINUTE},
    "delete organizations whose end has come": {
        "task": "organizations.tasks.delete_due_organizations",
        "schedule": AN_HOUR,
    },
    "delete archives whose days are over": {"task": "reports.tasks.expire_archives", "schedule": AN_HOUR},
    "forget where rounds asked who never joined": {
        "task": "surveys.tasks.forget_addresses",
        "schedule": AN_HOUR,
    },
    "forget what people wrote long ago": {"task": "surveys.tasks.forget_old_rounds", "schedule": AN_HOUR},
}

# What only goes on: the rest forgets or ends what has run out, and `purge_expired` does it at once.
GOING_ON = {
    "core.tasks.beat_once",
    "core.tasks.sweep",
    "organizations.tasks.send_due_offers",
    "surveys.tasks.ask_late_comers",
    "surveys.tasks.draft_recurring_rounds",
    "surveys.tasks.remind_by_plan",
    "surveys.tasks.turn_rounds",
}
FORGETTING = {name: entry["task"] for name, entry in SCHEDULE.items() if entry["task"] not in GOING_ON}
