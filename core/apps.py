from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from core import checks  # noqa: F401  registers the start-up checks

        autodiscover_modules("handlers")
