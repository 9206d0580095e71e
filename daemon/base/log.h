/* log.h - one line an entry to standard error, with the syslog level in front when journald reads it. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_NOTICE = 5, LOG_LEVEL_INFO = 6, LOG_LEVEL_DEBUG = 7 };

void log_start(const char *process, enum log_level most);       /* name shown in each line; keeps the pointer */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Each line an entry; lines may be NULL, and the last needs no newline. */
void log_errors(const char *lines);

#define log_error(...)   log_line(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warning(...) log_line(LOG_LEVEL_WARNING, __VA_ARGS__)
#define log_notice(...)  log_line(LOG_LEVEL_NOTICE, __VA_ARGS__)
#define log_info(...)    log_line(LOG_LEVEL_INFO, __VA_ARGS__)

#endif
