"""Keys that sign packs, made where a test wants them, all behind one passphrase."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import minisign
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

OPENS = {"BRIEFBOOK_SIGN_PASSPHRASE": "a river and a bridge"}
_WORDS = OPENS["BRIEFBOOK_SIGN_PASSPHRASE"]


def write_minisign(folder: Path, name: str) -> None:
    """Write ``NAME.key`` and ``NAME.pub``, as ``minisign -G`` does."""
    pair = minisign.KeyPair.generate()
    (folder / f"{name}.pub").write_bytes(bytes(pair.public_key) + b"\n")
    pair.secret_key.encrypt(_WORDS, opslimit=32768)
    (folder / f"{name}.key").write_bytes(bytes(pair.secret_key) + b"\n")


def write_certificate(folder: Path, name: str) -> None:
    """Write ``NAME.p12`` and ``NAME.pem``, a certificate that nobody else has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begin = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begin)
        .not_valid_after(begin + dt.timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    packed = pkcs12.serialize_key_and_certificates(
        name.encode(), key, made, None, serialization.BestAvailableEncryption(_WORDS.encode())
    )
    (folder / f"{name}.p12").write_bytes(packed)
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
