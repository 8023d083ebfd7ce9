"""One file with everything that an installation has: made while people work, and brought back.

`writing` makes it, `reading` opens and proves it, `restoring` brings it back; `engines` speaks with the
tools of SQLite and PostgreSQL, `manifest` says what is in it.
"""
