"""The word that stands for a name in addresses."""

from collections.abc import Collection

from django.utils.text import slugify


def free_slug(name: str, *, taken: Collection[str], otherwise: str, length: int) -> str:
    """`name` as a word for addresses, numbered from 2 when others have it.

    Args:
        taken: the words in use.
        otherwise: the word for a name that has no Latin letter or digit.
        length: how long the word may be, its number included.
    """
    word = slugify(name)[:length].strip("-") or otherwise
    found, number = word, 1
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = word[: length - len(ending)].rstrip("-") + ending
    return found
