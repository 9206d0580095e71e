#!/usr/bin/env python3
"""make_statistics.py - golden vectors for samples, series, survival, agreement and pooled effects.

Exact where the figure is rational (fractions), 50-digit decimals where it is not; each from its
definition in the literature, none from the code.  Prints statistics.txt.
"""
import random
import statistics
from decimal import Decimal, getcontext
from fractions import Fraction
from math import comb, floor

getcontext().prec = 50
Z = Decimal("1.959963984540054")


def number(value):
    """A Fraction or Decimal with 17 significant digits; None is nan."""
    if value is None:
        return "nan"
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return format(value, ".17e")


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


# -- samples

def short_of(population, target):
    """The fewest failures with which the share that complies lies under the target."""
    return next(d for d in range(population + 2) if d > population or Fraction(population - d, population) < target)


def risk(population, failing, sample, allowed):
    ways = sum(comb(failing, x) * comb(population - failing, sample - x) for x in range(allowed + 1) if x <= sample)
    return Fraction(ways, comb(population, sample))


def least_sample(population, target, confidence, allowed):
    failing = short_of(population, target)
    if failing > population:
        return 0, Fraction(0)
    if failing <= allowed:
        return population, Fraction(1)          # the population that falls short is let through
    low, high = allowed, population
    while high - low > 1:
        middle = (low + high) // 2
        if risk(population, failing, middle, allowed) <= 1 - confidence:
            high = middle
        else:
            low = middle
    return high, risk(population, failing, high, allowed)


def print_samples():
    for population in (1, 2, 5, 10, 15, 20, 37, 44, 66, 100, 200, 350, 1000, 2500):
        for target in ("0.01", "0.5", "0.8", "0.9", "0.95", "0.99"):
            for confidence in ("0.9", "0.95", "0.99"):
                for allowed in (0, 1, 2, 5):
                    if allowed >= population:
                        continue
                    sample, chance = least_sample(population, Fraction(target), Fraction(confidence), allowed)
                    print("plan", population, target, confidence, allowed, sample, number(chance))
    for population, target in ((20, "0.9"), (44, "0.9"), (100, "0.9"), (500, "0.9"), (20, "0.05"), (44, "0.5")):
        failing = short_of(population, Fraction(target))
        for sample in range(1, population + 1, max(1, population // 25)):
            good = [c for c in range(sample + 1) if risk(population, failing, sample, c) <= Fraction(1, 20)]
            print("allows", population, target, "0.95", sample, good[-1] if good else -1)
    for population, failing, sample in ((10, 3, 4), (50, 5, 20), (100, 10, 30), (400, 41, 59), (1000, 1, 950)):
        for allowed in range(0, min(failing, sample) + 1):
            print("risk", population, failing, sample, allowed, number(risk(population, failing, sample, allowed)))


# -- draws

class SplitMix:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9e3779b97f4a7c15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xbf58476d1ce4e5b9) & mask
        z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & mask
        return z ^ (z >> 31)

    def below(self, m):
        while True:
            value = self.next()
            if value >= (1 << 64) % m:
                return value % m


def draw(way, seed, population, sample):
    source = SplitMix(seed)
    if way == "newest":
        return list(range(population - sample + 1, population + 1))
    if way == "systematic":
        start = source.below(population)
        return [1 + floor(Fraction(start + i * population, sample)) for i in range(sample)]
    taken = set()
    for j in range(population - sample + 1, population + 1):
        t = 1 + source.below(j)
        taken.add(j if t in taken else t)
    return sorted(taken)


def print_draws():
    source = SplitMix(0)
    print("next 0", *[source.next() for _ in range(5)])
    source = SplitMix(1234567)
    print("next 1234567", *[source.next() for _ in range(5)])
    for way in ("random", "systematic", "newest"):
        for seed, population, sample in ((1, 10, 3), (2, 10, 10), (42, 1, 1), (7, 250, 20), (99, 12345, 59),
                                         (9007199254740991, 1000000000, 30), (3, 66, 44), (5, 100, 99)):
            print("draw", way, seed, population, sample, *draw(way, seed, population, sample))


# -- series

def crossings_limit(useful):
    tosses, total = useful - 1, 0
    for c in range(tosses + 1):
        total += comb(tosses, c)
        if Fraction(total, 2 ** tosses) >= Fraction(1, 20):
            return c


def run_limit(useful):
    """round(log2 n) + 3; log2 of a whole number is never a half."""
    low = useful.bit_length() - 1
    return (low if useful * useful < 2 ** (2 * low + 1) else low + 1) + 3


def judge_runs(points):
    shares = [Fraction(k, n) for k, n in points if n]
    median = statistics.median(shares)
    sides = [share > median for share in shares if share != median]
    longest = run = crossings = 0
    for i, side in enumerate(sides):
        run = run + 1 if i and side == sides[i - 1] else 1
        longest = max(longest, run)
        crossings += bool(i) and side != sides[i - 1]
    return median, len(sides), longest, crossings


def limits(mean, n):
    half = 3 * (decimal(mean * (1 - mean)) / n).sqrt()
    return max(Decimal(0), decimal(mean) - half), min(Decimal(1), decimal(mean) + half)


def print_series(rng):
    for useful in range(2, 301):
        print("anhoj", useful, run_limit(useful), crossings_limit(useful))
    for length in (1, 2, 3, 9, 10, 11, 12, 15, 20, 24, 30, 36) * 4:
        share, shift = rng.choice((0.3, 0.6, 0.8, 0.95)), rng.choice((0, 0, 0.2))
        points = []
        for i in range(length):
            n = rng.choice((0, 1, 5, 20, 20, 44, 100)) if rng.random() < 0.5 else 20
            p = min(1, share + (shift if i > length // 2 else 0))
            points.append((sum(rng.random() < p for _ in range(n)), n))
        if not any(n for _, n in points):
            continue
        median, useful, longest, crossings = judge_runs(points)
        words = [word for point in points for word in point]
        print("run", length, *words, number(median), useful, longest, crossings)
        mean = Fraction(sum(k for k, _ in points), sum(n for _, n in points))
        print("pchart", length, *words, number(mean),
              *[number(limit) if n else "nan" for _, n in points[:12] for limit in (limits(mean, n or 1))])


# -- survival

def survival(cases):
    steps, open_share, greenwood = [], Fraction(1), Fraction(0)
    for day in sorted({d for d, event in cases if event}):
        risk_set = sum(d >= day for d, _ in cases)
        events = sum(d == day and event for d, event in cases)
        open_share *= 1 - Fraction(events, risk_set)
        low = high = None
        if open_share:
            greenwood += Fraction(events, risk_set * (risk_set - events))
            log = decimal(open_share).ln()
            width = Z * decimal(greenwood).sqrt() / -log
            low, high = (log * width.exp()).exp(), (log * (-width).exp()).exp()
        steps.append((day, risk_set, events, open_share, low, high))
    return steps


def first(steps, share):
    return next((step[0] for step in steps if share(step) <= Decimal("0.5")), -1)


def print_survival(rng):
    known = [[(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0),
              (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)],
             [(1, 1)], [(1, 0)], [(5, 1), (5, 1)], [(0, 1), (3, 0), (9, 1)], [(1, 1), (2, 1), (3, 1), (4, 1)]]
    drawn = [[(rng.randint(0, 60), int(rng.random() < 0.7)) for _ in range(rng.randint(2, 18))] for _ in range(60)]
    for cases in known + drawn:
        steps = survival(cases)
        median = first(steps, lambda s: decimal(s[3]))
        low = first(steps, lambda s: Decimal(0) if s[4] is None else s[4])
        high = first(steps, lambda s: Decimal(1) if s[5] is None else s[5])
        print("km", len(cases), *[word for case in cases for word in case], len(steps), median, low, high)
        for day, at_risk, events, share, below, above in steps:
            print("step", day, at_risk, events, number(share), number(below), number(above))


# -- agreement and pooled effects

def kappa(a, b, c, d):
    n = a + b + c + d
    observed = Fraction(a + d, n)
    expected = Fraction((a + b) * (a + c) + (c + d) * (b + d), n * n)
    if expected == 1:
        return observed, expected, None, None, None
    value = (observed - expected) / (1 - expected)
    half = Z * (decimal(observed * (1 - observed)) / n).sqrt() / decimal(1 - expected)
    return (observed, expected, value, max(Decimal(-1), decimal(value) - half),
            min(Decimal(1), decimal(value) + half))


def print_kappa(rng):
    tables = [(20, 5, 10, 15), (45, 15, 25, 15), (25, 35, 5, 35), (20, 0, 0, 0), (0, 0, 0, 7), (10, 0, 0, 10),
              (0, 10, 10, 0), (1, 0, 0, 0), (18, 2, 0, 0)]
    tables += [tuple(rng.randint(0, 40) for _ in range(4)) for _ in range(100)]
    for table in tables:
        if sum(table):
            print("kappa", *table, *[number(figure) for figure in kappa(*table)])


def pooled(pairs):
    """Mantel-Haenszel; variance of Sato, Greenland and Robins 1989."""
    pairs = [pair for pair in pairs if pair[1] and pair[3]]
    weight = sum(Fraction(n1 * n2, n1 + n2) for _, n1, _, n2 in pairs)
    difference = sum(Fraction(k2 * n1 - k1 * n2, n1 + n2) for k1, n1, k2, n2 in pairs) / weight
    p = sum((Fraction(n2, n1 + n2) ** 2 * k1 - Fraction(n1, n1 + n2) ** 2 * k2
             + Fraction(n2, n1 + n2) * Fraction(n1, n1 + n2) * Fraction(n1 - n2, 2)) for k1, n1, k2, n2 in pairs)
    q = sum(Fraction(k2 * (n1 - k1) + k1 * (n2 - k2), 2 * (n1 + n2)) for k1, n1, k2, n2 in pairs)
    half = Z * decimal((difference * p + q) / weight ** 2).sqrt()
    return (len(pairs), difference, max(Decimal(-1), decimal(difference) - half),
            min(Decimal(1), decimal(difference) + half))


def print_pooled(rng):
    lists = [[(10, 20, 18, 20)], [(0, 20, 20, 20)], [(20, 20, 20, 20)], [(9, 15, 14, 15), (3, 0, 4, 9), (1, 2, 2, 2)]]
    for _ in range(60):
        pairs = []
        for _ in range(rng.randint(1, 24)):
            n1, n2 = rng.choice((5, 15, 20, 44)), rng.choice((5, 20, 20, 66))
            pairs.append((rng.randint(0, n1), n1, rng.randint(n2 // 2, n2), n2))
        lists.append(pairs)
    for pairs in lists:
        pairs = [(min(k1, n1), n1, k2, n2) for k1, n1, k2, n2 in pairs]
        count, difference, low, high = pooled(pairs)
        print("pooled", len(pairs), *[word for pair in pairs for word in pair], count, number(difference),
              number(low), number(high), *[sum(column) for column in zip(*[p for p in pairs if p[1] and p[3]])])


def heading():
    print("""\
# statistics.txt - golden vectors printed by make_statistics.py; figures within a relative 1e-9.
# plan POPULATION TARGET CONFIDENCE ALLOWED SAMPLE RISK      the least sample with so many failures allowed
# allows POPULATION TARGET CONFIDENCE SAMPLE ALLOWED         the most failures of that sample, -1: too small
# risk POPULATION FAILING SAMPLE ALLOWED P
# next SEED N1..N5                                           SplitMix64
# draw WAY SEED POPULATION SAMPLE NUMBERS
# anhoj USEFUL RUN_LIMIT CROSSINGS_LIMIT
# run COUNT (NUMERATOR DENOMINATOR)xCOUNT MEDIAN USEFUL LONGEST CROSSINGS
# pchart COUNT (NUMERATOR DENOMINATOR)xCOUNT MEAN (LOW HIGH)x the first 12
# km COUNT (DAYS CORRECTED)xCOUNT STEPS MEDIAN LOW HIGH      followed by its steps:
# step DAY AT_RISK CORRECTED OPEN LOW HIGH
# kappa BOTH ONLY_OWN ONLY_AUTHORITY NEITHER OBSERVED EXPECTED KAPPA LOW HIGH
# pooled COUNT (K1 N1 K2 N2)xCOUNT PAIRS DIFFERENCE LOW HIGH K1 N1 K2 N2     the last four: added""")


if __name__ == "__main__":
    heading()
    print_samples()
    print_draws()
    print_series(random.Random(1))
    print_survival(random.Random(2))
    print_kappa(random.Random(3))
    print_pooled(random.Random(4))
