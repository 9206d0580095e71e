#!/usr/bin/env python3
"""make_calendar.py - golden vectors for the calendar of the domain document, section 5.

Own Easter (Meeus/Jones/Butcher), own counting; only the Oslo days lean on zoneinfo.
Prints calendar.txt.
"""
import random
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

FIRST, LAST = 1900, 2200
OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


MOVED = (-3, -2, 0, 1, 39, 49, 50)
FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))


def holidays(year):
    return {easter(year) + n * DAY for n in MOVED} | {date(year, m, d) for m, d in FIXED}


def is_working(day):
    return day.weekday() < 5 and day not in holidays(day.year)


def forward(day):
    while not is_working(day):
        day += DAY
    return day


def backward(day):
    while not is_working(day):
        day -= DAY
    return day


def is_avoided(day):
    week = day.isocalendar()[1]
    sunday = day + (6 - day.weekday()) * DAY
    return 28 <= week <= 31 or week in (52, 53, 1) or sunday == easter(sunday.year)


def may_be_due(day):
    return is_working(day) and not is_avoided(day)


def counted(day):
    while not may_be_due(day):
        day += DAY
    return day


def counted_back(day):
    while not may_be_due(day):
        day -= DAY
    return day


def days_in(year, month):
    after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return (after - date(year, month, 1)).days


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def documents(notified, visit):
    """The raw date, and it rolled backwards without and with the avoided periods; after them where too little is left."""
    raw = notified + 28 * DAY if visit is None else min(notified + 28 * DAY, visit - 21 * DAY)
    outside = counted_back(raw)
    if outside < notified + 14 * DAY and (visit is None or counted(raw) <= visit - 21 * DAY):
        outside = counted(raw)
    return raw, backward(raw), outside


def oslo_day(instant):
    return instant.astimezone(OSLO).date()


def instant_text(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def d(text):
    return date.fromisoformat(text)


def heading():
    print("""\
# calendar.txt - golden vectors for the calendar of the domain document §5, printed by make_calendar.py.
# One vector a line, words parted by one blank; strtok(line, " \\n"). Dates YYYY-MM-DD. The first word says what follows:
# fixed MM-DD...                      the holidays that do not move, every year
# moved YEAR MM-DD x 7                Easter -3, -2, 0, +1, +39, +49, +50 days of that year
# effective DUE DAY                   the working day that lateness is measured against (first working day, DUE or later)
# back DATE DAY                       the last working day, DATE or earlier
# days FROM N DAY                     N days counted (N may be negative); the starting day is left out
# weeks FROM N DAY                    N weeks: the same weekday
# months FROM N DAY, years FROM N DAY the same day number, or the month's last day
# week DATE YEAR WEEK                 ISO 8601 week
# avoided DATE 0|1                    lies in ISO weeks 28-31, 52-1 or Easter week
# counted DATE DAY                    a date counted by the system, moved on to the first working day outside them
# documents NOTIFIED VISIT|- RAW DAY  the earlier of +28 d and visit -21 d, then rolled backwards; both readings agree
# documents_avoided (the same)        the avoided periods make the difference here: README.md 19
# assessment RECEIVED LAST|- DAY      +30 d, or 14 d after the last running measurement deadline if later; moved on
# correction SEVERITY COMPLEXITY N    default days
# oslo INSTANT DAY                    the day in Europe/Oslo""")


def print_holidays():
    print("fixed", *("%02d-%02d" % f for f in FIXED))
    for year in range(FIRST, LAST + 1):
        print("moved", year, *((easter(year) + n * DAY).strftime("%m-%d") for n in MOVED))


def some_days(rng, count, first=FIRST, last=LAST):
    span = (date(last, 12, 31) - date(first, 1, 1)).days
    return [date(first, 1, 1) + rng.randrange(span) * DAY for _ in range(count)]


def around_holidays(years):
    for year in years:
        for day in sorted(holidays(year)):
            yield from (day - DAY, day, day + DAY)


def print_working(rng):
    named = [d(t) for t in ("2026-04-01", "2026-04-02", "2026-04-07", "2026-12-24", "2026-12-25", "2026-12-31",
                            "2027-05-15", "2027-05-17", "2027-05-18", "2026-05-17", "2026-05-18", "2015-05-17",
                            "2026-01-31", "2025-12-01", "2024-12-24", "2024-12-31", "1900-01-01", "2200-12-31",
                            "2008-05-01", "2199-12-31")]
    years = (1913, 2000, 2008, 2024, 2025, 2026, 2027, 2038)
    days = sorted(set(named) | set(around_holidays(years)) | set(some_days(rng, 400)))
    for day in days:
        print("effective", day, forward(day))
    for day in days[::3]:
        if day.year > FIRST:
            print("back", day, backward(day))


def print_counts(rng):
    for start, n in (("2026-03-12", 21), ("2026-12-31", 1), ("2024-02-28", 1), ("2023-02-28", 1), ("2026-01-01", 0),
                     ("2026-03-01", -1), ("2024-03-01", -1), ("2026-05-22", -21), ("1900-02-28", 1), ("2000-02-28", 1),
                     ("2100-02-28", 1), ("2026-03-28", 2), ("2026-10-24", 2)):
        print("days", start, n, d(start) + n * DAY)
    for day in some_days(rng, 60, 1950, 2150):
        n = rng.randrange(-400, 800)
        print("days", day, n, day + n * DAY)
    for day in [d("2026-04-03"), d("2026-12-25"), d("2024-02-29")] + some_days(rng, 40, 1950, 2150):
        n = rng.randrange(1, 60)
        print("weeks", day, n, day + 7 * n * DAY)
    for start, n in (("2026-01-31", 1), ("2024-01-31", 1), ("2026-01-30", 1), ("2024-01-30", 1), ("2026-01-29", 1),
                     ("2026-03-31", 1), ("2026-05-31", 6), ("2026-08-31", 6), ("2026-02-28", 1), ("2024-02-29", 12),
                     ("2024-02-29", 48), ("2026-12-31", 2), ("2026-10-31", 1), ("1999-12-31", 2), ("2099-12-31", 2),
                     ("2026-11-30", 3), ("2027-11-30", 3), ("2026-12-01", 1), ("2026-12-15", 12)):
        print("months", start, n, add_months(d(start), n))
    for day in some_days(rng, 80, 1950, 2150):
        n = rng.randrange(1, 50)
        print("months", day, n, add_months(day, n))
    for start, n in (("2024-02-29", 1), ("2024-02-29", 4), ("2096-02-29", 4), ("2000-02-29", 100), ("1999-02-28", 1),
                     ("2026-06-15", 1), ("2026-12-31", 3)):
        print("years", start, n, add_months(d(start), 12 * n))


def print_weeks(rng):
    for year in range(1998, 2042):
        for month, day in ((1, 1), (1, 4), (12, 28), (12, 31)):
            one = date(year, month, day)
            print("week", one, *one.isocalendar()[:2])
    for day in some_days(rng, 60):
        print("week", day, *day.isocalendar()[:2])


def print_avoided():
    for year in (2020, 2021, 2024, 2026, 2027, 2032):
        edges = []
        day = date(year, 1, 1)
        while day <= date(year, 12, 31):
            if is_avoided(day) != is_avoided(day - DAY):
                edges += [day - DAY, day]
            day += DAY
        edges += [easter(year), easter(year) + DAY, date(year, 1, 1), date(year, 12, 31)]
        for day in sorted(set(edges)):
            print("avoided", day, int(is_avoided(day)))
            print("counted", day, counted(day))


def print_defaults(rng):
    pairs = [("2026-01-12", "2026-03-16"), ("2026-01-12", "2026-02-10"), ("2026-01-12", "2026-02-23"),
             ("2026-03-02", "2026-04-24"), ("2026-03-06", "2026-06-01"), ("2026-04-03", "2026-06-10"),
             ("2026-04-19", "2026-09-01"), ("2026-06-10", "2026-09-15"), ("2026-06-15", "2026-08-24"),
             ("2025-12-01", "2026-01-20"), ("2025-11-28", "2026-02-16"), ("2026-04-28", "2026-06-07"),
             ("2026-03-20", None), ("2026-06-12", None), ("2025-11-27", None), ("2026-02-02", None)]
    rows = [(d(a), b and d(b)) for a, b in pairs]
    rows += [(day, day + rng.randrange(20, 120) * DAY) for day in some_days(rng, 60, 2024, 2032)]
    for notified, visit in rows:
        raw, plain, outside = documents(notified, visit)
        word = "documents" if plain == outside else "documents_avoided"
        print(word, notified, visit or "-", raw, outside)
    rows = [("2026-01-05", None), ("2026-03-02", None), ("2026-06-10", None), ("2026-01-05", "2026-01-20"),
            ("2026-01-05", "2026-01-21"), ("2026-01-05", "2026-01-22"), ("2026-01-05", "2026-04-30"),
            ("2026-11-25", None), ("2026-11-25", "2026-12-20")]
    for received, last in rows:
        due = d(received) + 30 * DAY
        if last:
            due = max(due, d(last) + 14 * DAY)
        print("assessment", received, last or "-", counted(due))
    table = {"minor": (60, 90, 150), "serious": (30, 60, 120), "critical": (7, 14, 30)}
    for severity, row in table.items():
        for complexity, n in zip(("simple", "moderate", "complex"), row):
            print("correction", severity, complexity, n)


def utc(day):
    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc)


def last_sunday(year, month):
    day = date(year, month, days_in(year, month))
    return day - (day.weekday() + 1) % 7 * DAY


def print_oslo(rng):
    instants = set()
    for year in list(range(1996, 2004)) + list(range(2020, 2046)) + [2099]:
        for month in (3, 10):
            change = last_sunday(year, month)
            for offset in (-1, 0, 1):
                for before in (7201, 7200, 3601, 3600):
                    instants.add(utc(change + offset * DAY) - timedelta(seconds=before))
    for text in ("2026-01-01T00:00:00", "2025-12-31T22:59:59", "2025-12-31T23:00:00", "2026-06-30T21:59:59",
                 "2026-06-30T22:00:00", "2024-02-29T22:59:59", "2024-02-29T23:00:00", "2026-03-29T00:59:59",
                 "2026-03-29T01:00:00", "2026-10-25T00:59:59", "2026-10-25T01:00:00"):
        instants.add(datetime.fromisoformat(text + "+00:00"))
    for day in some_days(rng, 60, 1996, 2037):
        instants.add(utc(day) + timedelta(seconds=rng.randrange(20 * 3600, 24 * 3600)))
    for instant in sorted(instants):
        print("oslo", instant_text(instant), oslo_day(instant))


def check_named():
    assert easter(2026) - 3 * DAY == d("2026-04-02") and forward(d("2026-04-02")) == d("2026-04-07")
    assert forward(d("2026-12-25")) == d("2026-12-28") and d("2026-12-25").weekday() == 4
    assert easter(2027) + 50 * DAY == d("2027-05-17")
    assert d("2026-05-17").weekday() == 6 and is_working(d("2026-05-18"))
    assert is_working(d("2026-12-24")) and is_working(d("2026-12-31"))
    assert d("2026-01-31").weekday() == 5


def main():
    check_named()
    rng = random.Random(20260101)
    heading()
    print_holidays()
    print_working(rng)
    print_counts(rng)
    print_weeks(rng)
    print_avoided()
    print_defaults(rng)
    print_oslo(rng)


if __name__ == "__main__":
    main()
