"""report - the tables at the end of a run."""

import statistics


def median(rows, side, what):
    return statistics.median(row[side][what] for row in rows)


def ratios(rows):
    return sorted(row["tilsynd"]["rate"] / row["pgbench"]["rate"] for row in rows)


def ratio(rows):
    return statistics.median(ratios(rows))


def cost(rows, side):
    """Processor time of all that took part, us a request."""
    return sum(median(rows, side, what) for what in ("own", "postgres"))


def by_processor(rows):
    """The ratio on a machine that has nothing else to do and never waits: of processor time alone."""
    return cost(rows, "pgbench") / (cost(rows, "tilsynd") + median(rows, "tilsynd", "load"))


def cores(rows, side):
    """How much of the machine it had: a side that had less than the other was held up by somebody else."""
    each = cost(rows, side) + (median(rows, side, "load") if side == "tilsynd" else 0)
    return each * median(rows, side, "rate") / 1e6


def figures(results, names):
    print("\n%-30s %4s  %-17s %6s  %7s %7s  %-37s  %s" % (
        "", "conn", "ratio, medians of", "by CPU", "tilsynd", "pgbench", "us CPU a request, tilsynd",
        "us CPU a transaction, pgbench"))
    print("%-30s %4s  %-17s %6s  %7s %7s  %-37s  %s" % (
        "", "", "pairs (least-most)", "", "/s", "/s", "doors + postgres (load)  cores     p50",
        "itself + postgres  cores     p50"))
    for (name, connections), rows in results.items():
        found = ratios(rows)
        print("%-30s %4d  %.2f  (%.2f-%.2f)  %6.2f  %7.0f %7.0f  %5.0f + %8.0f  (%4.0f)  %5.2f %4.1f ms  "
              "%6.0f + %8.0f  %5.2f %4.1f ms" % (
                  names[name], connections, ratio(rows), found[0], found[-1], by_processor(rows),
                  median(rows, "tilsynd", "rate"), median(rows, "pgbench", "rate"), median(rows, "tilsynd", "own"),
                  median(rows, "tilsynd", "postgres"), median(rows, "tilsynd", "load"), cores(rows, "tilsynd"),
                  median(rows, "tilsynd", "p50"), median(rows, "pgbench", "own"), median(rows, "pgbench", "postgres"),
                  cores(rows, "pgbench"), median(rows, "pgbench", "p50")))


def asked(rows):
    print("\n%-34s %5s  %9s  %9s" % ("what is asked", "conn", "limit", "found"))
    for what, connections, wanted, found, good in rows:
        print("%-34s %5d  %9s  %9s  %s" % (what, connections, wanted, found, "reached" if good else "NOT REACHED"))
    print()
