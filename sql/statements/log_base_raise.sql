-- at start: lift the ids of events over those a restore brought back
SELECT log_base_raise() AS raised
