"""Keys of decisions that other packages add."""

import hashlib


def own_purpose(name: str) -> int:
    """Number of a decision that is not in the registry ``Purpose``, made from its name.

    The name starts with the package's: ``m.key(own_purpose("atlantis: stay at home"))``. Numbers lie above 2^63, far
    from those of the registry; two names share one with probability 2^-63.

    >>> own_purpose("atlantis: stay at home") == own_purpose("atlantis: stay at home") != own_purpose("atlantis: go")
    True
    """
    return 1 << 63 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 1
