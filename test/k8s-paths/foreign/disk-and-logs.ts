import { deafen, type ForeignFault, log, nodes, pidOf, stop } from './breaking.ts';

/** File systems and logs. */
export const diskFaults: readonly ForeignFault[] = [
  {
    what: 'the kernel made the root read-only',
    on: nodes.worker,
    root: 'disk-readonly',
    break: (tree) => tree.edit('/proc/mounts', ' / xfs rw,', ' / xfs ro,'),
  },
  {
    what: 'a scheduler that no sandbox was made for',
    on: nodes.single,
    root: 'log-dir-empty',
    break: (tree) => {
      log(tree, 'kube-apiserver-cp-a', 'kube-apiserver', 0, ['I1128 20:00:00.000000       1 server.go:1] "Started"']);
      log(tree, 'etcd-cp-a', 'etcd', 0, [
        '{"level":"info","ts":"2026-11-28T20:00:00Z","msg":"ready to serve client requests"}',
      ]);
      log(tree, 'kube-controller-manager-cp-a', 'kube-controller-manager', 0, [
        'I1128 20:00:00.000000       1 x.go:1] "Started"',
      ]);
      stop(tree, pidOf(tree, 'kube-scheduler'));
      deafen(tree, 10_259);
    },
  },
  {
    what: 'the controller manager started many times',
    on: nodes.ha,
    root: 'log-restart-storm',
    break: (tree) =>
      log(tree, 'kube-controller-manager-m1.example.com', 'kube-controller-manager', 9, [
        'I1128 22:00:00.000000       1 leaderelection.go:250] attempting to acquire leader lease kube-system/kube-controller-manager...',
      ]),
  },
  {
    what: 'the apiserver ends with words that no row knows',
    on: nodes.external,
    root: 'log-last-error',
    break: (tree) => {
      log(tree, 'kube-apiserver-cp-x', 'kube-apiserver', 3, [
        'Error: invalid argument "frob" for "--frobnication" flag: must be one of [a b]',
      ]);
      stop(tree, pidOf(tree, 'kube-apiserver'));
    },
  },
];
