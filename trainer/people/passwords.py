"""Passwords: how they are kept, which ones are good enough, and temporary ones to hand over."""

from __future__ import annotations

import re
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
# 19 MiB and two passes: what OWASP recommends for Argon2id, about 30 ms.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Letters and digits that nobody confuses when reading them aloud or copying them from paper.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


# What a try is compared with when there is no such account, so that it takes as long.
_NOBODY = _hasher.hash(secrets.token_urlsafe(24))


def make_hash(password: str) -> str:
    return _hasher.hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether `password` is the kept one. Without an account it takes as long, and the answer is no."""
    try:
        return _hasher.verify(kept or _NOBODY, _normal(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_dated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


def temporary() -> str:
    """A password to hand over once: `k7mw-p3xq-9htc-n4rv`, about 79 bits."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(4))


def weakness(password: str, *, name: str, email: str) -> str | None:
    """What is wrong with a new password, as a sentence; None when it will do."""
    plain = _normal(password)
    if len(plain) < SHORTEST:
        return f"Use at least {SHORTEST} characters. A few unrelated words make a good password."
    if len(plain) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if len(set(plain)) < 5:
        return "Use more different characters."
    if _echoes(plain.casefold(), name.casefold(), email.casefold()):
        return "Do not use your name or e-mail address as the password."
    return None


def _echoes(password: str, name: str, email: str) -> bool:
    """Whether little is left of the password once the person's own name and address are taken out of it."""
    rest = password
    for part in sorted({email, *re.split(r"[@\s._+-]+", f"{email} {name}")}, key=len, reverse=True):
        if len(part) > 2:
            rest = rest.replace(part, "")
    return rest != password and len(re.sub(r"\W", "", rest)) < SHORTEST // 2


def _normal(password: str) -> str:
    """The same password typed on another keyboard or system must stay the same."""
    return unicodedata.normalize("NFKC", password)
