#!/bin/sh
# Runs diag with the Node that lies beside it; through a link too.
self=$0
[ -h "$self" ] && self=$(readlink -f -- "$self")
lib=${self%/*}/lib
exec "$lib/node" "$lib/diag.cjs" "$@"
