"""The product's addresses, and those of the units."""

from django.urls import path

from bench import units
from config import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

urlpatterns = [path("bench/page/", units.page), path("bench/save/", units.save), *urls.urlpatterns]
