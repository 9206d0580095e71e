"""What a deadline waits for is changed while somebody has its case in hand, who judged it by what was before."""

import threading
import unittest

import chase
import harness
from harness import until

FAR = "2099-01-01"


class Meanwhile(chase.Chase):
    def judged_before(self, change):
        """He has read the case; the change comes; he sets a deadline, to be looked at when he judged that it should."""
        deadline, like = self.sql("SELECT gen_random_uuid()"), self.correction()["id"]
        done = threading.Thread(target=change)
        line = self.daemon.connect("postgres")
        line.autocommit = False
        try:
            with line.cursor() as cursor:
                cursor.execute("SELECT FROM audit WHERE id = %s FOR NO KEY UPDATE", (self.case.id,))
                self.assertEqual(1, cursor.rowcount)
                done.start()
                until(lambda: not done.is_alive() or self.waits(line), what="the change to come")
                cursor.execute("""INSERT INTO deadline SELECT (jsonb_populate_record(d, jsonb_build_object('id', %s, 'breach', null,
                    'kind', 'documents', 'next_rung_at', %s))).* FROM deadline d WHERE id = %s""",
                               (deadline, FAR, like))
            line.commit()
            done.join(20)
            self.assertFalse(done.is_alive())
        finally:
            line.close()
        until(lambda: self.sql("SELECT next_rung_at < %s FROM deadline WHERE id = %s", FAR, deadline),
              what="the deadline to be looked at again")

    def waits(self, line):
        return self.sql("SELECT count(*) FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))", line.info.backend_pid)

    def sql(self, text, *values):
        line = self.daemon.connect("postgres")
        try:
            with line.cursor() as cursor:
                cursor.execute(text, values or None)
                return cursor.fetchone()[0]
        finally:
            line.close()

    def test_a_pause_that_changes_is_no_secret_to_who_has_a_case_in_hand(self):
        enterprise = "/v1/enterprises/" + self.case.enterprise
        self.office.liv.patch(enterprise, {"paused_from": str(self.daemon.today), "paused_to": str(self.daemon.ahead(300))})
        self.quiet()
        self.judged_before(lambda: self.office.liv.patch(enterprise, {"paused_from": None, "paused_to": None}))

    def test_nor_is_a_policy_that_begins(self):
        self.judged_before(lambda: self.office.admin.post("/v1/policies", {
            "valid_from": self.office.today, "valid_to": "%d-12-31" % self.daemon.today.year, "name": "Ny"}))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass


if __name__ == "__main__":
    unittest.main()
