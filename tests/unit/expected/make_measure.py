#!/usr/bin/env python3
"""make_measure.py - golden vectors for the measure points of the domain document, section 6.

Exact: Wilson in 60-digit decimals, Fisher in whole numbers, verdicts in fractions.
Prints measure.txt.
"""
import random
from datetime import date, timedelta
from decimal import Decimal, getcontext
from fractions import Fraction
from math import comb

getcontext().prec = 60
Z = Decimal("1.959963984540054")
DIGITS = Decimal(1).scaleb(-20)


def wilson(k, n):
    p, z2 = Decimal(k) / n, Z * Z
    middle = p + z2 / (2 * n)
    half = Z * (p * (1 - p) / n + z2 / (4 * n * n)).sqrt()
    low, high = (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)
    return (Decimal(0) if k == 0 else low), (Decimal(1) if k == n else high)


def fisher(k1, n1, k2, n2):
    """Sum of the probabilities <= the observed one (relative tolerance 1e-7), a fraction."""
    k = k1 + k2
    weight = {i: comb(n1, i) * comb(n2, k - i) for i in range(max(0, k - n2), min(k, n1) + 1)}
    seen = weight[k1]
    taken = sum(w for w in weight.values() if w * 10 ** 7 <= seen * (10 ** 7 + 1))
    return Fraction(taken, comb(n1 + n2, k))


def round_passes(target, n_min, rnd):
    _, _, population, n, k, hard = rnd
    enough = n > 0 and n >= min(n_min, population)
    return enough and hard == 0 and Fraction(k, n) >= Fraction(target)


def verdict(target, n_min, rounds, spacing, series):
    """Rounds oldest first -> (a letter each, newest unbroken run, its span in days, passes)."""
    letters = "".join("p" if round_passes(target, n_min, r) else "f" for r in series)
    run = len(letters) - len(letters.rstrip("p"))
    span = (series[-1][1] - series[-run][1]).days if run else 0
    return letters or "-", run, span, run > 0 and run >= rounds and span >= (rounds - 1) * spacing


def heading():
    print("""\
# measure.txt - golden vectors for the measure points of the domain document §6, printed by make_measure.py.
# One vector a line, words parted by one blank; strtok(line, " \\n"). The first word says what follows:
# wilson K N LOW HIGH             95 % interval, z = 1.959963984540054, 20 decimals; compare within 1e-12
# fisher K1 N1 K2 N2 P            two-sided exact p of K1/N1 against K2/N2; compare within a relative 1e-9
# round p|f TARGET N_MIN POPULATION N K H      one round alone passes (p) or fails (f)
# few N 0|1                       "too few to conclude"
# observation ok|bad POPULATION N K H          0 <= K <= N <= POPULATION, H <= N - K
# verdict NAME TARGET N_MIN ROUNDS SPACING_DAYS COUNT (FROM TO POPULATION N K H) x COUNT LETTERS RUN SPAN pass|fail
#         rounds oldest first; LETTERS one p or f each ("-" for none); RUN and SPAN (days between the first and
#         the last period end) of the newest unbroken run of passing rounds""")


def plain(value):
    return format(value, "f")


def print_wilson():
    pairs = [(k, n) for n in range(1, 31) for k in range(n + 1)]
    pairs += [(59, 66), (37, 37), (36, 37), (44, 44), (40, 44), (0, 66), (66, 66), (50, 100), (90, 100), (99, 100),
              (180, 200), (1, 1000), (999, 1000), (900, 1000), (4500, 5000), (9999, 10000), (0, 10000), (10000, 10000),
              (123456, 1000000), (999999, 1000000), (1, 1000000), (0, 1000000), (1000000, 1000000)]
    for k, n in pairs:
        low, high = wilson(k, n)
        print("wilson", k, n, plain(low.quantize(DIGITS)), plain(high.quantize(DIGITS)))


def fisher_tables(rng):
    tables = [(8, 15, 14, 15), (18, 20, 20, 20), (12, 20, 19, 20), (10, 20, 10, 20), (0, 20, 20, 20), (20, 20, 0, 20),
              (0, 20, 0, 20), (20, 20, 20, 20), (0, 1, 1, 1), (1, 1, 1, 1), (3, 4, 1, 4), (1, 10, 11, 14), (2, 20, 18, 20),
              (7, 19, 15, 18), (22, 44, 40, 44), (59, 66, 66, 66), (15, 22, 21, 22), (30, 37, 37, 37), (0, 5, 5, 10),
              (1, 2, 2, 4), (2, 4, 2, 4), (5, 10, 5, 10), (6, 12, 3, 6), (100, 200, 130, 200), (450, 500, 480, 500),
              (900, 1000, 950, 1000), (4000, 5000, 4100, 5000), (1, 3000, 9, 3000), (2999, 3000, 2990, 3000),
              (10, 10, 990, 1000), (500, 1000, 500, 1000), (1, 1000, 1000, 1000)]
    while len(tables) < 240:
        n1, n2 = rng.randrange(1, 70), rng.randrange(1, 70)
        tables.append((rng.randrange(n1 + 1), n1, rng.randrange(n2 + 1), n2))
    while len(tables) < 300:
        n1, n2 = rng.randrange(70, 2500), rng.randrange(70, 2500)
        share = rng.random()
        k1 = round(share * n1)
        k2 = min(n2, max(0, round(share * n2) + rng.randrange(-n2 // 8 - 1, n2 // 8 + 1)))
        tables.append((k1, n1, k2, n2))
    return tables


def scientific(fraction):
    if fraction == 1:
        return "1"
    return format(Decimal(fraction.numerator) / Decimal(fraction.denominator), ".20e")


def print_fisher(rng):
    for table in fisher_tables(rng):
        print("fisher", *table, scientific(fisher(*table)))


def print_rounds():
    day = date(2026, 1, 1)
    for target, n_min, population, n, k, hard in (
            ("0.90", 20, 100, 20, 18, 0), ("0.90", 20, 100, 20, 17, 0), ("0.90", 20, 100, 20, 19, 1),
            ("0.90", 20, 100, 20, 20, 0), ("0.90", 20, 100, 19, 19, 0), ("0.90", 20, 19, 19, 19, 0),
            ("0.90", 20, 19, 18, 18, 0), ("0.90", 20, 8, 8, 8, 0), ("0.90", 20, 8, 7, 7, 0), ("0.90", 20, 1, 1, 1, 0),
            ("0.90", 20, 1, 1, 0, 0), ("0.90", 20, 20, 20, 18, 0), ("0.90", 20, 21, 20, 18, 0), ("0.90", 20, 0, 0, 0, 0),
            ("0.90", 1, 100, 1, 1, 0), ("0.90", 1, 100, 10, 9, 0), ("0.90", 66, 500, 66, 59, 0), ("0.90", 66, 500, 66, 60, 0),
            ("0.55", 20, 100, 20, 11, 0), ("0.55", 20, 100, 20, 10, 0), ("0.57", 100, 900, 100, 57, 0),
            ("0.57", 100, 900, 100, 56, 0), ("0.07", 100, 900, 100, 7, 0), ("0.07", 100, 900, 100, 6, 0),
            ("0.29", 100, 900, 100, 29, 0), ("0.58", 50, 900, 50, 29, 0), ("0.58", 50, 900, 50, 28, 0),
            ("0.70", 10, 900, 10, 7, 0), ("0.35", 20, 900, 20, 7, 0), ("0.995", 200, 900, 200, 199, 0),
            ("0.995", 200, 900, 200, 198, 0), ("1", 20, 100, 20, 20, 0), ("1", 20, 100, 20, 19, 0), ("1", 20, 100, 20, 19, 1),
            ("0", 20, 100, 20, 0, 0), ("0", 20, 100, 20, 0, 1), ("0.999999", 20, 9999999, 1000000, 999999, 0),
            ("0.999999", 20, 9999999, 1000000, 999998, 0)):
        ok = round_passes(target, n_min, (day, day, population, n, k, hard))
        print("round", "p" if ok else "f", target, n_min, population, n, k, hard)
    for n in (0, 1, 9, 10, 11, 20):
        print("few", n, int(n < 10))
    for ok, row in (("ok", (100, 20, 18, 0)), ("ok", (100, 20, 18, 2)), ("bad", (100, 20, 18, 3)), ("bad", (100, 20, 21, 0)),
                    ("bad", (19, 20, 18, 0)), ("ok", (20, 20, 20, 0)), ("bad", (20, 20, 20, 1)), ("ok", (20, 0, 0, 0)),
                    ("bad", (20, 20, -1, 0)), ("bad", (20, 20, 18, -1)), ("bad", (-1, 0, 0, 0)), ("ok", (20, 20, 0, 20)),
                    ("bad", (20, 20, 0, 21)), ("bad", (20, -1, -1, 0))):
        print("observation", ok, *row)


def monthly(ends, cells):
    """Periods that end on the given days, each beginning the day after the one before."""
    series, before = [], ends[0] - timedelta(days=14)
    for end, cell in zip(ends, cells):
        series.append((before + timedelta(days=1), end) + cell)
        before = end
    return series


def after(*days):
    return [date(2026, 1, 31) + timedelta(days=n) for n in days]


GOOD, BAD, HARD, THIN = (100, 20, 19, 0), (100, 20, 17, 0), (100, 20, 19, 1), (100, 19, 19, 0)
EDGE, SMALL, SMALL_CUT, NOBODY = (100, 20, 18, 0), (6, 6, 6, 0), (6, 5, 5, 0), (0, 0, 0, 0)


def print_verdicts(rng):
    usual = ("0.90", 20, 2, 28)
    named = [
        ("no_round", usual, [], []),
        ("one_passing_round", usual, [0], [GOOD]),
        ("one_failing_round", usual, [0], [BAD]),
        ("two_exactly_28_days_apart", usual, [0, 28], [GOOD, GOOD]),
        ("two_27_days_apart", usual, [0, 27], [GOOD, GOOD]),
        ("two_29_days_apart", usual, [0, 29], [GOOD, GOOD]),
        ("two_exactly_at_the_target", usual, [0, 28], [EDGE, EDGE]),
        ("three_14_days_apart", usual, [0, 14, 28], [GOOD, GOOD, GOOD]),
        ("three_within_27_days", usual, [0, 14, 27], [GOOD, GOOD, GOOD]),
        ("fourth_reaches_28_days", usual, [0, 9, 18, 28], [GOOD] * 4),
        ("newest_fails", usual, [0, 28, 56], [GOOD, GOOD, BAD]),
        ("first_fails_then_two", usual, [0, 28, 56], [BAD, GOOD, GOOD]),
        ("broken_in_the_middle", usual, [0, 28, 56], [GOOD, BAD, GOOD]),
        ("broken_then_run_too_short_in_time", usual, [0, 28, 35, 42], [GOOD, BAD, GOOD, GOOD]),
        ("broken_then_run_long_enough", usual, [0, 28, 35, 63], [GOOD, BAD, GOOD, GOOD]),
        ("hard_failure_in_the_newest", usual, [0, 28], [GOOD, HARD]),
        ("hard_failure_in_the_first", usual, [0, 28], [HARD, GOOD]),
        ("hard_failure_breaks_a_run", usual, [0, 28, 56], [GOOD, HARD, GOOD]),
        ("hard_failure_long_ago", usual, [0, 28, 56, 84], [GOOD, HARD, GOOD, GOOD]),
        ("too_thin_a_sample", usual, [0, 28], [GOOD, THIN]),
        ("too_thin_first", usual, [0, 28, 56], [THIN, GOOD, GOOD]),
        ("all_of_a_small_population", usual, [0, 28], [SMALL, SMALL]),
        ("not_all_of_a_small_population", usual, [0, 28], [SMALL, SMALL_CUT]),
        ("nobody_in_the_period", usual, [0, 28], [GOOD, NOBODY]),
        ("nobody_breaks_a_run", usual, [0, 28, 56], [GOOD, NOBODY, GOOD]),
        ("one_round_demanded", ("0.90", 20, 1, 28), [0], [GOOD]),
        ("one_round_demanded_newest_fails", ("0.90", 20, 1, 28), [0, 5], [GOOD, BAD]),
        ("three_demanded_two_shown", ("0.90", 20, 3, 28), [0, 56], [GOOD, GOOD]),
        ("three_demanded_exactly_56_days", ("0.90", 20, 3, 28), [0, 1, 56], [GOOD] * 3),
        ("three_demanded_55_days", ("0.90", 20, 3, 28), [0, 28, 55], [GOOD] * 3),
        ("no_spacing_demanded", ("0.90", 20, 2, 0), [0, 1], [GOOD, GOOD]),
        ("sharpened_target", ("0.95", 20, 2, 28), [0, 28], [GOOD, EDGE]),
        ("sharpened_target_met", ("0.95", 20, 2, 28), [0, 28], [GOOD, GOOD]),
        ("sharpened_sample", ("0.90", 40, 2, 28), [0, 28], [GOOD, GOOD]),
        ("sharpened_spacing", ("0.90", 20, 2, 90), [0, 89], [GOOD, GOOD]),
        ("sharpened_spacing_met", ("0.90", 20, 2, 90), [0, 90], [GOOD, GOOD]),
        ("eight_and_fourteen_months", usual, [0, 242, 424], [BAD, GOOD, GOOD]),
        ("across_a_leap_day", usual, [728, 756], [GOOD, GOOD]),
        ("long_run_then_one_failure_then_one", usual, [0, 28, 56, 84, 112], [GOOD, GOOD, GOOD, BAD, GOOD]),
    ]
    for name, rule, days, cells in named:
        show(name, rule, monthly(after(*days), cells) if days else [])
    cells = [GOOD] * 6 + [BAD, HARD, THIN, EDGE, SMALL, SMALL_CUT]
    for number in range(120):
        count = rng.randrange(1, 7)
        days = [0]
        while len(days) < count:
            days.append(days[-1] + rng.choice((7, 13, 14, 15, 27, 28, 29, 30, 56)))
        rule = (rng.choice(("0.90", "0.90", "0.95", "0.80")), rng.choice((5, 20, 20)),
                rng.choice((1, 2, 2, 3)), rng.choice((14, 28, 28)))
        show("drawn_%d" % number, rule, monthly(after(*days), [rng.choice(cells) for _ in days]))


def show(name, rule, series):
    letters, run, span, passes = verdict(*rule, series)
    words = [w for r in series for w in r]
    end = "pass" if passes else "fail"
    print("verdict", name, *rule, len(series), *words, letters, run, span, end)


def check_named():
    for k, n, low, high in ((18, 20, "69.9", "97.2"), (20, 20, "83.9", "100.0"),
                            (59, 66, "79.7", "94.8")):
        assert ["%.1f" % (100 * v) for v in wilson(k, n)] == [low, high], (k, n)
    assert fisher(3, 4, 1, 4) == Fraction(34, 70)
    assert fisher(10, 20, 10, 20) == 1


def main():
    check_named()
    rng = random.Random(20260228)
    heading()
    print_wilson()
    print_fisher(rng)
    print_rounds()
    print_verdicts(rng)


if __name__ == "__main__":
    main()
