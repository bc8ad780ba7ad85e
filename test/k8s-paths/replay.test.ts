import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clock } from '../support/k8s-host/cluster-pki.ts';
import { collect } from '../support/k8s-host/collect.ts';
import { healthyHost } from '../support/k8s-host/healthy-host.ts';
import { mutate, withCopy } from '../support/k8s-host/mutated-host.ts';
import { runCli } from '../support/run-cli.ts';
import { describeWith } from '../support/system-part.ts';

/** Saved runs are redacted; what is judged must not depend on what that took away. */
describeWith(['openssl'], 'a saved run of a host, and of a collected one, is read as it was', () => {
  test.each([
    ['a healthy host', 'true', []],
    [
      'the certificate inside a kubeconfig has expired',
      'reissue_conf etc/kubernetes/controller-manager.conf until="$(ago 1 day)"',
      ['PATH120'],
    ],
    [
      'a kubeconfig with a token',
      `sed -i -e 's/^    client-certificate-data:.*/    token: abcdefghijklmnop/' -e '/client-key-data/d' root/.kube/config`,
      [],
    ],
    [
      'a kubeconfig whose data is cut',
      `sed -i 's/^\\( *client-certificate-data: .\\{400\\}\\).*/\\1!/' etc/kubernetes/scheduler.conf`,
      ['PATH143'],
    ],
  ])('%s', async (_, mutation, codes) => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(root, mutation, clock);
      for (const stdin of [undefined, await collect(root)]) {
        const incident = join(root, '..', 'incident.json');
        const words = ['k8s-paths', ...(stdin === undefined ? ['--root', root] : ['-']), '--save', incident];
        const { stdout } = await runCli([...words, '--format', 'json'], { now: clock, ...(stdin && { stdin }) });
        const replayed = await runCli(['replay', incident, '--format', 'json'], { now: clock });
        expect(JSON.parse(stdout).findings.map(({ code }: { code: string }) => code)).toEqual(codes);
        expect(JSON.parse(replayed.stdout).findings).toEqual(JSON.parse(stdout).findings);
        expect(JSON.parse(replayed.stdout).checks).toEqual(JSON.parse(stdout).checks);
      }
    });
  });
});
