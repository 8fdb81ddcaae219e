"""Each way in which fetching packages fails is told in plain words with the command that helps; some fail for real here."""

from __future__ import annotations

import datetime as dt
import errno
import os
import socketserver
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from devtools.environment import Environment
from devtools.locks import PROGRAM, Lock, Weight
from devtools.pip_error_words import explain
from devtools.speech import Stop
from tests.devtools.shelf import Shelf, write_lock

PYTHON = Path("/home/jan/ArtsRx/.venv/bin/python")
RETRY = "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by "
NOTHING = (
    "ERROR: Could not find a version that satisfies the requirement easel==1.0 (from versions: none)\n"
    "ERROR: No matching distribution found for easel==1.0\n"
)
# What pip 23.0.1 (Debian 12) and 26.3 said last, each made to fail so.
LAST_WORDS = {
    "offline, old pip": (
        RETRY + "'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new "
        f"connection: [Errno -3] Temporary failure in name resolution')': /simple/easel/\n{NOTHING}",
        "no connection to where the packages come from", "python3 dev.py run"),
    "offline, new pip": (
        RETRY + "'NameResolutionError(\"HTTPSConnection(host='packages.invalid', port=443): Failed to resolve "
        f"'packages.invalid' ([Errno -3] Temporary failure in name resolution)\")': /simple/easel/\n{NOTHING}",
        "no connection to where the packages come from", "python3 dev.py run"),
    "cut off on the way": (
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='packages.invalid', port=443): Read timed out.\n",
        "What has been fetched so far is kept", "python3 dev.py run"),
    "proxy that is not there, old pip": (
        RETRY + "'ProxyError('Cannot connect to proxy.', NewConnectionError('<object>: Failed to establish a new connection: "
        f"[Errno 111] Connection refused'))': /simple/easel/\n{NOTHING}",
        "The proxy between here and the network (gate.example.org:3128) does not answer", "NO_PROXY=* python3 dev.py run"),
    "proxy that is not there, new pip": (
        RETRY + "'NewConnectionError(\"HTTPSConnection(host='gate.example.org', port=3128): Failed to establish a new connection: "
        f"[Errno 111] Connection refused\")': /simple/easel/\n{NOTHING}",
        "The proxy between here and the network (gate.example.org:3128) does not answer", "HTTPS_PROXY=http://PROXY:PORT"),
    "proxy that wants a password, old pip": (
        RETRY + "'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))': "
        f"/simple/easel/\n{NOTHING}",
        "wants a name and a password", "HTTPS_PROXY=http://NAME:PASSWORD@PROXY:PORT python3 dev.py run"),
    "proxy that wants a password, new pip": (
        RETRY + f"'OSError('Tunnel connection failed: 407 Proxy Authentication Required')': /simple/easel/\n{NOTHING}",
        "wants a name and a password", "HTTPS_PROXY=http://NAME:PASSWORD@PROXY:PORT python3 dev.py run"),
    "a page to sign in on": (
        RETRY + "'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed "
        f"certificate (_ssl.c:1006)'))': /simple/easel/\n{NOTHING}",
        "open a browser, sign in", "PIP_CERT=/where/it/lies/certificate.pem python3 dev.py run"),
    "full disk": (
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
        "The disk is full", "TMPDIR=/a/folder/on/another/disk python3 dev.py run"),
    "full disk on Windows": (
        "ERROR: Could not install packages due to an OSError: [WinError 112] There is not enough space on the disk\n",
        "MB free in", "python3 dev.py run"),
    "another package than the locked one": (
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. …\n"
        "    easel==1.0 from file:///easel-1.0-py3-none-any.whl (from -r lock.txt (line 1)):\n        Expected sha256 00\n"),
        "easel is not the one that was locked", f'"{PYTHON}" -m pip cache purge'),
    "somebody else's folder": (
        "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/home/jan/.venv/lib/easel.py'\n",
        "/home/jan/.venv/lib/easel.py may not be written", "sudo chown -R"),
    "in use on Windows": (
        ("ERROR: Could not install packages due to an OSError: [WinError 32] The process cannot access the file because it is "
        "being used by another process: 'C:\\\\ArtsRx\\\\.venv\\\\easel.pyd'\n"), "easel.pyd may not be written, or is in use", "Close ArtsRx"),
    "an old pip": (
        "no such option: --progress-bar=off\n", "broken or too old", "python3 dev.py run"),
    "no pip": (f"{PYTHON}: No module named pip\n", "broken or too old", "delete the folder"),
    "something else": (
        "Collecting easel\nERROR: The moon is in the way.\nmore\n", "The moon is in the way.", "python3 dev.py run"),
    "nothing at all": ("", "it said nothing", "python3 dev.py run"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def typed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command that failed be `python3 dev.py run`, on Linux, behind a proxy with a password."""
    monkeypatch.setattr(sys, "argv", ["dev.py", "run"])
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize("kind", LAST_WORDS)
def test_what_pip_said_last_is_told_in_plain_words(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said, words, command = LAST_WORDS[kind]
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HTTPS_PROXY", "http://jan:secret@gate.example.org:3128")
    told = explain(said, PYTHON)
    assert words in told
    assert command in told
    assert "secret" not in told
    assert "Traceback" not in told


def test_windows_is_told_its_own_way_to_set_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "    set PIP_CERT=/where/it/lies/certificate.pem\n    py dev.py run" in explain("SSLError", PYTHON)


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (Weight(9), "a mirror that is behind"),
        (Weight(9, "paint, easel"), "no ready-made easel"),
        (None, "no ready-made easel"),
    ],
)
def test_what_cannot_be_had_is_told_by_whether_it_should_be_there(
    monkeypatch: pytest.MonkeyPatch, weight: Weight | None, words: str
) -> None:
    monkeypatch.setattr(Lock, "weight_here", lambda lock: weight)
    assert words in explain(NOTHING, PYTHON)


@pytest.fixture
def fetch(
    shelf: Shelf, environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Try to fetch a package with these settings of pip, trying once more at the most; what is told then."""
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"))

    def _fetch(**settings: str) -> str:
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.delenv("PIP_FIND_LINKS")
        monkeypatch.setenv("PIP_RETRIES", "1")
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(Stop) as stop:
            environment.bring(lock)
        assert not environment.has(lock)
        assert f"What was said on the way is in {tmp_path / 'pip.log'}" in str(stop.value)
        assert "ERROR: " in (tmp_path / "pip.log").read_text("utf-8")
        return str(stop.value)

    return _fetch


class _Answers(BaseHTTPRequestHandler):
    """Says no to whoever asks it to be a proxy."""

    def do_CONNECT(self) -> None:
        """Ask for a name and a password."""
        self.send_response(407, "Proxy Authentication Required")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_words: object) -> None:
        """A visitor that does not trust us goes away, as it should."""


@pytest.fixture
def server() -> Iterator[_Server]:
    """A server on this computer that is a proxy to nobody."""
    with _Server(("127.0.0.1", 0), _Answers) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening
        listening.shutdown()


def test_for_real_a_folder_without_the_package(fetch, tmp_path: Path) -> None:
    told = fetch(PIP_NO_INDEX="1", PIP_FIND_LINKS=tmp_path.as_uri())
    should_be_there = PROGRAM.weight_here() is not None
    assert ("easel cannot be had" if should_be_there else "no ready-made easel") in told


def test_for_real_a_proxy_that_is_not_there(fetch, server: _Server) -> None:
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    told = fetch(PIP_INDEX_URL="https://packages.invalid/simple", HTTPS_PROXY=f"http://jan:secret@127.0.0.1:{port}")
    assert f"(127.0.0.1:{port}) does not answer" in told


def test_for_real_a_proxy_that_wants_a_password(fetch, server: _Server) -> None:
    proxy = f"http://127.0.0.1:{server.server_address[1]}"
    assert "wants a name and a password" in fetch(PIP_INDEX_URL="https://packages.invalid/simple", HTTPS_PROXY=proxy)


def test_for_real_a_certificate_that_nobody_knows(fetch, server: _Server, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    told = fetch(PIP_INDEX_URL=f"https://localhost:{server.server_address[1]}/simple")
    assert "shows a certificate that this Python does not trust" in told


def test_for_real_no_network(fetch, server: _Server) -> None:
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    assert "There is no connection" in fetch(PIP_INDEX_URL=f"https://127.0.0.1:{port}/simple")


def test_a_disk_that_is_full_while_the_environment_is_filled(
    shelf: Shelf, environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_environment: Environment) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "easel.py")

    monkeypatch.setattr(Environment, "_tidy", full)
    with pytest.raises(Stop, match="The disk is full"):
        environment.bring(write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0")))


def _certificate(folder: Path) -> Path:
    """The certificate and key of a server that nobody knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(today).not_valid_after(today + dt.timedelta(days=1))
    parts = [
        builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM),
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
    ]
    file = folder / "server.pem"
    file.write_bytes(b"".join(parts))
    return file
