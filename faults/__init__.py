"""What is hit while people work, and whether anything that was promised is lost; `python -m faults`.

A whole installation stands on this machine for as long as it takes: PostgreSQL, Redis, a mail server,
gunicorn, Celery's worker and beat, all on free ports of loopback and thrown away afterwards. What clients
were told is written down by them, on the disk, before they go on; an auditor compares it with the database
by plain SQL.
"""
