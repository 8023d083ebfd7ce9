"""What a web process loads at its first requests, loaded before any of them and before processes fork.

A page of memory that gunicorn's master has filled is shared by its workers until one of them writes to it. So
the master loads once what each of them would load alike: addresses with their views, templates, translations.
It opens no connection, for these can't be shared.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.template import Engine
from django.urls import get_resolver
from django.utils.formats import get_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override


def warm_up() -> None:
    """Load addresses, our own templates, and the catalog and formats of each language.

    Raises:
        TemplateSyntaxError: a template is broken; better told now than to whoever opens its page.
    """
    resolver, engine = get_resolver(), Engine.get_default()
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("")
            get_format("DATE_FORMAT")
            _ = resolver.reverse_dict  # Django keeps addresses by name for each language
    _ = engine.template_context_processors
    for folder in map(Path, engine.dirs):
        for path in sorted(folder.rglob("*.html")):
            engine.get_template(path.relative_to(folder).as_posix())
    import_string(settings.CACHES["default"]["BACKEND"])


def keep_shared() -> None:
    """Keep the garbage collector from what is there now: it writes to each object that it looks at.

    The second collection looks at next to nothing, and so tells Python that little is there: all generations
    are collected once a quarter as many new objects wait as were found the last time. With the frozen ones in
    that number, garbage piled up by megabytes.
    """
    gc.collect()
    gc.freeze()
    gc.collect()
