import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeNamed } from '../../src/modules/k8s-paths/codes.ts';
import { genuineHost } from '../support/k8s-host/genuine-host.ts';
import { mutate, withCopy } from '../support/k8s-host/mutated-host.ts';
import { genuineMutations } from './genuine-mutations.ts';
import { inspect, rootsOf } from './inspect.ts';
import { printTable, type TableRow } from './table.ts';

const now = `${new Date().toISOString().slice(0, 19)}Z`;
const rows: TableRow[] = [];

describe('the tree of a real control plane (DIAG_REALK8S)', () => {
  let real = '';
  beforeAll(() => {
    const host = genuineHost();
    real = host.root;
    return () => host.remove();
  });

  test('is clean', async () => {
    const findings = await inspect(real, now);
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ title }) => title)).toEqual([]);
  });

  test.each(genuineMutations)('%s: %s', async (name, did, snippet) => {
    await withCopy(real, async (root) => {
      const { code } = codeNamed(name).entry;
      mutate(root, snippet, now);
      const before = new Set(rootsOf(await inspect(real, now)));
      const roots = rootsOf(await inspect(root, now)).filter((root) => root === name || !before.has(root));
      rows.push({ code, name, did, roots, withoutLogs: '', fix: '' });
      expect(roots).toEqual([name]);
    });
  });

  afterAll(() => printTable('genuine tree, by hand', rows, []));
});
