"""How much memory a process holds, as Linux tells it; None elsewhere."""

from pathlib import Path


def resident_mb(pid: int) -> float | None:
    """Return what a process holds now, in MB."""
    return _status_mb(pid, "VmRSS")


def peak_mb(pid: int) -> float | None:
    """Return the most a process has held since `forget_peak`, in MB."""
    return _status_mb(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    """Begin the peak anew from what the process holds now."""
    file = Path(f"/proc/{pid}/clear_refs")
    if file.exists():
        file.write_text("5", "ascii")  # proc(5): resets the peak resident set size


def added_mb(pid: int, before: float | None) -> float | None:
    """Return by how much the peak exceeds what was held before, in MB."""
    peak = peak_mb(pid)
    return None if peak is None or before is None else round(peak - before, 1)


def _status_mb(pid: int, name: str) -> float | None:
    file = Path(f"/proc/{pid}/status")
    if not file.exists():
        return None
    for line in file.read_text("ascii").splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return round(int(value.split()[0]) * 1_024 / 1_000_000, 1)
    return None
