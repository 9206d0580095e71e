-- how much waits to be mailed, and since when
SELECT waiting, oldest FROM mail_figures()
