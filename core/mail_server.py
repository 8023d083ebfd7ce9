"""The mail server, told in one address: `smtp+tls://user:password@mail.example.org:587`."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from django.core.exceptions import ImproperlyConfigured

# How the connection is protected: not at all, by STARTTLS, or by TLS from the first byte (RFC 8314).
PLAIN, STARTTLS, IMPLICIT = "plain", "starttls", "implicit"
SCHEMES = {
    "smtp": PLAIN,
    "smtp+tls": STARTTLS,
    "submission": STARTTLS,
    "submit": STARTTLS,
    "smtp+ssl": IMPLICIT,
    "smtps": IMPLICIT,
}
PORTS = {PLAIN: 25, STARTTLS: 587, IMPLICIT: 465}
OPTIONS = {"tls": STARTTLS, "ssl": IMPLICIT}  # smtp://host:587/?tls=true, as it was written before
YES = ("1", "true", "yes", "on")

# The user's part ends at the last @, so that a name may be an address and a password may hold what else
# has a meaning in an address: / # ? [ ] +
ADDRESS = re.compile(
    r"(?P<scheme>[a-z+]+)://(?:(?P<user>[^:]*)(?::(?P<password>.*))?@)?"
    r"(?P<host>[^@/?#\[\]:\s]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?/?(?:\?(?P<options>[^@]*))?"
)
BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FOR_EXAMPLE = "for example smtp+tls://user:password@mail.example.org:587"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and how; `protection` is PLAIN, STARTTLS or IMPLICIT."""

    host: str
    port: int
    user: str
    password: str
    protection: str


def mail_server(address: str) -> MailServer:
    """Read the value of PATAMAR_EMAIL_URL.

    Port 465 means TLS from the first byte, unless the address says something else. In the user name and the
    password "%" begins two hexadecimal digits, as in every address; a user name has its ":" written "%3A".

    Raises:
        ImproperlyConfigured: the address cannot be read, or contradicts itself. The sentence holds no part
            of the password.
    """
    found = None if CONTROL.search(address) else ADDRESS.fullmatch(address.strip())
    if found is None:
        raise _wrong(f"cannot be read: write scheme://user:password@host:port, {FOR_EXAMPLE}")
    protection = _protection(found["scheme"], found["options"] or "")
    port = int(found["port"] or PORTS[protection])
    if not 1 <= port <= 65535:
        raise _wrong(f"names the port {port}; a port is a number from 1 to 65535")
    if port == PORTS[IMPLICIT] and protection == STARTTLS:
        raise _wrong("asks for STARTTLS on port 465, where TLS begins at once: write smtp+ssl://")
    if port == PORTS[IMPLICIT]:
        protection = IMPLICIT
    user, password = _decoded(found["user"]), _decoded(found["password"])
    if bool(user) != bool(password):
        raise _wrong("needs a user name and a password, or neither")
    return MailServer(found["host"].strip("[]"), port, user, password, protection)


def _protection(scheme: str, options: str) -> str:
    if scheme not in SCHEMES:
        raise _wrong(f"begins with {scheme}://; known are smtp://, smtp+tls:// and smtp+ssl://")
    protection = SCHEMES[scheme]
    for name, value in parse_qsl(options, keep_blank_values=True):
        if name not in OPTIONS:
            raise _wrong(f"ends with the option {name!r}; there are only tls=true and ssl=true")
        if value.lower() in YES:
            protection = OPTIONS[name]
    return protection


def _decoded(written: str | None) -> str:
    if written and BAD_PERCENT.search(written):
        raise _wrong("has a % in the user name or the password that begins no code: write % as %25")
    return unquote(written or "")


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"PATAMAR_EMAIL_URL {what}.")
