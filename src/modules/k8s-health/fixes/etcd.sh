# shellcheck shell=bash
# Make room in the database.

# etcdctl with this cluster's endpoint and certificates, of the host or of the container.
ctl() {
  if command -v etcdctl >/dev/null 2>&1; then
    ETCDCTL_API=3 etcdctl --endpoints="$ENDPOINT" --cacert="$PKI/ca.crt" --cert="$PKI/healthcheck-client.crt" --key="$PKI/healthcheck-client.key" "$@"
  else
    crictl exec "$(crictl ps --name '^etcd$' -q | head -n 1)" etcdctl --endpoints="$ENDPOINT" --cacert="$PKI/ca.crt" --cert="$PKI/healthcheck-client.crt" --key="$PKI/healthcheck-client.key" "$@"
  fi
}

# Counts an alarm that forbids writes.
no_alarm() {
  local alarms
  [ -z "$ROOT" ] || { say "not looked at with --root: etcdctl alarm list"; return 0; }
  alarms=$(ctl alarm list)
  grep -q NOSPACE <<<"$alarms" || return 0
  PENDING=$((PENDING + 1))
  say "$alarms"
}

# The order matters: a snapshot first, then room is made, and only then writes are allowed again.
make_room() {
  local revision
  ctl snapshot save "$1"
  revision=$(ctl endpoint status -w json | sed -E 's/.*"revision":([0-9]+).*/\1/')
  ctl compact "$revision"
  ctl defrag --command-timeout=120s
  ctl alarm disarm
}
