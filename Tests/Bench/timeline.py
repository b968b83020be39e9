"""When the generated calls happen: two years of Paris wall-clock time, from tables.

Formatting a million times with datetime would cost more than all else; a call's instant is
therefore a number of seconds since EPOCH, and its text is two table look-ups.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(2024, 11, 22, tzinfo=UTC)
SPAN = 730 * 86_400
LONGEST_CALL = 2 * 3_600


def _hours() -> tuple[list[str], list[str]]:
    """Wall-clock prefix and offset of each hour; Paris changes its offset on the hour only."""
    prefixes, offsets = [], []
    paris = ZoneInfo("Europe/Paris")
    for hour in range((SPAN + LONGEST_CALL) // 3_600 + 1):
        local = (EPOCH + timedelta(hours=hour)).astimezone(paris)
        prefixes.append(local.strftime("%Y-%m-%d %H:"))
        offsets.append(local.strftime("%z"))
    return prefixes, offsets


_PREFIX, _OFFSET = _hours()
_MINUTE_SECOND = [f"{s // 60:02d}:{s % 60:02d}" for s in range(3_600)]


def instant(number: int, count: int) -> int:
    """Start of call `number` (from 0) of `count`: increasing, jittered within half its share."""
    jitter = (number * 2_654_435_761 >> 16) % 512
    return (number * 1_024 + jitter) * SPAN // (count * 1_024)


def wall_clock(seconds: int) -> str:
    return _PREFIX[seconds // 3_600] + _MINUTE_SECOND[seconds % 3_600]


def offset(seconds: int) -> str:
    return _OFFSET[seconds // 3_600]
