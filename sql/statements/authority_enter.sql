-- the transaction, or the session, works for this tenant
SELECT set_config('tilsyn.authority', :authority, false)
