-- before a list: a generic plan would throw the indexes of optional filters away
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
