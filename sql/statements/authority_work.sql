-- the clock works for this tenant until the end of the transaction
SELECT set_config('tilsyn.authority', :authority, true)
