#!/usr/bin/env python3
"""Patamar's chores from the command line: `manage.py help` lists them."""

import os
import sys


def main() -> None:
    if sys.argv[1:] == ["score"]:  # needs neither settings nor Django: it runs on any machine as it stands
        from maturity.scoring_cases import main as score

        sys.exit(score(sys.stdin.buffer, sys.stdout, sys.stderr))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from environs import EnvError

    from core.origin import COMMAND, coming_from

    try:
        with coming_from(COMMAND):
            execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EnvError) as refusal:
        sys.exit(f"Patamar can't start: {refusal}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
