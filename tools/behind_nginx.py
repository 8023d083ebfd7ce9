"""Start nginx with deploy/nginx/patamar.conf in front of the product in production, and try what is promised.

TLS on port 8443 where it is free, with a certificate made for the occasion; gunicorn, SQLite and Redis in a
folder that is thrown away. Needs nginx and redis-server.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.certificates import write_certificate
from tools.servers import PYTHON, ROOT, free_port, need, python, redis_here, serving, tell

NGINX = "/usr/sbin/nginx"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
MEGABYTE = 1024 * 1024
LINES = 40_000  # of the audit trail, so that its file takes a while
PHRASE = "a long enough pass phrase"  # of everybody in tests.cast
IMPORT = "/o/aurora/settings/teams/import/"
TRAIL = "/o/aurora/settings/audit/"
FORGED = {
    "X-Forwarded-For": "203.0.113.66",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Proto": "http",
    "X-Real-IP": "203.0.113.66",
    "Forwarded": "for=203.0.113.66;host=evil.example;proto=http",
}
FILL = f"""
import django; django.setup()
from core.clock import now
from organizations.models import AuditEvent
from organizations.scoping import scopes_disabled
from tests.cast import make_cast
aurora = make_cast().aurora
with scopes_disabled():
    about = dict(organization=aurora, action="team.renamed", at=now())
    AuditEvent.objects.bulk_create([AuditEvent(label=f"Team {{n}}", **about) for n in range({LINES})])
"""
LAST_ADDRESS = """
import django; django.setup()
from organizations.models import AuditEvent
from organizations.scoping import scopes_disabled
with scopes_disabled():
    print(AuditEvent.objects.exclude(address="").newest_first()[0].address)
"""


@dataclass(frozen=True)
class Site:
    """Where the product is reached: by TLS, over plain http, and past nginx."""

    port: int
    plain_port: int
    straight_port: int
    certificate: Path
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def visitor(self) -> requests.Session:
        """Somebody with a browser that reads English."""
        session = requests.Session()
        session.trust_env = False  # whatever bundle of certificates this machine names
        session.verify = str(self.certificate)
        session.headers.update({"Accept-Language": "en", "Origin": self.url})
        return session

    def post(
        self, session: requests.Session, form: str, to: str, sent: dict[str, str], **more: object
    ) -> requests.Response:
        """Send a form as a browser does: with its token, and with the page that it stands on."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', session.get(self.url + form).text)
        assert token, f"there is no form on {form}"
        return session.post(
            self.url + to,
            {"csrfmiddlewaretoken": token[1], **sent},
            headers={"Referer": self.url + form},
            allow_redirects=False,
            **more,  # type: ignore[arg-type]
        )

    def sign_in(self, session: requests.Session, name: str, phrase: str = PHRASE) -> requests.Response:
        login = {"login": f"{name}@aurora.example", "password": phrase}
        return self.post(session, "/accounts/login/", "/accounts/login/", login)

    def signed_in(self, name: str) -> requests.Session:
        session = self.visitor()
        answer = self.sign_in(session, name)
        assert answer.status_code == 302, f"signing in was answered with {answer.status_code}"
        return session


def a_form_is_sent_over_tls_with_a_port(site: Site) -> str:
    session = site.signed_in("ada")
    page = session.get(site.url + "/account/")

    assert page.status_code == 200, page.status_code
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert all(cookie.secure for cookie in session.cookies)
    return f"signed in at {site.url}"


def an_upload_is_taken_up_to_the_limit_and_refused_in_words_beyond(site: Site) -> str:
    session = site.signed_in("ada")
    at_limit = _upload(site, session, 11 * MEGABYTE)
    over = _upload(site, session, 11 * MEGABYTE + 1)
    flood = _upload(site, session, 30 * MEGABYTE, {"Accept-Language": "pt-BR"})

    assert at_limit.status_code == 422, at_limit.status_code  # read, and found to be no table
    assert over.status_code == flood.status_code == 413, (over.status_code, flood.status_code)
    assert "at most 11 MB are taken here. Nothing was stored." in over.text
    assert "no máximo 11 MB" in flood.text
    return "11 MB are read, a byte more and 30 MB are refused by the product's own page"


def _upload(
    site: Site, session: requests.Session, size: int, headers: dict[str, str] | None = None
) -> requests.Response:
    """Send a file to the import page, in a request whose body has exactly that size."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', session.get(site.url + IMPORT).text)
    assert token
    head = (
        '--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f'{token[1]}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="teams.xlsx"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    tail = b"\r\n--x--\r\n"
    body = head + b"x" * (size - len(head) - len(tail)) + tail
    kind = {"Content-Type": "multipart/form-data; boundary=x", "Referer": site.url + IMPORT}
    return session.post(site.url + IMPORT, body, headers={**kind, **(headers or {})})


def long_headers_come_through(site: Site) -> str:
    wanted = "/account/?q=" + "%C3%A9" * 600  # the way to sign in tells it again, each % as %25
    answer = site.visitor().get(site.url + wanted, allow_redirects=False)

    size = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    assert answer.status_code == 302, answer.status_code
    assert size > 4_500, size
    return f"{size} bytes of headers"


def a_file_that_is_made_while_it_is_sent_is_not_held_back(site: Site) -> str:
    session = site.signed_in("vera")
    told = []
    for packed in ("identity", "gzip", "br"):
        session.headers["Accept-Encoding"] = packed
        begun = time.perf_counter()
        answer = site.post(session, TRAIL, TRAIL + "download/", {}, stream=True)
        assert answer.status_code == 200, answer.status_code
        answer.raw.read(1, decode_content=False)
        first = time.perf_counter() - begun
        rest = len(answer.raw.read(decode_content=False))
        whole = time.perf_counter() - begun
        assert first < whole / 2, f"{packed}: the first byte came after {first:.2f} of {whole:.2f} s"
        told.append(
            f"{answer.headers.get('Content-Encoding', 'identity')} {first:.2f} of {whole:.2f} s, {rest} bytes"
        )
    return "first byte after " + "; ".join(told)


def pages_and_files_are_compressed_where_that_tells_nothing(site: Site) -> str:
    session = site.visitor()
    session.headers["Accept-Encoding"] = "gzip"
    page = session.get(site.url + "/help/")
    asked = session.get(site.url + "/help/?q=token")
    sheet = re.search(r'href="(/static/css/[^"]+)"', page.text)
    assert sheet
    file = session.get(site.url + sheet[1])

    assert page.headers["Content-Encoding"] == file.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in asked.headers, "nginx compressed what Patamar left as it is"
    assert "Accept-Encoding" in page.headers["Vary"]
    assert "immutable" in file.headers["Cache-Control"]
    return "pages and files by gzip, a page that a query shaped as it is"


def what_a_visitor_says_of_proxies_changes_nothing(site: Site) -> str:
    session = site.visitor()
    session.headers.update(FORGED)
    refused = site.sign_in(session, "lia", "not her pass phrase")
    away = session.get(site.url + "/account/", allow_redirects=False)

    assert refused.status_code == 200, refused.status_code
    assert away.headers["Location"].startswith("/accounts/login/"), away.headers["Location"]
    assert "Strict-Transport-Security" in away.headers, "it took the visitor's word that this is plain http"
    seen = python("-c", LAST_ADDRESS, **site.environment)
    assert seen == "127.0.0.1", f"the audit trail holds {seen}"
    return "no other host, scheme or address, neither in the answer nor in the audit trail"


def another_name_and_plain_http_lead_nowhere_else(site: Site) -> str:
    plain = requests.get(f"http://localhost:{site.plain_port}/help/?a=b", allow_redirects=False)
    assert (plain.status_code, plain.headers["Location"]) == (301, f"{site.url}/help/?a=b")
    try:
        requests.get(f"https://127.0.0.1:{site.port}/", verify=False)
    except requests.exceptions.SSLError:
        return "plain http leads to https, and a name that is not ours gets no certificate"
    raise AssertionError("a name that is not ours was answered")


def without_a_trusted_proxy_nobody_is_believed(site: Site) -> str:
    """Past nginx, to a gunicorn whose operator never said that there is a proxy."""
    asked = HTTPConnection("127.0.0.1", site.straight_port)
    asked.request("GET", "/help/", headers={"Host": "localhost", **FORGED, "X-Forwarded-Proto": "https"})
    answer = asked.getresponse()

    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/help/")
    return "gunicorn itself believes no word about https either"


PROOFS: list[Callable[[Site], str]] = [
    a_form_is_sent_over_tls_with_a_port,
    an_upload_is_taken_up_to_the_limit_and_refused_in_words_beyond,
    long_headers_come_through,
    a_file_that_is_made_while_it_is_sent_is_not_held_back,
    pages_and_files_are_compressed_where_that_tells_nothing,
    what_a_visitor_says_of_proxies_changes_nothing,
    another_name_and_plain_http_lead_nowhere_else,
    without_a_trusted_proxy_nobody_is_believed,
]


def configuration(folder: Path, site_file: str) -> str:
    """What Debian's nginx.conf would say around the site, with everything it writes in `folder`."""
    load = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
    temporary = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{load}{user}daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        "events {}\nhttp {\n    include /etc/nginx/mime.types;\n    access_log off;\n"
        f"{temporary}{site_file}\n}}\n"
    )


def site_file(folder: Path, *, port: int, plain_port: int, web_port: int) -> str:
    """The example as an operator would change it: name, port, certificate; and brotli where it is there."""
    text = (ROOT / "deploy/nginx/patamar.conf").read_text(encoding="utf-8")
    changes = {
        r"^ *listen \[::\].*\n": "",
        r"listen 80;": f"listen 127.0.0.1:{plain_port};",
        r"listen 443": f"listen 127.0.0.1:{port}",
        r"https://patamar\.example\.org\$": f"https://localhost:{port}$",
        r"Host patamar\.example\.org;": f"Host localhost:{port};",
        r"server_name patamar\.example\.org;": "server_name localhost;",
        r"127\.0\.0\.1:8000": f"127.0.0.1:{web_port}",
        r"/etc/ssl/patamar/fullchain\.pem": f"{folder}/certificate.pem",
        r"/etc/ssl/patamar/privkey\.pem": f"{folder}/key.pem",
        r"/var/log/nginx/": f"{folder}/",
    }
    if BROTLI.exists():
        changes[r"# (brotli\w*)"] = r"\1"
    for found, given in changes.items():
        text, times = re.subn(found, given, text, flags=re.MULTILINE)
        assert times, f"the example has no {found} any more"
    return text


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """nginx, gunicorn and Redis, with Aurora and its people inside."""
    port, plain_port, web_port, straight_port = free_port(8443), free_port(), free_port(), free_port()
    certificate, _key = write_certificate(folder, "localhost")
    with redis_here(folder) as redis:
        environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PATAMAR_MODE": "production",
            "PATAMAR_SECRET_KEY": "only-for-this-proof-" * 4,
            "PATAMAR_SITE_URL": f"https://localhost:{port}",
            "PATAMAR_ALLOWED_HOSTS": "localhost",
            "PATAMAR_REQUIRE_MFA": "nobody",
            "PATAMAR_TRUST_PROXY": "true",
            "PATAMAR_DATA_DIR": str(folder),
            "PATAMAR_BIND": f"127.0.0.1:{web_port}",
            "DATABASE_URL": f"sqlite:///{folder}/patamar.sqlite3",
            "REDIS_URL": redis,
        }
        for command in (["migrate", "--noinput", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"]):
            python("manage.py", *command, **environment)
        python("-c", FILL, **environment)
        (folder / "nginx.conf").write_text(
            configuration(folder, site_file(folder, port=port, plain_port=plain_port, web_port=web_port))
        )
        web = [str(PYTHON), "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
        alone = {**environment, "PATAMAR_TRUST_PROXY": "false", "PATAMAR_BIND": f"127.0.0.1:{straight_port}"}
        nginx = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        with (
            serving(web, web_port, folder, environment=environment),
            serving(web, straight_port, folder, environment=alone),
            serving(nginx, port, folder),
        ):
            yield Site(port, plain_port, straight_port, certificate, environment)


def main() -> int:
    """Try each promise; how many did not hold."""
    need(NGINX, "nginx libnginx-mod-http-brotli-filter")
    need("redis-server", "redis-server")
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as here:
        return sum(not tell(proof.__name__, lambda proof=proof: proof(here)) for proof in PROOFS)  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
