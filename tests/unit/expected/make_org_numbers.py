#!/usr/bin/env python3
"""make_org_numbers.py - golden vectors for organisation numbers and national identity numbers.

The identity numbers are invented and nobody's: they are of people born 2030 to 2039.
Prints org_numbers.txt.
"""
import random
from datetime import date, timedelta

ORG = (3, 2, 7, 6, 5, 4, 3, 2)
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def control(digits, weights):
    """The control digit, or None where it would have been 10."""
    rest = 11 - sum(int(c) * w for c, w in zip(digits, weights)) % 11
    return {10: None, 11: "0"}.get(rest, str(rest))


def complete(nine):
    one = control(nine, FIRST)
    two = one and control(nine + one, SECOND)
    return nine + one + two if two else None


def other(digit, step):
    return str((int(digit) + step) % 10)


def print_org(rng):
    for known in ("974760673", "974761394", "889640782", "971032081"):
        assert control(known[:8], ORG) == known[8], known
        print("org", "valid", known)
    shown = 0
    while shown < 60:
        eight = rng.choice("89") + "%07d" % rng.randrange(10 ** 7)
        digit = control(eight, ORG)
        if digit is None:
            for last in "0123456789" if shown % 6 == 0 else "05":
                print("org", "invalid", eight + last)
        else:
            print("org", "valid", eight + digit)
            print("org", "invalid", eight + other(digit, rng.randrange(1, 10)))
            swap = eight[1] + eight[0] + eight[2:] + digit
            if control(swap[:8], ORG) != digit:
                print("org", "invalid", swap)
        shown += 1
    for zero in range(10 ** 7, 10 ** 7 + 400):
        if control("9" + "%07d" % (zero % 10 ** 7), ORG) == "0":
            print("org", "valid", "9%07d0" % (zero % 10 ** 7))
    for bad in ("97476067", "9747606733", "974760674", "97476067a", "97476067-", "+74760673", "NO974760673", "974760673MVA",
                "974.760.673", "-974760673", "9", "a", "0x4760673", "97476067٣"):
        print("org", "invalid", bad)


def print_people(rng, word, shift):
    shown = 0
    while shown < 40:
        born = date(2030, 1, 1) + timedelta(days=rng.randrange(3650))
        six = "%02d%02d%02d" % (born.day + shift, born.month, born.year % 100)
        nine = six + "%03d" % rng.randrange(500, 900)
        number = complete(nine)
        if number is None:
            continue
        print(word, "valid", number)
        print(word, "invalid", number[:9] + other(number[9], rng.randrange(1, 10)) + number[10])
        print(word, "invalid", number[:10] + other(number[10], rng.randrange(1, 10)))
        wrong = number[:9] + other(number[9], rng.randrange(1, 10))
        if control(wrong, SECOND):
            print(word, "invalid", wrong + control(wrong, SECOND))
        shown += 1
    for day, month, year in ((0, 1, 31), (32, 1, 31), (31, 4, 32), (31, 11, 33), (30, 2, 36), (29, 2, 37), (1, 0, 34), (1, 13, 34),
                             (1, 99, 34), (39, 5, 35)):
        print(word, "invalid", any_complete("%02d%02d%02d" % (day + shift, month, year)))
    print(word, "valid", any_complete("%02d0236" % (29 + shift)))
    print(word, "valid", any_complete("%02d1231" % (31 + shift)))
    print(word, "valid", any_complete("%02d0132" % (1 + shift)))


def any_complete(six):
    """A number whose control digits are right, whatever its date."""
    return next(n for n in (complete(six + "%03d" % i) for i in range(500, 900)) if n)


def main():
    print("""\
# org_numbers.txt - numbers that are and are not what they seem, printed by make_org_numbers.py.
# One a line: KIND valid|invalid TEXT, parted by one blank. KIND org: organisation number, 9 digits, mod 11 with weights
# 3 2 7 6 5 4 3 2, a control digit of 10 is no number. KIND fnr: national identity number (fødselsnummer), 11 digits, a date
# that exists and two control digits. KIND dnr: the same with 40 added to the day (D-nummer). "invalid" means: neither of the two.""")
    rng = random.Random(20260301)
    print_org(rng)
    print_people(rng, "fnr", 0)
    print_people(rng, "dnr", 40)
    for bad in ("00000000000", "11111111111", "12345678901", "99999999999", "0101301234", "010130123456", "0101305000a"):
        print("fnr", "invalid", bad)


if __name__ == "__main__":
    main()
