#!/usr/bin/env bash
# dj-email-url: smtps://...:465 configures STARTTLS, which a server on port 465 does not speak.
#
# One would guess: smtps is SMTP over TLS, as https is HTTP over TLS (and port 465 is "submissions", RFC 8314), so
# Django gets EMAIL_USE_SSL.
# What happens: EMAIL_USE_TLS, that is STARTTLS after a greeting in the clear. The server waits for TLS, the client
# for the greeting, until the time-out. "submission://...:465" does the same; only "?ssl=True" gives EMAIL_USE_SSL.
# Schemes with a plus, as other libraries write them (smtp+tls, smtp+ssl), are passed over without a word: the
# settings then lack EMAIL_BACKEND.
# Source: parse() in dj_email_url.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "dj-email-url==1.0.6"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import dj_email_url

print("dj-email-url", version("dj-email-url"))
found = []
for address in (
    "smtps://user:password@mail.example.org:465",
    "submission://user:password@mail.example.org:465",
    "smtp://user:password@mail.example.org:465/?ssl=True",
    "smtp+ssl://user:password@mail.example.org:465",
):
    read = dj_email_url.parse(address)
    told = {name: read.get(name) for name in ("EMAIL_USE_SSL", "EMAIL_USE_TLS", "EMAIL_BACKEND")}
    print(address, told)
    found.append((told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"], told["EMAIL_BACKEND"] is not None))
assert found == [(False, True, True), (False, True, True), (True, False, True), (False, False, False)]
PYTHON
