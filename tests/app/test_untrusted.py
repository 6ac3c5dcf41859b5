"""A server whose certificate nobody vouches for is told from one that is away."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.device import open_replica
from app.screens.join import join_problem
from sync.client.http import HttpSyncService
from sync.client.join import start_alone
from sync.core.errors import UnreachableError, UntrustedError
from tests.app.test_doctor import WORDS, belong, look

SENTENCE = WORDS.t("error.untrusted")


def certificate(path: Path) -> Path:
    """Write a certificate that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[str]:
    """The address of somebody with such a certificate, who takes down what is sent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path / "both.pem"))
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listener.accept()
                    with suppress(OSError), context.wrap_socket(line, server_side=True) as secure:
                        heard.append(secure.recv(1_000))

        Thread(target=answer, daemon=True).start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    assert not any(heard)


def test_nothing_is_sent_to_who_cannot_prove_to_be_the_server(stranger: str) -> None:
    with httpx.Client(base_url=stranger) as client, pytest.raises(UntrustedError):
        HttpSyncService(client, "secret").verify()


def test_the_doctor_says_so(stranger: str, tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    start_alone(replica, "Ada", "Ada", "EUR")
    replica.close()
    belong(tmp_path, stranger)
    assert look(tmp_path)["server"] == (False, SENTENCE)


def test_so_does_who_joins() -> None:
    assert join_problem(WORDS, UntrustedError(), "rapport.example") == ("server", SENTENCE)
    _, away = join_problem(WORDS, UnreachableError(), "rapport.example")
    assert "rapport.example" in away


def test_one_that_is_away_is_only_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"https://localhost:{port}"
    with httpx.Client(base_url=url) as client, pytest.raises(UnreachableError):
        HttpSyncService(client, "secret").verify()
