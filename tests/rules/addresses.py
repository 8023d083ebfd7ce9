"""The addresses of the product, walked from the resolver."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def declared_addresses() -> dict[str, str]:
    """Each route's name with its pattern, walked from the resolver."""
    return {name: pattern for name, pattern, _entry in walk(get_resolver(), "", "")}


def walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[tuple[str, str, URLPattern]]:
    """Each route with its name, namespaces before it, its pattern from the root, and itself."""
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", pattern, entry
        else:
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from walk(entry, namespace + inner, pattern)
