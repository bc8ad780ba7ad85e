import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { treeFolder } from './support/k8s-host/tree-folder.ts';
import { healthyNodes } from './support/nodes/healthy-nodes.ts';
import { now, treeAt } from './support/nodes/tree.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

/** Every fifth node; all of them with DIAG_ALL_NODES=1. */
const chosen = healthyNodes.filter((_, i) => process.env['DIAG_ALL_NODES'] === '1' || i % 5 === 2);

describeWith(['openssl'], 'both modules that look at a node', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(treeFolder, 'a-'));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test.each(chosen)('agree on what $what is', async ({ what, make }) => {
    const root = join(folder, String(healthyNodes.findIndex((one) => one.what === what)));
    await make(treeAt(root));
    const told = async (words: readonly string[]) =>
      (JSON.parse((await runCli([...words, '--root', root, '--json'], { now })).stdout) as { data: unknown }).data;
    const paths = (await told(['k8s-paths'])) as { place: string; distribution: string };
    const health = (await told(['k8s-health', '--deadline', '200ms'])) as {
      hosts: { place: { kind: string; distribution?: string } }[];
    };
    const place = health.hosts[0]?.place;
    expect({ place: place?.kind, distribution: place?.distribution ?? 'kubeadm' }).toEqual({
      place: paths.place,
      distribution: paths.distribution,
    });
  });
});
