"""Pages as tests read them: how a template breaks its lines is nothing that a reader sees."""

import re

from django.http import HttpResponse

BLOCKS = (
    "html head title meta link script body header nav main footer section article div p ul ol li dl dt dd "
    "form fieldset legend table caption thead tbody tr th td details summary figure figcaption "
    "option h1 h2 h3 br"
)
BESIDE_A_BLOCK = re.compile(rf"\s*(</?(?:{BLOCKS.replace(' ', '|')})\b(?:\"[^\"]*\"|[^\">])*>)\s*")
BREAK = re.compile(r"[ \t\n]+")  # and no other space, for some hold words together
OPENED, CLOSED = re.compile(r"(<[a-z](?:\"[^\"]*\"|[^\">])*>) "), re.compile(r" (</)")


def markup(answer: HttpResponse) -> str:
    """The page without white space that a template may hold or not: beside a block, within an element."""
    text = BREAK.sub(" ", answer.content.decode()).replace(" >", ">")
    return CLOSED.sub(r"\1", OPENED.sub(r"\1", BESIDE_A_BLOCK.sub(r"\1", text)))
