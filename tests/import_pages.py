"""What the tests of the pages of an import share: a list sent or pasted, and the word to import it."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

START = "/o/aurora/settings/teams/import/"
ENGLISH = {"Accept-Language": "en"}
PORTUGUESE = {"Accept-Language": "pt-BR"}
GOOD = "key,name,unit,kind\nU-1,Claims,,unit\nT-1,Motor,U-1,team\nP,Pricing,Retail,team\n"


def text(answer: Any) -> str:
    return answer.content.decode()


def file(content: str, name: str = "teams.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def send(client: Client, content: str = GOOD, **more: Any) -> Any:
    """Send a file; the page that says what it would do."""
    return client.post(START, {"file": file(content), **more}, headers=ENGLISH, follow=True)


def confirm(client: Client, page: Any, **more: Any) -> Any:
    address = page.request["PATH_INFO"]
    digest = re.search(r'name="digest" value="(\w+)"', text(page))[1]
    return client.post(address, {"digest": digest, "send": "later"} | more, headers=ENGLISH, follow=True)


def paste(client: Client, content: str, **more: Any) -> Any:
    """Paste a list; the page that it leads to."""
    return client.post(START, {"text": content, **more}, headers=ENGLISH, follow=True)
