"""expect - what rounds say, once more: verdicts, intervals, tests and pooled effects in exact fractions and decimals."""

import decimal
from fractions import Fraction
from math import comb

decimal.getcontext().prec = 40
Z = decimal.Decimal("1.959963984540054235524594430520551527955550617")   # the 97.5 % quantile


def root(value):
    """The square root of a fraction, to forty digits."""
    return (decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator)).sqrt()


def exact(value):
    return decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator)


def passes(count, target, n_min=20):
    share = Fraction(count.compliant, count.sample) if count.sample else None
    return (share is not None and share >= Fraction(str(target)) and count.hard == 0
            and count.sample >= min(n_min, count.population))


def verdict(rounds, target, needed=2, spacing=28):
    """Of [(period end, count)]: the code, and the first and last round of the newest unbroken run."""
    run = []
    for end, count in sorted(rounds, reverse=True):
        if not passes(count, target):
            break
        run.append(end)
    if not rounds:
        return "no_round", None
    if not run:
        return "newest_round_fails", None
    if len(run) < needed:
        return "too_few_rounds", None
    if (run[0] - run[-1]).days < (needed - 1) * spacing:
        return "too_short", None
    return "passes", (run[-1], run[0])


def wilson(k, n):
    share, z2 = exact(Fraction(k, n)), Z * Z
    middle = share + z2 / (2 * n)
    half = Z * (share * (1 - share) / n + z2 / (4 * n * n)).sqrt()
    return (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)


def fisher(k1, n1, k2, n2):
    """Two-sided: all tables as unlikely as this one, or more so."""
    total, all_of = k1 + k2, comb(n1 + n2, k1 + k2)
    this = comb(n1, k1) * comb(n2, k2)
    likely = [comb(n1, i) * comb(n2, total - i)
              for i in range(max(0, total - n2), min(total, n1) + 1)]
    return Fraction(sum(x for x in likely if x <= this), all_of)


def pooled(pairs):
    """Of [(k1, n1, k2, n2)]: the difference of the shares by Mantel and Haenszel's weights, with its interval."""
    weight = difference = p = q = Fraction(0)
    for a, n1, b, n2 in ((k2, m2, k1, m1) for k1, m1, k2, m2 in pairs):     # a of n1: the last round
        n = n1 + n2
        weight += Fraction(n1 * n2, n)
        difference += Fraction(a * n2 - b * n1, n)
        p += (Fraction(n1 * n1 * b - n2 * n2 * a) + Fraction(n1 * n2 * (n2 - n1), 2)) / (n * n)
        q += Fraction(a * (n2 - b) + b * (n1 - a), 2 * n)
    difference /= weight
    half = Z * root((difference * p + q) / (weight * weight))
    return difference, exact(difference) - half, exact(difference) + half
