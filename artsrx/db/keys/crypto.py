"""The locks and seals of the vault, from vetted parts: Argon2id, X25519, HKDF, AES-GCM.

The parts are imported where they are used: the unlock window is painted before any key is needed.
"""

import os
from typing import TYPE_CHECKING, NamedTuple

from artsrx.db.keys.key_file import NONCE_BYTES
from artsrx.domain.passwords import normal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KEY_BYTES = 32

# RFC 9106, second recommended choice: 64 MiB, three passes, four lanes; about 0.2 s on an office computer.
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4
# What a damaged or hostile file may ask of the computer at most.
MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 64


class Sealed(NamedTuple):
    """Bytes under a key: useless without it, and any change to them is noticed."""

    nonce: bytes
    sealed: bytes


class WrongKey(Exception):
    """The key does not fit, or the sealed bytes were changed."""


def private_half(seed: bytes) -> "X25519PrivateKey":
    """The private half that 32 secret bytes are."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(seed)


def public_half(seed: bytes) -> bytes:
    """The public half that belongs to a private one."""
    return private_half(seed).public_key().public_bytes_raw()


def stretched(secret: bytes, purpose: bytes, *, salt: bytes = b"") -> bytes:
    """32 bytes from a secret, different for each purpose (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)


def from_password(password: str, *, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    """32 bytes from a password (Argon2id, RFC 9106); raises `WrongKey` for settings that no ArtsRx would write."""
    if not (8 * lanes <= memory <= MOST_MEMORY_KIB and 1 <= passes <= MOST_PASSES and 1 <= lanes <= 16):
        raise WrongKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory)
    return kdf.derive(normal(password).encode())


def seal(key: bytes, content: bytes, about: bytes) -> Sealed:
    """Lock `content` under `key`; `about` is not hidden but cannot be changed either."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return Sealed(nonce, AESGCM(key).encrypt(nonce, content, about))


def unseal(key: bytes, box: Sealed, about: bytes) -> bytes:
    """What was locked; raises `WrongKey`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(box.nonce, box.sealed, about)
    except (InvalidTag, ValueError) as error:
        raise WrongKey from error


def seal_to(public: bytes, content: bytes, about: bytes) -> tuple[bytes, Sealed]:
    """Lock `content` so that only the private half of `public` opens it: the passing public half, and the box."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    passing = X25519PrivateKey.generate()
    ephemeral = passing.public_key().public_bytes_raw()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(public))
    return ephemeral, seal(_between(shared, ephemeral, public), content, about)


def unseal_with(seed: bytes, ephemeral: bytes, box: Sealed, about: bytes) -> bytes:
    """What was sealed to the public half of `seed`; raises `WrongKey`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    try:
        shared = private_half(seed).exchange(X25519PublicKey.from_public_bytes(ephemeral))
    except ValueError as error:
        raise WrongKey from error
    return unseal(_between(shared, ephemeral, public_half(seed)), box, about)


def _between(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return stretched(shared, b"artsrx slot 1" + ephemeral + public)
