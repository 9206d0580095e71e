-- the folder of the archive's connector cannot be used, and none of the posts that wait be written
SELECT archive_posts_failed(:reason, :now) AS told
