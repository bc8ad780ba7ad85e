import { bashFix } from '../../../core/bash/bash-fix.ts';
import { hostOf, idOf, type Maker } from './maker.ts';

const etcdctl = `ctl() {
  if command -v etcdctl >/dev/null 2>&1; then
    ETCDCTL_API=3 etcdctl --endpoints="$ENDPOINT" --cacert="$PKI/ca.crt" --cert="$PKI/healthcheck-client.crt" --key="$PKI/healthcheck-client.key" "$@"
  else
    crictl exec "$(crictl ps --name '^etcd$' -q | head -n 1)" etcdctl --endpoints="$ENDPOINT" --cacert="$PKI/ca.crt" --cert="$PKI/healthcheck-client.crt" --key="$PKI/healthcheck-client.key" "$@"
  fi
}`;

const noAlarm = `no_alarm() {
  local alarms
  [ -z "$ROOT" ] || { say "not looked at with --root: etcdctl alarm list"; return 0; }
  alarms=$(ctl alarm list)
  grep -q NOSPACE <<<"$alarms" || return 0
  PENDING=$((PENDING + 1))
  say "$alarms"
}`;

/** The order matters: a snapshot first, then room is made, and only then writes are allowed again. */
const makeRoom = `make_room() {
  local revision
  ctl snapshot save "$1"
  revision=$(ctl endpoint status -w json | sed -E 's/.*"revision":([0-9]+).*/\\1/')
  ctl compact "$revision"
  ctl defrag --command-timeout=120s
  ctl alarm disarm
}`;

/** Makes room in the database and lets etcd write again. */
export const freeSpace: Maker = (draft, node) => {
  const endpoint = node.endpoints.find(({ component, role }) => component === 'etcd' && role === undefined)?.url;
  return bashFix({
    id: 'compact-and-disarm',
    code: idOf(draft),
    title: 'Compact, defragment, disarm the alarm',
    applicability: 'review',
    effect:
      'Takes a snapshot, discards old revisions, blocks this member for some seconds while it is defragmented. A compaction cannot be undone.',
    ...hostOf(node),
    data: {
      ENDPOINT: endpoint ?? 'https://127.0.0.1:2379',
      PKI: '/etc/kubernetes/pki/etcd',
      SNAPSHOT: '/var/lib/etcd/diag-snapshot.db',
    },
    steps: 'no_alarm',
    functions: { ctl: etcdctl, no_alarm: noAlarm, make_room: makeRoom },
    after: 'live make_room "$SNAPSHOT"',
    keepsResult: true,
  });
};
