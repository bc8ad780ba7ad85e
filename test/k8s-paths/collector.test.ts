import { chmodSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type PageBlock, readPage } from '../support/code-page.ts';
import { clock } from '../support/k8s-host/cluster-pki.ts';
import { collect } from '../support/k8s-host/collect.ts';
import { healthyHost } from '../support/k8s-host/healthy-host.ts';
import { partsFor } from '../support/k8s-host/host-parts.ts';
import { mutate, withCopy } from '../support/k8s-host/mutated-host.ts';
import { treeFolder } from '../support/k8s-host/tree-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { describeWith, hasPart } from '../support/system-part.ts';

const pages = fileURLToPath(new URL('../../src/modules/k8s-paths/codes/', import.meta.url));

/** Codes with what they say. */
async function found(words: readonly string[], settings: object = {}): Promise<readonly string[]> {
  const { stdout, stderr } = await runCli(['k8s-paths', ...words, '--format', 'json'], { now: clock, ...settings });
  const report = JSON.parse(stdout === '' ? '{}' : stdout);
  if (report.findings === undefined) throw new Error(stderr);
  return report.findings
    .map(({ code, severity, title }: Record<string, string>) => `${code} ${severity} ${title}`)
    .toSorted();
}

const mutations: readonly (readonly [string, PageBlock])[] = readdirSync(pages)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => {
    const { reported, notReported } = readPage(`${pages}${name}`);
    return [...reported, ...notReported]
      .filter(({ language }) => language === 'mutation')
      .map((block) => [`${name}:${block.line} ${block.text.split('\n')[0]}`, block] as const);
  });
/** The key of another certificate. */
const brokenKey = 'openssl genrsa -out etc/kubernetes/pki/apiserver.key 2048 2>/dev/null';
/** Some faults only root can make. */
const canMake = (name: string): boolean => partsFor(name.slice(0, 7)).every(hasPart);
/** One of 24; all of them with `npm run mutations`. */
const every = process.env['MODE'] === 'mutations' ? 1 : 24;

describeWith(['openssl'], 'a stream gives the findings of the tree', () => {
  test.concurrent.each(mutations.filter(([name], i) => i % every === 0 && canMake(name)))('%s', async (_, block) => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(root, block.text, clock);
      const stream = await collect(root);
      expect(await found(['-'], { stdin: stream })).toEqual(await found(['--root', root]));
    });
  });
});

describeWith(['openssl'], 'a stream', () => {
  test('is known without a word, with a symptom, and by triage', async () => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(root, brokenKey, clock);
      const stdin = await collect(root);
      for (const words of [['k8s-paths', '-'], ['k8s-paths'], ['k8s-paths', 'tls-errors'], ['triage']]) {
        const { stdout } = await runCli([...words, '--format', 'json'], { now: clock, stdin });
        expect([words, codesIn(stdout)]).toEqual([words, ['PATH127']]);
      }
    });
  });

  test('goes where the configuration of the host leads', async () => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(
        root,
        `mkdir -p srv/pods opt/net.d opt/k
mv etc/kubernetes/manifests/* srv/pods/
mv var/lib/kubelet/config.yaml opt/k/kubelet.yaml
mv etc/cni/net.d/10-flannel.conflist opt/net.d/10-flannel.json
sed -i 's#^staticPodPath:.*#staticPodPath: /srv/pods/#' opt/k/kubelet.yaml
sed -i 's#/var/lib/kubelet/config.yaml#/opt/k/kubelet.yaml#' lib/systemd/system/kubelet.service.d/10-kubeadm.conf
sed -i 's#/etc/cni/net.d#/opt/net.d#' etc/containerd/config.toml
sed -i 's#--etcd-cafile=.*#--etcd-cafile=/etc/kubernetes/pki/ca.crt#' srv/pods/kube-apiserver.yaml`,
        clock,
      );
      const fromStream = await found(['-'], { stdin: await collect(root) });
      expect(fromStream).toEqual(await found(['--root', root]));
      expect(fromStream).toEqual([
        expect.stringMatching(/^PATH130 critical \/srv\/pods\/kube-apiserver\.yaml:/),
        expect.stringMatching(/^PATH180 \w+ \/opt\/net\.d\/10-flannel\.json:/),
      ]);
    });
  });

  test('that was cut off, or in which nothing is, is refused', async () => {
    const stream = await collect(await healthyHost());
    const { exitCode, stderr } = await runCli(['k8s-paths', '-'], { now: clock, stdin: stream.slice(0, -200) });
    expect(stderr).toMatch(/ends early/);
    expect(exitCode).toBe(2);
    const empty = await runCli(['k8s-paths', '-'], { now: clock, stdin: '=== diag k8s-paths 1\n=== done\n' });
    expect(empty).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^diag: .*nothing of the host in it/) });
  });

  test('holds the ends of logs of any size', async () => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(root, 'truncate -s 5G var/log/syslog', clock);
      expect((await collect(root)).length).toBeLessThan(2 * 2 ** 20);
    });
  });
});

describeWith(['openssl', 'busybox'], 'a stream of a host with neither openssl nor curl', () => {
  test('leaves keys and the socket unchecked, not missing', async () => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(root, `${brokenKey}; mkdir commands; busybox --install -s commands`, clock);
      const stdin = await collect(root, { path: join(root, 'commands') });
      const { stdout } = await runCli(['k8s-paths', '-', '--format', 'json'], { now: clock, stdin });
      expect(codesIn(stdout)).toEqual([]);
      expect(uncheckedIn(stdout)).toEqual([
        ['cri-socket-missing', 'crictl info'],
        ['cri-socket-perm', 'crictl info'],
        ['cri-socket-stale', 'crictl info'],
        ['keys', 'sudo diag k8s-paths'],
        ['kubelet-cri-endpoint', 'crictl info'],
      ]);
      expect(stdout).not.toContain('"cert-key-mismatch"');
    });
  });
});

describeWith(['openssl', 'root'], 'a stream collected without root', () => {
  test('says what could not be read, and by which command it can', async () => {
    await withCopy(await healthyHost(), async (root) => {
      for (const folder of [treeFolder, dirname(root), root]) chmodSync(folder, 0o755);
      const shell = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'sh'];
      const { stdout } = await runCli(['k8s-paths', '-', '--format', 'json'], {
        now: clock,
        stdin: await collect(root, { shell }),
      });
      expect(codesIn(stdout)).toEqual(['PATH173']);
      const asRoot = "ssh NODE 'sudo sh -s' < collect.sh | diag k8s-paths -";
      expect(uncheckedIn(stdout)).toEqual([
        ['cri-socket-missing', 'crictl info'],
        ['cri-socket-stale', 'crictl info'],
        ['etcd', asRoot],
        ['kubeconfigs', asRoot],
        ['kubelet-cri-endpoint', 'crictl info'],
        ['manifests', asRoot],
        ['pki', asRoot],
      ]);
    });
  });
});

interface Printed {
  readonly findings: { code: string }[];
  readonly checks: { id: string; status: string; command?: string }[];
}

const uncheckedIn = (json: string) =>
  (JSON.parse(json) as Printed).checks
    .filter(({ status }) => status === 'unchecked')
    .map(({ id, command }) => [id, command])
    .toSorted();

const codesIn = (json: string): readonly string[] => (JSON.parse(json) as Printed).findings.map(({ code }) => code);
