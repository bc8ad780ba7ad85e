#!/bin/sh
# What `diag net-path FROM TO CAPTURE` reads: the network of this machine, as its kernel tells it, in all network
# namespaces that this user may see. It reads only, sends nothing and writes to standard output only:
#   diag collect net-path --sh | ssh node 'sudo sh -s' > node.capture; diag net-path host 10.0.2.5:80 node.capture
export LC_ALL=C PATH="/usr/sbin:/usr/bin:/sbin:/bin:$PATH"
deadline=${DIAG_DEADLINE:-15}
limit=
! command -v timeout >/dev/null 2>&1 || limit="timeout -s KILL $deadline"
folder=$(mktemp -d 2>/dev/null) || { folder=/tmp/diag-net.$$ && mkdir -m 700 "$folder"; } || exit 1
trap 'rm -rf "$folder"' EXIT
# What begins a line of the frame: no answer can hold it, for what wrote that came before.
mark="=== $$ $(date +%s)"
