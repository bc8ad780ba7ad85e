/** A part of the node or cluster that can be broken; causes are looked for along their dependencies. */
export type Part =
  | 'disk'
  | 'runtime'
  | 'kubelet'
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'cni'
  | 'kubectl';
