"""cases - the database of the bench: one case walked over the API, and many that are like it."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "wire"))

import office  # noqa: E402  (the wire tests' people and steps)

FIRST = 100000          # the number of the first case: all have six digits
EVENTS_MOST = 128       # a case has fewer events

# What a hash is of stays as it is, with the hash: so every copy's chain of events is the same too.
HASHED = {"event": ("text", "data", "hash", "previous_hash"), "letter": ("subject", "body", "sha256")}


def ident(kind, number):
    """The id of row `kind` of case `number`: the number stands at its end, so pgbench can make it."""
    return prefix(kind) + str(number)


def prefix(kind):
    return "018f%04x-0000-7000-8000-000000" % kind


def connect(daemon, user="postgres"):
    return daemon.connect(user)


def walk(daemon):
    """A case in follow-up: two breaches with rounds and evidence, letters in the making."""
    people = office.Office(daemon)
    case = people.case()
    case.to_hearing(breaches=2)
    case.ready_for_final()
    case.letter("final_report")
    case.act("send_final", who=people.liv)
    for breach in case.breaches:
        place = breach.split("/")[-1]
        case.evidence(breach, "practice")
        case.evidence(breach, "management")
        case.set("milestone", people.workday(30), breach=place)
        case.observe(breach, people.past(60), people.past(31))
        case.observe(breach, people.past(30), people.past(1))
    for kind in ("meeting_invitation", "follow_up_demand", "reminder_1"):
        try:
            case.draft(kind)
        except AssertionError:
            pass                        # not a letter for now: the others are enough
    for text in ("Telefon om planen", "M\u00f8te med ledelsen"):
        people.anna.post(case.path + "/contacts", {
            "kind": "phone", "occurred_on": people.today, "text": text})
    people.anna.post(case.path + "/remarks", {"kind": "remark", "text": "Rutinen er gammel."})
    people.arne.post(case.path + "/incoming", {
        "received_on": people.today, "from": "Lillevik kommune", "text": "Plan for retting.", "answers": []})
    return people, case


def tables(cursor):
    """{table: its columns that are not made of others}, of all that a case has rows in."""
    cursor.execute("""SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)
        FROM information_schema.columns c WHERE table_schema = 'public' AND is_generated = 'NEVER'
        AND (table_name = 'audit' OR EXISTS (SELECT FROM information_schema.columns x
            WHERE x.table_schema = 'public' AND x.table_name = c.table_name AND x.column_name = 'audit'))
        AND EXISTS (SELECT FROM pg_class p WHERE p.relname = c.table_name AND p.relkind = 'r'
            AND p.relnamespace = 'public'::regnamespace)
        GROUP BY table_name""")
    return dict(cursor.fetchall())


def triggers(cursor):
    """Those that a replica's session fires too: (table, name)."""
    cursor.execute("""SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgenabled = 'A' AND NOT t.tgisinternal""")
    return cursor.fetchall()


def rows_of(cursor, found, case):
    rows = {}
    for table in found:
        cursor.execute('SELECT to_jsonb(t) FROM "%s" t WHERE %s = %%s ORDER BY %s'
                       % (table, "id" if table == "audit" else "audit",
                          "id" if "id" in found[table] else "to_jsonb(t)"), (case,))
        rows[table] = [row[0] for row in cursor.fetchall()]
    return rows


def template(rows, case, number):
    """The rows as JSON with NNNNNN where the case's number goes; and which row of which kind is which."""
    kinds = {case: 0}
    for table in sorted(rows):
        for row in rows[table]:
            if table != "event" and "id" in row:
                kinds.setdefault(row["id"], len(kinds))
    made = {}
    for table, found in rows.items():
        made[table] = []
        for row in found:
            kept = {name: row[name] for name in HASHED.get(table, ())}
            text = json.dumps(dict(row, **{name: None for name in kept}), ensure_ascii=False)
            for old, kind in kinds.items():
                text = text.replace(old, prefix(kind) + "NNNNNN")
            text = text.replace(number, "2020/NNNNNN")
            made[table].append(json.dumps(dict(json.loads(text), **kept), ensure_ascii=False))
    return made, kinds


def copy(daemon, case, count):
    """count cases like this one; returns the kinds: {id in the case walked: kind}."""
    line = connect(daemon)
    cursor = line.cursor()
    cursor.execute("SET session_replication_role = replica")
    found = tables(cursor)
    rows = rows_of(cursor, found, case.id)
    made, kinds = template(rows, case.id, rows["audit"][0]["case_number"])
    always = triggers(cursor)
    for table, name in always:
        cursor.execute('ALTER TABLE "%s" DISABLE TRIGGER "%s"' % (table, name))
    for table in ["audit"] + sorted(set(found) - {"audit"}):
        if not made[table]:
            continue
        columns = ", ".join('"%s"' % name for name in found[table])
        taken = ", ".join("n::bigint * %d + j.place" % EVENTS_MOST if table == "event" and name == "id"
                          else 'r."%s"' % name for name in found[table])
        cursor.execute("""INSERT INTO "%s" (%s) SELECT %s FROM generate_series(%%s, %%s) n,
            unnest(%%s::text[]) WITH ORDINALITY AS j (row, place),
            jsonb_populate_record(NULL::"%s", replace(j.row, 'NNNNNN', n::text)::jsonb) r"""
                       % (table, columns, taken, table), (FIRST, FIRST + count - 1, made[table]))
    for table, name in always:
        cursor.execute('ALTER TABLE "%s" ENABLE ALWAYS TRIGGER "%s"' % (table, name))
    cursor.execute("VACUUM (ANALYZE)")
    line.close()
    return kinds, {table: len(found) for table, found in made.items() if found}
