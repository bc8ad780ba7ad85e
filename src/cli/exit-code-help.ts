/** What `--help` and `diag help exit-codes` say. */
export const exitCodeHelp = `
Exit codes:
  0  all ran, nothing at or above --fail-on (default: warning)
  1  findings at or above it
  2  usage, or input that cannot be read or recognized
  3  incomplete: something could not be checked, and nothing else was found
  70 a bug in diag
  130 interrupted (143 by SIGTERM, 129 by a lost terminal)`;
