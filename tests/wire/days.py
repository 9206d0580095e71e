"""days - an independent calendar: working days, holidays and the periods deadlines avoid."""

import datetime
import zoneinfo

ONE = datetime.timedelta(days=1)


def day(value):
    """A date from a date or a YYYY-MM-DD text."""
    if isinstance(value, datetime.date):
        return value
    return datetime.date.fromisoformat(value)


def easter(year):
    """Easter Sunday by the anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, rest = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, rest + 1)


def holidays(year):
    """All Norwegian public holidays of a year."""
    fixed = {datetime.date(year, m, d) for m, d in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    moving = {easter(year) + n * ONE for n in (-3, -2, 0, 1, 39, 49, 50)}
    return fixed | moving


def works(date):
    """Is this a working day?"""
    date = day(date)
    return date.weekday() < 5 and date not in holidays(date.year)


def avoided(date):
    """Does this date lie in a period that new deadlines avoid?"""
    date = day(date)
    week = date.isocalendar()[1]
    if week in (28, 29, 30, 31, 52, 53, 1):
        return True
    sunday = easter(date.year)
    return sunday - 6 * ONE <= date <= sunday


def rolled(date):
    """The effective due date: the first working day from date on."""
    date = day(date)
    while not works(date):
        date += ONE
    return date


def at(date, hour, minute=0):
    """A time of the clock in Oslo, as an instant (UTC)."""
    date = day(date)
    local = datetime.datetime(date.year, date.month, date.day, hour, minute, tzinfo=zoneinfo.ZoneInfo("Europe/Oslo"))
    return local.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_hours(instant):
    """The first whole instant (UTC) from this one on when mail leaves, well within eight to four in Oslo."""
    if works(instant.date()) and 7 <= instant.hour < 14:
        return instant
    date = rolled(instant.date() if instant.hour < 7 else instant.date() + ONE)
    return datetime.datetime(date.year, date.month, date.day, 9)


def good(date):
    """The first working day from date on that lies in no avoided period."""
    date = day(date)
    while not works(date) or avoided(date):
        date += ONE
    return date
