import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyTree } from '../support/k8s-host/copy-tree.ts';
import { treeFolder } from '../support/k8s-host/tree-folder.ts';
import { healthyNodes } from '../support/nodes/healthy-nodes.ts';
import { now, treeAt } from '../support/nodes/tree.ts';
import { describeWith } from '../support/system-part.ts';
import { foreignFaults } from './foreign/all-faults.ts';
import type { ForeignFault } from './foreign/breaking.ts';
import { inspect, pictureOf, restartProcesses, rootsOf, runScript } from './inspect.ts';

/** By the day every seventh node with its faults; all of them with DIAG_ALL_NODES=1. */
const day = Math.floor(Date.parse(now) / 86_400_000);
const chosen = healthyNodes.filter((_, i) => process.env['DIAG_ALL_NODES'] === '1' || (i + day) % 7 === 0);

/** Nothing starts anything in a tree: what was stopped stays so. */
const stays = ['kubelet-stopped', 'component-down'];

const rootsWanted = ({ root }: ForeignFault): readonly string[] => (typeof root === 'string' ? [root] : root);

/** Runs each fix that is offered, one after the other, and takes it back: byte for byte as before. */
async function cure(fault: ForeignFault, root: string): Promise<void> {
  const findings = await inspect(root, now, fault.words);
  for (const { name, fixes } of findings.filter(({ consequenceOf }) => consequenceOf === undefined)) {
    const [fix] = fixes;
    if (fix === undefined || fix.applicability === 'destructive') continue;
    const before = pictureOf(root);
    const applied = runScript(fix.apply, '--apply', '--root', root);
    expect(applied, applied.said).toMatchObject({ status: 0 });
    restartProcesses(root, new Date().toISOString());
    const left = rootsOf(await inspect(root, new Date().toISOString(), fault.words));
    const others = rootsWanted(fault).filter((one) => one !== name);
    expect(left.filter((one) => !stays.includes(one) && !others.includes(one))).toEqual([]);
    if (fix.rollback === undefined) continue;
    expect(runScript(fix.rollback, '--apply', '--root', root)).toMatchObject({ status: 0 });
    const without = (picture: string[]) => picture.filter((line) => !/^proc\/\d+\/stat /.test(line));
    expect(without(pictureOf(root))).toEqual(without(before));
  }
}

describeWith(['openssl'], 'nodes that the generator of this module did not make', () => {
  describe.each(chosen)('$what', ({ what, make }) => {
    let folder = '';
    beforeAll(async () => {
      folder = mkdtempSync(join(treeFolder, 'n-'));
      await make(treeAt(join(folder, 'host')));
      return () => rmSync(folder, { recursive: true, force: true });
    });

    const onCopy = async (use: (root: string) => Promise<void>): Promise<void> => {
      const root = join(folder, 'copy');
      copyTree(join(folder, 'host'), root);
      try {
        await use(root);
      } finally {
        rmSync(root, { recursive: true });
      }
    };

    test('is clean', () =>
      onCopy(async (root) => {
        const findings = await inspect(root, now);
        expect(findings.map(({ name, title, severity }) => `${severity} ${name}: ${title}`)).toEqual([]);
      }));

    for (const fault of foreignFaults.filter(({ on }) => on === what))
      test(`${fault.what}: ${rootsWanted(fault).join(' and ')}`, () =>
        onCopy(async (root) => {
          fault.break(treeAt(root));
          const roots = rootsOf(await inspect(root, now, fault.words));
          expect(roots.toSorted()).toEqual(rootsWanted(fault).toSorted());
          await cure(fault, root);
        }));
  });
});
