"""Sign and verify a pack with the keys that are given."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.errors import BriefbookError
from briefbook.packs.signing import manifests, pdf_files
from briefbook.packs.signing.keys import read_key
from briefbook.packs.signing.manifests import ENDING, SignatureVerdict

if TYPE_CHECKING:
    from minisign import SecretKey
    from pyhanko.sign.signers import SimpleSigner


@dataclass(frozen=True)
class Signers:
    """The keys of a command, opened: of minisign for the manifest, of PKCS #12 for PDF files."""

    of_manifest: SecretKey | None = None
    of_pdf: SimpleSigner | None = None

    def sign_pdf_files(self, folder: Path) -> None:
        """Sign each PDF below a folder; copies of one file stay copies."""
        if self.of_pdf is None:
            return
        signed: dict[bytes, Path] = {}
        for path in sorted(folder.rglob("*.pdf")):
            before = path.read_bytes()
            if before in signed:
                shutil.copyfile(signed[before], path)
            else:
                pdf_files.sign_pdf(path, self.of_pdf)
                signed[before] = path

    def sign_manifest(self, manifest: Path) -> None:
        """Sign the manifest, which has the hash of every other file."""
        if self.of_manifest is not None:
            manifests.sign_file(manifest, self.of_manifest)


def open_signers(keys: Sequence[Path]) -> Signers:
    """Open the keys, before anything is built.

    Raises :class:`BriefbookError` where one cannot be used, or two are of a kind.
    """
    of_manifest = of_pdf = None
    for path in keys:
        if manifests.is_minisign(read_key(path)):
            of_manifest, before = manifests.load_signer(path), of_manifest
        else:
            of_pdf, before = pdf_files.load_signer(path), of_pdf
        if before is not None:
            raise BriefbookError(f"{path}: a second key of its kind; name one of each")
    return Signers(of_manifest, of_pdf)


def verdicts(folder: Path, manifest: Path, keys: Sequence[Path]) -> Iterator[SignatureVerdict]:
    """Yield each key's verdict: a minisign key's on the manifest, a certificate's on PDF files.

    Raises :class:`BriefbookError` where a key cannot be read.
    """
    for path in keys:
        if manifests.is_minisign(read_key(path)):
            yield manifests.verify_file(manifest, manifests.load_public(path))
            continue
        certificate = pdf_files.load_certificate(path)
        found = sorted(folder.rglob("*.pdf"))
        if not found:
            yield SignatureVerdict(
                False, "*.pdf: there is none that a certificate could have signed"
            )
        for each in found:
            yield pdf_files.verify_pdf(each, certificate)


def unasked(manifest: Path) -> str:
    """Return what to say of the manifest's signature where no key was given."""
    if Path(f"{manifest}{ENDING}").exists():
        return f"{manifest.name} has a signature: see whose with --key and the sender's public key"
    return f"{manifest.name} is unsigned, so anybody can have made this pack"
