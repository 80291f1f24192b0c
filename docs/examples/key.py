"""A terminal's own key: made once, kept in a file, and proved at every connection. See docs/protocol/quickstart.md."""

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class TerminalKey:
    """The key in that file, which only its owner may read; a new one where there is none."""

    def __init__(self, file: Path):
        if not file.exists():
            made = ec.generate_private_key(ec.SECP256R1())
            pem = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
                written.write(pem)
        self._key = serialization.load_pem_private_key(file.read_bytes(), password=None)
        form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.public_key = base64url(self._key.public_key().public_bytes(*form))

    def prove(self, sid: str) -> dict:
        """What the handshake says as `key`, at the connection to which the server has given that number."""
        signature = self._key.sign(f"distans-terminal-proof:1:{sid}".encode(), ec.ECDSA(hashes.SHA256()))
        numbers = decode_dss_signature(signature)
        return {"publicKey": self.public_key, "proof": base64url(b"".join(number.to_bytes(32, "big") for number in numbers))}
