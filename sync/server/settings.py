"""What whoever runs the server may choose, read once at start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Self

from sync.server.errors import ConfigurationError

_SECRETS = frozenset({"database_url", "metrics_token"})
_SHORTEST_TOKEN = 20
_YES = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one server process.

    Each may come from the environment, as ``RAPPORT_`` and its name in capitals
    (``RAPPORT_PORT=8551``), or from the command line, which goes first. What is
    secret may also lie in a file of its own, named with ``_FILE`` behind it
    (``RAPPORT_DATABASE_URL_FILE=/run/secrets/database_url``).

    Attributes:
        data: Folder of the first invitation, and of the database unless it is elsewhere.
        database_url: PostgreSQL database that several processes may share, such as
            ``postgresql+psycopg://rapport:secret@db.example/rapport``; empty
            for SQLite in the data folder. Only from the environment, as the
            command line is everybody's to read.
        host: Address to listen on; off loopback only with TLS.
        port: Port to listen on; 0 for any that is free.
        behind_proxy: Whether a proxy on the way ends TLS. Its address is
            believed about the client's (uvicorn's ``FORWARDED_ALLOW_IPS``,
            by default 127.0.0.1).
        certfile: TLS certificate chain in PEM form; None for no TLS here.
        keyfile: Its private key.
        rate: Requests a second that one device may make in the long run; 0 for
            no bound.
        origins: Web pages that may ask this server from a browser, with commas
            between (``https://crm.example.com``); the app needs none.
        files: Where files are kept: a folder, which several processes may share, or
            a bucket of an S3-compatible service (``s3://bucket/prefix``); empty
            for ``files`` in the data folder.
        files_endpoint: Address of that service; empty for AWS. Access is taken
            from the ``AWS_`` variables.
        file_bytes: How large a file may be.
        backups: Folder for a copy of the SQLite database each day, one for each day of
            the week, tried out as it is made; None for no copies.
        openapi: Whether to tell anybody who asks what addresses there are, at
            ``/openapi.json``.
        metrics_token: What monitoring must show to read ``/metrics``, at least 20
            characters; without it only this machine may, and not through a proxy.
            Only from the environment.
        heartbeat_s: Seconds between signs of life on an idle live stream.
        grace_s: Seconds that open requests may take when the server stops.
    """

    data: Path
    database_url: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8550
    behind_proxy: bool = False
    certfile: Path | None = None
    keyfile: Path | None = None
    rate: float = 50.0
    origins: tuple[str, ...] = ()
    files: str = ""
    files_endpoint: str = ""
    file_bytes: int = 256 * 1024 * 1024
    backups: Path | None = None
    openapi: bool = False
    metrics_token: str = field(default="", repr=False)
    heartbeat_s: float = 15.0
    grace_s: int = 5

    @classmethod
    def read(cls, environment: Mapping[str, str], given: Mapping[str, object]) -> Self:
        """Combine the command line with the environment.

        Args:
            environment: Environment variables; those of other programs are ignored.
            given: Values from the command line by name; None for not given.

        Raises:
            ConfigurationError: If a value is not of its kind, a secret's file cannot be
                read, or the folder is not named.
        """
        named = {f.name: _from_environment(environment, f.name) for f in fields(cls)}
        chosen = {k: v for k, v in named.items() if v} | {
            k: v for k, v in given.items() if v is not None
        }
        if "data" not in chosen:
            raise ConfigurationError(hint="Name the data folder: --data DIR.")
        values = {name: _convert(name, str(value)) for name, value in chosen.items()}
        return cls(**values)  # type: ignore[arg-type]  # _convert gave each its type


def _from_environment(environment: Mapping[str, str], name: str) -> str | None:
    key = f"RAPPORT_{name.upper()}"
    file = environment.get(f"{key}_FILE")
    if name not in _SECRETS or not file or environment.get(key):
        return environment.get(key)
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(hint=f"The file that {key}_FILE names cannot be read.") from None


def _convert(name: str, text: str) -> object:
    kind = _KINDS[name]
    try:
        return kind(text)
    except ValueError:
        shown = "what it is" if name in _SECRETS else repr(text[:40])
        hint = f"{name.replace('_', ' ')} cannot be {shown}."
        raise ConfigurationError(hint=hint) from None


def _flag(text: str) -> bool:
    return text.lower() in _YES


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _token(text: str) -> str:
    if len(text) < _SHORTEST_TOKEN:
        hint = f"The metrics token is too short: give it {_SHORTEST_TOKEN} characters or more."
        raise ConfigurationError(hint=hint)
    return text


_KINDS: Mapping[str, Callable[[str], object]] = {
    "data": Path,
    "database_url": str,
    "host": str,
    "port": int,
    "behind_proxy": _flag,
    "certfile": Path,
    "keyfile": Path,
    "rate": float,
    "origins": _listed,
    "files": str,
    "files_endpoint": str,
    "file_bytes": int,
    "backups": Path,
    "openapi": _flag,
    "metrics_token": _token,
    "heartbeat_s": float,
    "grace_s": int,
}
