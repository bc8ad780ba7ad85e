# shellcheck shell=bash
# The kubelet and the runtime of the node.

# A unit that should run; asked of systemd, so that the verify script tells the present state.
unit_runs() {
  [ -z "$ROOT" ] || { say "not looked at with --root: systemctl is-active $1"; return 0; }
  ! systemctl is-active --quiet "$1" || return 0
  PENDING=$((PENDING + 1))
  say "$1 does not run"
}

# Sets the top-level field, or adds it; nested fields have an indent and are left alone.
read_only_off() {
  awk '/^readOnlyPort:/ { print "readOnlyPort: 0"; done = 1; next } { print } END { if (!done) print "readOnlyPort: 0" }'
}
