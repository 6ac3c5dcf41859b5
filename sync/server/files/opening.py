"""Choose where files are kept, as the settings say."""

from pathlib import Path

from sync.server.errors import ConfigurationError
from sync.server.files.disk import DiskStore
from sync.server.files.store import FileStore
from sync.server.settings import Settings


def open_store(settings: Settings) -> FileStore:
    """Return the store: a folder, or a bucket for an address that begins with ``s3://``.

    Raises:
        ConfigurationError: If a bucket is named that cannot be one, or what
            speaks to buckets is not installed.
    """
    if not settings.files.startswith("s3://"):
        return DiskStore(Path(settings.files) if settings.files else settings.data / "files")
    try:
        # Not every server has it: it is an extra of the package.
        from sync.server.files.bucket import BucketStore  # noqa: PLC0415
    except ImportError as error:
        hint = 'Files in a bucket need one more package: pip install "rapport[s3]".'
        raise ConfigurationError(hint=hint) from error
    return BucketStore(settings.files, settings.files_endpoint)
