-- statement 0 where the caller is known: the tenant of the transaction
SELECT set_config('tilsyn.authority', :authority, true)
