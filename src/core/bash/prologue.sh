# shellcheck shell=bash
# What a script that changes files begins with.

[ "$ROOT" != / ] || ROOT=
[ "$MODE" != apply ] || [ -n "$ROOT" ] || [ "$(id -u)" -eq 0 ] || die "run it as root"
# What is piped into a function changes its counters here, not in a copy of the shell.
shopt -s lastpipe
umask 077
