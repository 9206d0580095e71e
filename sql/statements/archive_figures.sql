-- how many journal posts wait, how many of them could not be written, and since when the oldest waits
SELECT waiting, failing, to_char(oldest AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest
FROM archive_figures()
