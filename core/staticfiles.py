"""Static files under hashed names, in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files; the names reach into ES modules too."""

    support_js_module_import_aggregation = True
