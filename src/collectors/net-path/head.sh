#!/bin/sh
# What `diag net-path FROM TO CAPTURE` reads: the network of this machine, as its kernel tells it, in all network
# namespaces that this user may see. It reads only, sends nothing and writes to standard output only:
#   diag collect net-path --sh | ssh node 'sudo sh -s' > node.capture; diag net-path host 10.0.2.5:80 node.capture
export LC_ALL=C PATH="/usr/sbin:/usr/bin:/sbin:/bin:$PATH"
deadline=${DIAG_DEADLINE:-15}
limit=
! command -v timeout >/dev/null 2>&1 || limit="timeout -s KILL $deadline"
errors=$(mktemp 2>/dev/null || printf '/dev/null')
trap 'test "$errors" = /dev/null || rm -f "$errors"' EXIT
