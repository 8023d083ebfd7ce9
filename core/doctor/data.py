"""Looking at the database and at the folder of the data."""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from core.doctor.findings import Finding, bad, warning, well
from core.guards import missing

# The values under which a commit is on the disk before people are told so; the first is what we advise.
SQLITE_WANTED = {"journal_mode": ["wal"], "synchronous": ["2", "3"], "foreign_keys": ["1"]}
POSTGRESQL_WANTED = {
    "fsync": ["on"],
    # Each but "off" waits for this server's own disk; they differ in what they await of a second server.
    "synchronous_commit": ["on", "local", "remote_write", "remote_apply"],
    "full_page_writes": ["on"],
}
ERASING = {"sqlite": ("secure_delete", "1"), "postgresql": ("autovacuum", "on")}
LEAST_FREE = 0.1  # of the disk
SECONDS_APART = 5


def settings_are_safe() -> Iterator[Finding]:
    """What Django and we check of the settings, the database's own checks among them."""
    checked = run_checks(include_deployment_checks=settings.IN_PRODUCTION, databases=["default"])
    found = [one for one in checked if one.level >= WARNING and not one.is_silenced()]
    for one in found:
        made = warning if one.level == WARNING else bad
        yield made("settings", str(one.msg), str(one.hint or _("See docs/settings.md.")))
    if not found:
        yield well("settings", _("All settings are safe."))


def commits_last() -> Iterator[Finding]:
    """Whether what is committed survives a power cut."""
    if connection.vendor == "sqlite":
        asked = {name: f"PRAGMA {name}" for name in SQLITE_WANTED}
        wanted = SQLITE_WANTED
    else:
        asked = {name: f"SHOW {name}" for name in POSTGRESQL_WANTED}
        wanted = POSTGRESQL_WANTED
    amiss = False
    with connection.cursor() as cursor:
        for name, statement in asked.items():
            cursor.execute(statement)
            value = str(cursor.fetchone()[0]).lower()
            if value not in wanted[name]:
                amiss = True
                yield bad(
                    "durability",
                    _("%(name)s is %(value)s: a power cut can lose what people were told is saved.")
                    % {"name": name, "value": value},
                    _("Set %(name)s to %(wanted)s in the database’s own settings.")
                    % {"name": name, "wanted": wanted[name][0]},
                )
    if not amiss:
        yield well("durability", _("What is committed survives a power cut."))


def what_is_erased_goes() -> Iterator[Finding]:
    """Whether what was erased leaves the files of the database: by being overwritten, or by the vacuum."""
    name, wanted = ERASING[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        value = str(cursor.fetchone()[0]).lower()
    if value == wanted:
        yield well("erased", _("What is erased leaves the files of the database, too."))
    else:
        yield bad(
            "erased",
            _("%(name)s is %(value)s: what is erased stays in the files of the database.")
            % {"name": name, "value": value},
            _("Set %(name)s to %(wanted)s in the database’s own settings.")
            % {"name": name, "wanted": wanted},
        )


def is_up_to_date() -> Iterator[Finding]:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    later = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if waiting:
        names = ", ".join(f"{one.app_label}.{one.name}" for one, _backwards in waiting)
        yield bad(
            "migrations",
            _("The database is older than the program. Missing: %(names)s.") % {"names": names},
            "python manage.py migrate",
        )
    elif later:
        yield bad(
            "migrations",
            _("The database is newer than the program."),
            _("Install the version of Patamar that was used last, or a later one."),
        )
    else:
        yield well("migrations", _("The database is up to date."))


def guards_stand() -> Iterator[Finding]:
    """Whether the triggers stand that keep published versions and the trail as they are."""
    fallen = missing(connection)
    if fallen:
        yield bad(
            "guards",
            _("Triggers of the database are missing: %(names)s.") % {"names": ", ".join(fallen)},
            _("Restore the last backup into an empty database, and find out who dropped them."),
        )
    else:
        yield well("guards", _("All triggers stand that keep published versions and the trail."))


def clocks_agree() -> Iterator[Finding]:
    """Whether this machine and the database's have the same time: rounds open and close by it."""
    if connection.vendor == "sqlite":
        yield well("clock", _("Program and database have one clock."))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((datetime.now(UTC) - cursor.fetchone()[0]).total_seconds())
    if apart > SECONDS_APART:
        yield warning(
            "clock",
            _("The clocks of program and database are %(seconds)d seconds apart.") % {"seconds": apart},
            _("Let both machines follow a time server (chrony or systemd-timesyncd)."),
        )
    else:
        yield well("clock", _("The clocks of program and database agree."))


def a_backup_can_be_made() -> Iterator[Finding]:
    """Whether pg_dump is there and not older than the server, which it would refuse. SQLite needs no tool."""
    if connection.vendor == "sqlite":
        yield well("backup", _("A backup can be made."))
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
    tool = _major_of_pg_dump()
    if tool >= server:
        yield well("backup", _("A backup can be made."))
    else:
        yield warning(
            "backup",
            _("No backup can be made: there is no pg_dump for PostgreSQL %(server)d.") % {"server": server},
            f"apt-get install postgresql-client-{server}",
        )


def _major_of_pg_dump() -> int:
    """The major version of the pg_dump that `manage.py backup` would run; 0 if there is none."""
    try:
        said = subprocess.run(
            ["pg_dump", "--version"],  # noqa: S607  the one that a backup would run, found in the same way
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)\.?\d*", said)
    return int(found[1]) if found else 0


def disk_has_room() -> Iterator[Finding]:
    """Whether files, and SQLite's database, still find room."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    free = {"percent": 100 * usage.free // usage.total, "path": settings.DATA_DIR}
    if usage.free < LEAST_FREE * usage.total:
        yield bad(
            "disk",
            _("Only %(percent)d %% of the disk of %(path)s is free.") % free,
            _("Make room, or give the folder a larger disk."),
        )
    else:
        yield well("disk", _("%(percent)d %% of the disk of %(path)s is free.") % free)


def rights_are_narrow() -> Iterator[Finding]:
    """Whether we can write into the folder of the data, and strangers cannot read what is secret there."""
    folder: Path = settings.DATA_DIR
    if not os.access(folder, os.W_OK | os.X_OK):
        yield bad(
            "rights",
            _("The folder %(path)s cannot be written to.") % {"path": folder},
            f"chown {os.getuid()} {folder}",
        )
        return
    secret = [folder / "secret-key"]
    if connection.vendor == "sqlite":
        secret.append(Path(str(connection.settings_dict["NAME"])))
    closed = not stat.S_IMODE(folder.stat().st_mode) & stat.S_IXOTH
    open_to_all = [path for path in secret if path.exists() and path.stat().st_mode & stat.S_IROTH]
    if open_to_all and not closed:
        paths = " ".join(map(str, open_to_all))
        yield warning(
            "rights",
            _("Every user of this machine can read %(paths)s.") % {"paths": paths},
            f"chmod o-rwx {folder} {paths}",
        )
    else:
        yield well("rights", _("The folder of the data can be written to, and is closed to strangers."))
