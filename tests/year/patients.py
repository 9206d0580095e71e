"""patients - made-up records of patients with sepsis, and what is counted of them; shares nothing with the daemon.

A hospital measures its emergency department three times: as it is found, after 8 and after 14 months. Each record is
one patient's times in minutes from arrival. Only what `counts` makes of them may leave this file's caller.
"""

import collections

# The guide's measure points: target, and how likely a record complies at first and later.
POINTS = {"sepsis-triage": (0.90, 0.84, 0.985), "sepsis-vitale": (0.90, 0.72, 0.975),
          "sepsis-lege": (0.90, 0.62, 0.975), "sepsis-blodprover": (0.85, 0.58, 0.965),
          "sepsis-antibiotika": (0.85, 0.55, 0.965)}
SEVERE = 0.7                            # of the patients: antibiotics within the hour are counted of these
TOO_LATE = 240                          # minutes: the failure of which none is tolerated
RECORDS = 7407

Count = collections.namedtuple("Count", "population sample compliant hard")


def sizes(rng, hospitals):
    """So many records each hospital reads each time: 7 407 in all for 24 hospitals."""
    total, cells = RECORDS * hospitals // 24, hospitals * 3
    weights = [rng.uniform(0.6, 1.4) for _ in range(cells)]
    found = [max(60, int(total * w / sum(weights))) for w in weights]
    while sum(found) != total:
        i = rng.randrange(cells)
        step = 1 if sum(found) < total else -1
        if found[i] + step >= 60:
            found[i] += step
    return [found[i * 3:i * 3 + 3] for i in range(hospitals)]


def record(rng, number, chance, hard):
    """One patient; `hard`: some severe ones wait for hours."""
    patient = {"token": "pasient-%06d-%08x" % (number, rng.getrandbits(32)), "age": rng.randint(18, 97),
               "severe": rng.random() < SEVERE}
    for code in POINTS:
        patient[code] = rng.random() < chance[code]
    if patient["sepsis-antibiotika"]:
        patient["antibiotics"] = rng.randint(10, 60)
    else:
        patient["antibiotics"] = rng.randint(241, 420) if rng.random() < hard else rng.randint(61, 240)
    return patient


def round_of(rng, first, size, better, weak=()):
    """The records of one round: `better` than as found, but for the points that are weak."""
    chance = {code: (p if code in weak else q) if better else p for code, (_, p, q) in POINTS.items()}
    return [record(rng, first + i, chance, 0 if better else 0.2) for i in range(size)]


def counts(records, population):
    """What the hospital reports of a round: numbers, a measure point each."""
    found = {}
    for code in POINTS:
        of = [p for p in records if code != "sepsis-antibiotika" or p["severe"]]
        hard = sum(p["antibiotics"] > TOO_LATE for p in of) if code == "sepsis-antibiotika" else 0
        found[code] = Count(max(population, len(of)), len(of), sum(p[code] for p in of), hard)
    return found
