import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { treeFolder } from './support/k8s-host/tree-folder.ts';
import { healthyNodes } from './support/nodes/healthy-nodes.ts';
import { now, treeAt } from './support/nodes/tree.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

interface Paths {
  readonly place: string;
  readonly distribution: string;
  readonly components: readonly {
    readonly program: string;
    readonly path: string;
    readonly ports: readonly number[];
  }[];
}

interface Health {
  readonly place: { readonly kind: string; readonly distribution?: string };
  readonly components: readonly { readonly component: string; readonly url: string; readonly from: string }[];
}

const controlPlane = ['apiserver', 'scheduler', 'controller-manager', 'etcd'];

/** A component that one reads the other asks, at a port that its file says, where it says one (RKE2's etcd has a file of its own). */
function agree(component: string, read: Paths['components'], asked: Health['components']): void {
  const own = asked.filter((one) => one.component === component);
  for (const { program, path, ports } of read.filter(
    (one) => /^(?:kube-)?(.*)$/.exec(one.program)?.[1] === component,
  )) {
    const ofFile = own.filter(({ from }) => from.startsWith(path)).map(({ url }) => Number(/:(\d+)$/.exec(url)?.[1]));
    expect({ program, path, asked: ofFile.some((port) => ports.length === 0 || ports.includes(port)) }).toEqual({
      program,
      path,
      asked: true,
    });
  }
}

/** Ports that are asked on a node whatever its files say; of a recording it is known whether they were. */
const assumed = /^http:.*:(?:10255|10256)$/;

/** Every fifth node; all of them with DIAG_ALL_NODES=1. */
const chosen = healthyNodes.filter((_, i) => process.env['DIAG_ALL_NODES'] === '1' || i % 5 === 2);

describeWith(['openssl'], 'both modules that look at a node', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(treeFolder, 'a-'));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test.each(chosen)('agree on what $what is, and where its components listen', async ({ what, make }) => {
    const root = join(folder, String(healthyNodes.findIndex((one) => one.what === what)));
    await make(treeAt(root));
    const told = async (words: readonly string[]) =>
      (JSON.parse((await runCli([...words, '--root', root, '--json'], { now })).stdout) as { data: unknown }).data;
    const paths = (await told(['k8s-paths'])) as Paths;
    const health = (await told(['k8s-health', '--deadline', '200ms'])) as { hosts: Health[] };
    const [host] = health.hosts;
    const place = host?.place;
    for (const component of controlPlane) agree(component, paths.components, host?.components ?? []);
    expect({ place: place?.kind, distribution: place?.distribution ?? 'kubeadm' }).toEqual({
      place: paths.place,
      distribution: paths.distribution,
    });
  });

  test.each(chosen)('what is collected from $what says the same as the host', async ({ what, make }) => {
    const root = join(folder, `c${healthyNodes.findIndex((one) => one.what === what)}`);
    await make(treeAt(root));
    const collector = (await runCli(['collect', 'k8s-health', '--sh'])).stdout;
    const env = { ...process.env, DIAG_ROOT: root };
    const stdin = execFileSync('sh', ['-s'], { input: collector, env, encoding: 'utf8', maxBuffer: 1 << 26 });
    const told = async (words: readonly string[], input?: { stdin: string }) => {
      const { stdout } = await runCli(['k8s-health', ...words, '--json'], { now, ...input });
      const [host] = (JSON.parse(stdout) as { data: { hosts: Health[] } }).data.hosts;
      return {
        place: host?.place.kind,
        distribution: host?.place.distribution,
        components: host?.components
          .filter(({ url }) => !assumed.test(url))
          .map(({ component, url }) => `${component} ${url}`)
          .toSorted(),
      };
    };
    expect(await told(['-'], { stdin })).toEqual(await told(['--root', root, '--deadline', '200ms']));
  });
});
