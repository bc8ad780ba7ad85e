const components = new Set(['kube-scheduler', 'kube-controller-manager', 'cloud-controller-manager']);

/**
 * Whether Endpoints of this name are the lock of a leader and lead nowhere: components used them before Leases (1.20),
 * provisioners under their own name with a dot (`k8s.io-minikube-hostpath`), which no Service may have in its.
 */
export const isLeaderLock = (name: string): boolean => name.includes('.') || components.has(name);
