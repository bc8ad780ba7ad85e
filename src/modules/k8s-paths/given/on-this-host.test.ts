import { expect, test } from 'vitest';
import { clock } from '../../../../test/support/k8s-host/cluster-pki.ts';
import { healthyHost } from '../../../../test/support/k8s-host/healthy-host.ts';
import { mutate, withCopy } from '../../../../test/support/k8s-host/mutated-host.ts';
import { runCli } from '../../../../test/support/run-cli.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import type { Finding } from '../../../core/finding.ts';

/** What comes of a message pasted on a host that a snippet has changed. */
async function pasted(error: string, snippet = 'true') {
  return withCopy(await healthyHost(), async (root) => {
    mutate(root, snippet, clock);
    const words = ['k8s-paths', '--error', error, '--root', root, '--format', 'json'];
    const { stdout, exitCode } = await runCli(words, { now: clock });
    const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
    return { exitCode, findings };
  });
}

const expired = 'x509: certificate has expired or is not yet valid: current time T is after U';

describeWith(['openssl'], 'a pasted text on a host', () => {
  test('a fault that the host does not show is merely possible, and what rules it out is said', async () => {
    const { findings } = await pasted(expired);
    expect(findings).toMatchObject([{ name: 'cert-expired', severity: 'warning', confidence: 'possible' }]);
    expect(findings[0]?.rulesOut.join()).toContain('does not show it (/etc/kubernetes/pki');
  });

  test('a fault that the host shows is proven by its file', async () => {
    const { findings } = await pasted(expired, 'reissue etc/kubernetes/pki/apiserver until="$(ago 2 days)"');
    expect(findings).toMatchObject([
      { name: 'cert-expired', severity: 'critical', confidence: 'proven', rulesOut: [] },
    ]);
  });

  test('a fault that another fault of the host explains is its consequence', async () => {
    const text = 'The connection to the server 192.0.2.10:6443 was refused - did you specify the right host or port?';
    const { findings } = await pasted(text, `sed -i 's/--data-dir=/--data-dri=/' etc/kubernetes/manifests/etcd.yaml`);
    expect(findings.map(({ name, consequenceOf }) => [name, consequenceOf])).toEqual([
      ['manifest-unknown-flag', undefined],
      ['kubeconfig-refused', 'manifest-unknown-flag'],
    ]);
  });

  test('whoever complains of a certificate was answered, whatever is down on this host', async () => {
    const { findings } = await pasted(
      'x509: certificate signed by unknown authority',
      'rm run/containerd/containerd.sock',
    );
    const given = findings.find(({ name }) => name === 'cert-unknown-ca');
    expect(given).toBeDefined();
    expect(given?.consequenceOf).toBeUndefined();
    expect(findings.length).toBeGreaterThan(1);
  });

  test('what the text reports leads, and what is wrong with the host besides says so', async () => {
    const text = 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) db-1';
    const { findings } = await pasted(text, `rm -r proc/840; sed -i '/:2813 /d' proc/net/tcp`);
    expect(findings.map(({ name }) => name)).toEqual(['reported-fault', 'component-down']);
    expect(findings[0]?.title).toMatch(/^Volume pvc-1/);
    expect(findings[1]?.title).toMatch(/^Apart from the text, on \S+: /);
  });

  test('a text explains nothing of the host, and the host explains what pods show', async () => {
    const row = 'web-1   0/1     Pending   0          14m';
    const { findings } = await pasted(row, `rm -r proc/840; sed -i '/:2813 /d' proc/net/tcp`);
    expect(findings.map(({ name, consequenceOf }) => [name, consequenceOf])).toEqual([
      ['component-down', undefined],
      ['reported-fault', 'component-down'],
    ]);
  });

  test.each([
    ['the trouble of another user', 'dial unix /run/containerd/containerd.sock: connect: permission denied'],
    ['what only the journal tells', 'failed to get sandbox image "registry.k8s.io/pause:3.9": not found'],
  ])('%s does not show on a host and stays likely', async (_, text) => {
    expect((await pasted(text)).findings).toMatchObject([{ confidence: 'likely', rulesOut: [] }]);
  });

  test('a log that is not there speaks against nothing', async () => {
    const text = 'rafthttp: request cluster ID mismatch (got 7dcd7b2d5a3a7d51 want cdf818194e3a8c32)';
    const { findings } = await pasted(text, 'rm -r var/log/pods/* var/log/containers/*');
    expect(findings).toMatchObject([{ name: 'etcd-cluster-id', confidence: 'likely' }]);
  });

  test('a message nobody knows is not called healthy', async () => {
    const { exitCode, findings } = await pasted('kubelet: the pod sandbox went sideways');
    expect({ exitCode, findings }).toEqual({ exitCode: 3, findings: [] });
  });
});
