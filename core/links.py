"""The secret in a link that a mail brings: made at random, and kept as its hash alone.

Whoever reads the database cannot open what a link opens. A token is long enough that a plain hash holds:
nobody tries 2^256 of them.
"""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """A token that nobody can guess, in letters that an address takes as they are."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str, *, of: str = "") -> str:
    """What is kept of a token, as 64 hexadecimal digits.

    Args:
        of: what the token opens, so that the hash of one kind of link is never that of another. Hashes are
            stored: the word of a kind never changes.
    """
    said = f"{of}:{token}" if of else token
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
