#!/usr/bin/env bash
# aiosmtpd: a server that speaks TLS from the first byte (port 465, RFC 8314) offers no AUTH by default.
#
# One would guess: AUTH is held back until the connection is encrypted (auth_require_tls, on by default), and with
# ssl_context= it is encrypted from the start, so clients may sign in.
# What happens: "encrypted" means that STARTTLS was carried out. Over implicit TLS the server never announces AUTH,
# and with auth_required=True nobody can hand in any mail; auth_require_tls=False is needed, which then warns that
# signing in without TLS is dangerous, though there is TLS.
# Source: smtp_EHLO and smtp_AUTH in aiosmtpd/smtp.py ask self._tls_protocol, which smtp_STARTTLS alone sets.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "aiosmtpd==1.4.6"
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null

cat >"$work/try.py" <<'PYTHON'
import smtplib
import socket
import ssl
import sys
import warnings

import aiosmtpd
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

certificate, key = sys.argv[1:]
server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server_side.load_cert_chain(certificate, key)
client_side = ssl.create_default_context(cafile=certificate)


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("localhost", 0))
        return opened.getsockname()[1]


def sign_in(implicit: bool, **more: object) -> str:
    tls = {"ssl_context": server_side} if implicit else {"tls_context": server_side, "require_starttls": True}
    server = Controller(
        object(),
        hostname="localhost",
        port=free_port(),
        auth_required=True,
        authenticator=lambda *_: AuthResult(success=True),
        **tls,
        **more,
    )
    server.start()
    try:
        if implicit:
            client = smtplib.SMTP_SSL("localhost", server.port, context=client_side)
        else:
            client = smtplib.SMTP("localhost", server.port)
            client.starttls(context=client_side)
        with client:
            return str(client.login("user", "password")[0])
    except smtplib.SMTPException as refused:
        return f"{type(refused).__name__}: {refused}"
    finally:
        server.stop()


warnings.simplefilter("ignore")
found = {
    "STARTTLS": sign_in(implicit=False),
    "implicit TLS": sign_in(implicit=True),
    "implicit TLS, auth_require_tls=False": sign_in(implicit=True, auth_require_tls=False),
}
print("aiosmtpd", aiosmtpd.__version__)
for how, answer in found.items():
    print(f"{how}: {answer}")
assert list(found.values()) == ["235", "SMTPNotSupportedError: SMTP AUTH extension not supported by server.", "235"]
PYTHON
"$work/venv/bin/python" "$work/try.py" "$work/certificate.pem" "$work/key.pem"
