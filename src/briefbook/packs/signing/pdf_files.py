"""PDF files signed as PAdES (ETSI EN 319 142, level B-B), by a certificate in PKCS #12.

The field of the signature is made first, as PDF/UA and PDF/A ask for it: a widget that prints, of
no size, within a ``Form`` of the structure tree. It is then signed by an incremental update.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from briefbook.core.errors import BriefbookError
from briefbook.packs.signing.keys import WrongPassphraseError, need, open_key, read_key
from briefbook.packs.signing.manifests import SignatureVerdict

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner

Made = TypeVar("Made")
_FIELD = "Signature"
_PRINTS, _LOCKED = 4, 128
_SIGNATURES_ONLY_APPENDED = 3


def load_signer(path: Path) -> SimpleSigner:
    """Return key and certificates of a ``.p12`` or ``.pfx`` file.

    Raises :class:`BriefbookError` where it is none, or its passphrase is wrong.
    """
    need("pyhanko")
    from cryptography.hazmat.primitives.serialization import pkcs12

    data = read_key(path)

    def opened(passphrase: str) -> SimpleSigner:
        from pyhanko.sign.signers import SimpleSigner

        word = passphrase.encode() or None
        try:
            pkcs12.load_key_and_certificates(data, word)
        except ValueError as error:
            if "password" in str(error).lower() or "passphrase" in str(error).lower():
                raise WrongPassphraseError from None
            raise BriefbookError(
                f"{path}: not a key file: neither minisign nor PKCS #12 (.p12, .pfx)"
            ) from None
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=word)
        return signer

    try:
        return opened("")
    except WrongPassphraseError:
        return open_key(path, opened)


def sign_pdf(path: Path, signer: SimpleSigner) -> None:
    """Sign a PDF in place."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers import sign_pdf as sign

    how = PdfSignatureMetadata(
        field_name=_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )

    class Writer(IncrementalPdfFileWriter):
        """Leaves the metadata as they are: rewritten, they would no longer conform to PDF/A."""

        def _update_meta(self) -> None:
            pass

    writer = Writer(io.BytesIO(_with_field(path)))
    signed = _in_thread(partial(sign, writer, how, signer, existing_fields_only=True))
    path.write_bytes(signed.getbuffer())


def _in_thread(call: Callable[[], Made]) -> Made:
    """Call what starts an event loop, in a thread of its own: a thread has one loop at most."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call).result()


def _with_field(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        page, root = pdf.pages[0], pdf.Root
        widget = pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(_FIELD),
            TU=String(_FIELD), F=_PRINTS | _LOCKED, Rect=Array([0, 0, 0, 0]), P=page.obj,
        ))  # fmt: skip
        page.obj.Annots = Array([*page.obj.get("/Annots", ()), widget])
        page.obj.Tabs = Name.S
        root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=_SIGNATURES_ONLY_APPENDED)
        if "/StructTreeRoot" in root:
            _tag(pdf, page.obj, widget)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)
        return made.getvalue()


def _tag(pdf: pikepdf.Pdf, page: pikepdf.Object, widget: pikepdf.Object) -> None:
    """Put the widget into the structure tree, below its topmost element."""
    tree = pdf.Root.StructTreeRoot
    top = tree.K[0] if isinstance(tree.K, Array) else tree.K
    parents = pikepdf.NumberTree(tree.ParentTree)
    key = max(parents.keys(), default=-1) + 1
    seen = pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=widget, Pg=page))
    form = pdf.make_indirect(Dictionary(
        Type=Name.StructElem, S=Name.Form, P=top, Pg=page, K=Array([seen]), Alt=String(_FIELD)
    ))  # fmt: skip
    widget.StructParent = key
    parents[key] = form
    tree.ParentTreeNextKey = key + 1
    inside = top.get("/K", Array([]))
    top.K = Array([*inside, form]) if isinstance(inside, Array) else Array([inside, form])


def load_certificate(path: Path) -> Certificate:
    """Return a certificate of PEM or DER. Raises :class:`BriefbookError` where it is none."""
    need("pyhanko")
    from pyhanko.keys import load_certs_from_pemder_data

    try:
        return next(load_certs_from_pemder_data(read_key(path)))
    except (ValueError, StopIteration):
        raise BriefbookError(
            f"{path}: neither a public key of minisign nor a certificate (PEM or DER)"
        ) from None


def verify_pdf(path: Path, certificate: Certificate) -> SignatureVerdict:
    """Check whether a PDF is signed by the key of this certificate, or of one that it issued."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    name = path.name
    # What it cannot trust it tells by a verdict; its log would say so twice.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        with path.open("rb") as file:
            signatures = PdfFileReader(file).embedded_signatures
            if not signatures:
                return SignatureVerdict(False, f"{name}: is unsigned")
            trusted = ValidationContext(trust_roots=[certificate], allow_fetching=False)
            status = _in_thread(partial(validate_pdf_signature, signatures[-1], trusted))
    except Exception as error:  # noqa: BLE001  # a file that was meddled with can raise anything
        return SignatureVerdict(False, f"{name}: its signature cannot be read: {error}")
    if not (status.intact and status.valid and status.bottom_line) and not status.trusted:
        whole = status.intact and status.valid
        said = "is signed by another certificate" if whole else "is not what was signed"
        return SignatureVerdict(False, f"{name}: {said}")
    if not status.bottom_line:
        return SignatureVerdict(False, f"{name}: is not what was signed: it has been changed since")
    return SignatureVerdict(True, f"{name} is signed by this certificate")
