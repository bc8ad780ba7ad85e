import { expect, test } from 'vitest';
import { clock } from '../support/k8s-host/cluster-pki.ts';
import { healthyHost } from '../support/k8s-host/healthy-host.ts';
import { mutate, withCopy } from '../support/k8s-host/mutated-host.ts';
import { describeWith } from '../support/system-part.ts';
import { inspect, rootsOf } from './inspect.ts';
import { pageMutations } from './mutation.ts';

/** Faults that have nothing to do with each other: neither may be taken for a consequence of the other. */
const pairs: readonly (readonly [string, string])[] = [
  ['manifest-yaml-invalid', 'cni-bad-json'],
  ['manifest-etcd-url', 'kubelet-config-unknown-field'],
  ['manifest-unknown-flag', 'kubeconfig-context-missing'],
  ['cert-expired', 'kubelet-eviction-zeroed'],
  ['cert-key-mismatch', 'manifest-image-bad'],
  ['etcd-apiserver-ca-mix', 'cni-plugin-missing'],
  ['etcd-perm', 'kubelet-clusterdns'],
  ['pki-perms', 'kubelet-cri-endpoint'],
  ['kubeconfig-bad-yaml', 'cri-disabled'],
  ['front-proxy-mismatch', 'cni-ip-forward'],
  ['kubelet-ca-missing', 'manifest-duplicate-backup'],
  ['etcd-db-near-quota', 'manifest-service-cidr-drift'],
];

describeWith(['openssl'], 'two faults', () => {
  test.each(pairs)('%s and %s are two roots', async (...names) => {
    const faults = names.map((name) => pageMutations.find((one) => one.name === name));
    await withCopy(await healthyHost(), async (root) => {
      for (const fault of faults) mutate(root, fault?.snippet ?? 'false', clock);
      expect(rootsOf(await inspect(root, clock)).toSorted()).toEqual([...names].toSorted());
    });
  });

  test('a kubelet that stopped is not what filled the database', async () => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(root, `crilog kube-apiserver 'etcdserver: mvcc: database space exceeded'; rm -r proc/510`, clock);
      expect(rootsOf(await inspect(root, clock)).toSorted()).toEqual(['etcd-nospace', 'kubelet-stopped']);
    });
  });
});
