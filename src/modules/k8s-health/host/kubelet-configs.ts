/** Where the configuration of a kubelet lies: kubeadm, Amazon Linux 2 and 2023. Flags override it. */
export const kubeletConfigs: readonly string[] = [
  '/var/lib/kubelet/config.yaml',
  '/etc/kubernetes/kubelet/kubelet-config.json',
  '/etc/kubernetes/kubelet/config.json',
];
