import { truncateSync } from 'node:fs';
import type { Tree } from '../../support/nodes/tree.ts';
import { type ForeignFault, log, manifests, nodes, pidOf, stop } from './breaking.ts';

const etcd = `${manifests}/etcd.yaml`;
const member = '/var/lib/etcd/member';
const grow = (tree: Tree, gib: number): void => truncateSync(tree.at(`${member}/snap/db`), Math.round(gib * 2 ** 30));
const structured = (level: string, msg: string, rest = ''): string =>
  `{"level":"${level}","ts":"2026-11-28T21:00:00.000000Z","caller":"etcdserver/server.go:1","msg":"${msg}"${rest}}`;

/** etcd's data and log. */
export const etcdFaults: readonly ForeignFault[] = [
  {
    what: 'the database reached two gibibytes',
    on: nodes.single,
    root: 'etcd-nospace',
    break: (tree) => grow(tree, 2.01),
  },
  {
    what: 'the database nears a quota of its own',
    on: nodes.fresh,
    root: 'etcd-db-near-quota',
    break: (tree) => {
      tree.edit(
        etcd,
        '    - --data-dir=/var/lib/etcd\n',
        '    - --data-dir=/var/lib/etcd\n    - --quota-backend-bytes=4294967296\n',
      );
      grow(tree, 3.7);
    },
  },
  {
    what: 'the log of writes was deleted',
    on: nodes.ha,
    root: 'etcd-corrupt',
    break: (tree) => {
      tree.remove(`${member}/wal/0000000000000000-0000000000000000.wal`);
      stop(tree, ...['etcd', 'kube-apiserver'].map((one) => pidOf(tree, one)));
    },
  },
  {
    what: 'a data folder that no volume holds',
    on: nodes.six,
    root: 'etcd-datadir-mismatch',
    break: (tree) => tree.edit(etcd, '--data-dir=/var/lib/etcd', '--data-dir=/var/lib/etcd-restored'),
  },
  {
    what: 'the hostPath leads to an empty folder',
    on: nodes.dual,
    root: 'etcd-datadir-mismatch',
    break: (tree) => {
      tree.edit(etcd, 'path: /var/lib/etcd\n', 'path: /var/lib/etcd-new\n');
      tree.folder('/var/lib/etcd-new', 0o700);
    },
  },
  {
    what: 'everybody may read the data',
    on: nodes.fresh,
    root: 'etcd-perm',
    break: (tree) => tree.folder('/var/lib/etcd', 0o755),
  },
  {
    what: 'a member alone without its peers',
    on: nodes.ha,
    root: 'etcd-no-leader',
    break: (tree) =>
      log(tree, 'etcd-m1.example.com', 'etcd', 3, [
        structured('info', '8e9e05c52164694d is starting a new election at term 5'),
        structured(
          'warn',
          'prober detected unhealthy status',
          ',"remote-peer-id":"a1","error":"dial tcp 10.20.0.13:2380: connect: connection refused"',
        ),
        structured(
          'warn',
          'failed to publish local member to cluster through raft',
          ',"error":"etcdserver: request timed out"',
        ),
        structured('warn', '/health error; no leader (status code 503)'),
        structured('info', '8e9e05c52164694d is starting a new election at term 6'),
        structured('warn', '/health error; no leader (status code 503)'),
      ]),
  },
  {
    what: 'a disk too slow for etcd',
    on: nodes.single,
    root: 'etcd-slow-disk',
    break: (tree) =>
      log(
        tree,
        'etcd-cp-a',
        'etcd',
        0,
        Array.from({ length: 12 }, (_, i) =>
          structured('warn', 'slow fdatasync', `,"took":"${1600 + i}ms","expected-duration":"1s"`),
        ),
      ),
  },
  {
    what: 'one member restored alone',
    on: nodes.ha,
    root: 'etcd-cluster-id',
    break: (tree) =>
      log(tree, 'etcd-m1.example.com', 'etcd', 1, [
        structured(
          'warn',
          'request cluster ID mismatch',
          ',"local-member-id":"1","local-member-cluster-id":"cdf818194e3a8c32","remote-peer-cluster-id":"7dcd7b2d5a3a7d51"',
        ),
      ]),
  },
  {
    what: 'restored without the names of the manifest',
    on: nodes.single,
    root: 'etcd-restore-name',
    break: (tree) => {
      log(tree, 'etcd-cp-a', 'etcd', 6, [
        structured(
          'fatal',
          'discovery failed',
          ',"error":"error validating peerURLs {ClusterID:1}: member count is unequal"',
        ),
      ]);
      stop(tree, pidOf(tree, 'etcd'), pidOf(tree, 'kube-apiserver'));
    },
  },
  {
    what: 'no space for the log of writes',
    on: nodes.fresh,
    root: 'etcd-disk-full',
    break: (tree) => {
      log(tree, 'etcd-cp-new', 'etcd', 4, [
        structured(
          'error',
          'failed to save Raft hard state and entries',
          ',"error":"write /var/lib/etcd/member/wal/0.tmp: no space left on device"',
        ),
        structured('panic', 'failed to save', ',"error":"write: no space left on device"'),
      ]);
      stop(tree, pidOf(tree, 'etcd'));
    },
  },
];
