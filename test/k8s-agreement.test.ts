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
});
