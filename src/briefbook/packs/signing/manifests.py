"""A manifest's signature beside it, in the format of minisign (Ed25519, BLAKE2b before)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.errors import BriefbookError
from briefbook.packs.signing.keys import WrongPassphraseError, need, open_key, read_key

if TYPE_CHECKING:
    from minisign import PublicKey, SecretKey

#: What a signature's file is called: the signed one's name, and this.
ENDING = ".minisig"


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """Whether a signature is good, and the words that say so or why not."""

    good: bool
    words: str


def is_minisign(key: bytes) -> bool:
    """Return whether a key, secret or public, is one of minisign, by its first line."""
    return key.startswith(b"untrusted comment: ")


def load_signer(path: Path) -> SecretKey:
    """Return a secret key that is ready to sign.

    Raises :class:`BriefbookError` where it is none, or its passphrase is wrong.
    """
    need("minisign")
    import minisign

    try:
        key = minisign.SecretKey.from_bytes(read_key(path))
    except ValueError as error:
        raise BriefbookError(
            f"{path}: not a secret key of minisign: {error}; make one with minisign -G"
        ) from None
    if key.is_encrypted():
        open_key(path, lambda passphrase: _decrypt(key, passphrase))
    return key


def _decrypt(key: SecretKey, passphrase: str) -> None:
    import minisign

    try:
        key.decrypt(passphrase)
    except minisign.Error:
        raise WrongPassphraseError from None


def sign_file(path: Path, key: SecretKey) -> None:
    """Write the signature of a file beside it; the same file and key give the same bytes."""
    # minisign itself shows this comment, which the signature covers.
    signature = key.sign(path.read_bytes(), trusted_comment=f"file:{path.name}\thashed")
    Path(f"{path}{ENDING}").write_bytes(bytes(signature) + b"\n")


def load_public(path: Path) -> PublicKey:
    """Return a public key. Raises :class:`BriefbookError` where it is none."""
    need("minisign")
    import minisign

    try:
        return minisign.PublicKey.from_bytes(read_key(path).strip())
    except ValueError as error:
        raise BriefbookError(
            f"{path}: not a public key of minisign: {error}; name the sender's minisign.pub"
        ) from None


def verify_file(path: Path, key: PublicKey) -> SignatureVerdict:
    """Check whether a file, as it is now, is signed by this key."""
    import minisign

    beside = Path(f"{path}{ENDING}")
    if not beside.is_file():
        return SignatureVerdict(
            False, f"{path.name}: is unsigned, so anybody can have made this pack"
        )
    try:
        signature = minisign.Signature.from_bytes(beside.read_bytes())
    except ValueError as error:
        return SignatureVerdict(False, f"{beside.name}: is not a signature: {error}")
    try:
        key.verify(path.read_bytes(), signature)
    except minisign.VerifyError as error:
        if "key identifiers" in str(error):
            return SignatureVerdict(
                False, f"{path.name}: is signed by another key, not by this one"
            )
        return SignatureVerdict(
            False, f"{path.name}: is not what was signed: it has been changed since"
        )
    return SignatureVerdict(True, f"{path.name} is signed by this key")
