import type { GenuineFault } from './genuine-fault.ts';

/** etcd, broken by hand on the genuine tree. */
export const etcdFaults: readonly GenuineFault[] = [
  [
    'etcd-nospace',
    'a small quota',
    `truncate -s 600M tmp/db 2>/dev/null || true; sed -i 's/^    - --data-dir=.*/&\\n    - --quota-backend-bytes=4096/' etc/kubernetes/manifests/etcd.yaml; [ -e var/lib/etcd/member/snap/db ] || { mkdir -p var/lib/etcd/member/snap var/lib/etcd/member/wal; chmod -R 700 var/lib/etcd; head -c 65536 /dev/zero > var/lib/etcd/member/snap/db; : > var/lib/etcd/member/wal/0-0.wal; }; rm -f tmp/db`,
  ],
  ['etcd-perm', 'open to the group', `chmod 770 var/lib/etcd`],
  [
    'etcd-datadir-mismatch',
    'the mount under another path',
    `sed -i 's#mountPath: /var/lib/etcd$#mountPath: /var/lib/etcd-data#' etc/kubernetes/manifests/etcd.yaml`,
  ],
  [
    'etcd-slow-disk',
    'as etcd 3.4 says it',
    `for i in 1 2 3 4 5 6; do crilog etcd "etcdserver: failed to send out heartbeat on time (exceeded the 100ms timeout for 1.$i s, to 8e9e05c52164694d)"; crilog etcd 'wal: sync duration of 2.1s, expected less than 1s'; done`,
  ],
  [
    'etcd-cluster-id',
    'as etcd 3.4 says it',
    `crilog etcd 'rafthttp: request cluster ID mismatch (got 7dcd7b2d5a3a7d51 want cdf818194e3a8c32)'`,
  ],
  [
    'etcd-corrupt',
    'as etcd 3.4 says it',
    `crilog etcd 'etcdserver: recovering backend from snapshot error: failed to find database snapshot file (snap: snapshot file doesn'"'"'t exist)'`,
  ],
  [
    'etcd-disk-full',
    'as etcd 3.4 says it',
    `crilog etcd 'etcdserver: create wal error: mkdir /var/lib/etcd/member/wal.tmp: no space left on device'`,
  ],
  [
    'etcd-restore-name',
    'as etcd 3.4 says it',
    `crilog etcd 'etcdmain: couldn'"'"'t find local name "vm" in the initial cluster configuration'`,
  ],
  [
    'etcd-db-near-quota',
    'a quota that the real database nearly fills',
    `size=$(stat -c %s var/lib/etcd/member/snap/db); sed -i "s/^    - --data-dir=.*/&\\n    - --quota-backend-bytes=$((size * 10 / 9))/" etc/kubernetes/manifests/etcd.yaml`,
  ],
  [
    'etcd-no-leader',
    'as etcd 3.5.30 said it, started alone of three',
    `crilog etcd '{"level":"info","ts":"2026-11-22T23:51:15.735235Z","logger":"raft","caller":"etcdserver/zap_raft.go:77","msg":"bdae9bbc11dd390d became pre-candidate at term 1"}'; crilog etcd '{"level":"warn","ts":"2026-11-22T23:51:16.640224Z","caller":"etcdhttp/health.go:233","msg":"serving /health false; no leader"}'; crilog etcd '{"level":"warn","ts":"2026-11-22T23:51:16.640373Z","caller":"etcdhttp/health.go:120","msg":"/health error","output":"{\\"health\\":\\"false\\",\\"reason\\":\\"RAFT NO LEADER\\"}","status-code":503}'`,
  ],
  [
    'etcd-no-backup',
    'a place for backups without any of etcd',
    `mkdir -p var/backups; echo x > var/backups/dpkg.status.0`,
  ],
  [
    'etcd-disk-full',
    'a file system of its own, filled to the last byte',
    `small_disk var/lib/etcd size=160m; fill var/lib/etcd/core`,
    { undo: 'umount -l var/lib/etcd' },
  ],
];
