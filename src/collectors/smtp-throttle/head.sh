#!/bin/sh
# Prints the end of mail and application logs for `diag smtp-throttle -`, without passwords and tokens.
# Reads only, writes to standard output only. Without arguments: the mail log of this host.
#   ssh mx 'sudo sh -s' < collect.sh | diag smtp-throttle -
#   ssh app 'sh -s -- /var/log/app.log' < collect.sh | diag smtp-throttle -
export LC_ALL=C
lines=${DIAG_LINES:-100000}
