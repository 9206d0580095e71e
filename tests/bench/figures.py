"""figures - processor time from /proc, and rates within the time that counts."""

import os
import threading
import time

TICK = os.sysconf("SC_CLK_TCK")


def stat(pid):
    """(parent, name, own seconds, seconds of children that have ended) of a process, or None."""
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return None
    name, rest = text[text.index("(") + 1:text.rindex(")")], text[text.rindex(")") + 2:].split()
    return (int(rest[1]), name, (int(rest[11]) + int(rest[12])) / TICK,
            (int(rest[13]) + int(rest[14])) / TICK)


def used(pids):
    """Seconds these processes have used."""
    return sum(found[2] for found in map(stat, pids) if found)


def used_by_postgres(postmaster):
    """Seconds of the postmaster and of every process it has or had."""
    first = stat(postmaster)
    total = first[2] + first[3]
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            found = stat(int(entry))
            if found and found[0] == postmaster:
                total += found[2]
    return total


class Watch(threading.Thread):
    """Looks at functions that return seconds of processor time, many times a second, until stopped."""

    def __init__(self, **sources):
        super().__init__(daemon=True)
        self.sources, self.rows, self.over = sources, [], threading.Event()
        self.start()

    def run(self):
        while not self.over.is_set():
            self.look()
            self.over.wait(0.1)

    def look(self):
        self.rows.append((time.time(), {name: source() for name, source in self.sources.items()}))

    def end(self):
        self.over.set()
        self.join()

    def share(self, first, last):
        """{source: seconds of processor a second} between two instants."""
        rows = [row for row in self.rows if first <= row[0] <= last]
        if len(rows) < 2:
            rows = self.rows
        (start, before), (stop, after) = rows[0], rows[-1]
        return {name: (after[name] - before[name]) / max(stop - start, 1e-9) for name in self.sources}


def window(times, clients, warm):
    """(first, last, counted, median ms) of {client: [(end, took)]}: from when every client has `warm`
    transactions behind it to when the first has none before it."""
    first = max(rows[min(warm, len(rows)) - 1][0] for rows in times.values())
    last = min(rows[-1][0] for rows in times.values())
    inside = sorted(took for rows in times.values() for end, took in rows if first < end <= last)
    if len(times) < clients or len(inside) < 2:
        raise ValueError("too few transactions to say anything")
    return first, last, len(inside), inside[len(inside) // 2] * 1e3


def pgbench_log(prefix):
    """{client: [(end, took)]} of pgbench's transaction log; its pieces are removed."""
    times = {}
    folder = os.path.dirname(prefix)
    for name in os.listdir(folder):
        if not name.startswith(os.path.basename(prefix) + "."):
            continue
        path = os.path.join(folder, name)
        with open(path, encoding="ascii") as file:
            for row in file:
                client, _, took, _, at, part = row.split()[:6]
                times.setdefault(int(client), []).append((int(at) + int(part) / 1e6, int(took) / 1e6))
        os.unlink(path)
    for rows in times.values():
        rows.sort()
    return times
