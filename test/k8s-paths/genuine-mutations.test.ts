import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNamed } from '../../src/modules/k8s-paths/codes.ts';
import { genuineHost } from '../support/k8s-host/genuine-host.ts';
import { mutate, withCopy } from '../support/k8s-host/mutated-host.ts';
import { describeWith } from '../support/system-part.ts';
import { diskFaults } from './genuine/disk-and-logs.ts';
import { etcdFaults } from './genuine/etcd.ts';
import { kubeconfigFaults } from './genuine/kubeconfigs.ts';
import { kubeletFaults } from './genuine/kubelet.ts';
import { manifestFaults } from './genuine/manifests.ts';
import { pkiFaults } from './genuine/pki.ts';
import { runtimeFaults } from './genuine/runtime.ts';
import { recordedTexts } from './genuine/texts.ts';
import { inspect, rootsOf } from './inspect.ts';
import { printTable, type TableRow } from './table.ts';

const now = `${new Date().toISOString().slice(0, 19)}Z`;
const rows: TableRow[] = [];
const faults = [
  ...[...manifestFaults, ...pkiFaults, ...kubeconfigFaults, ...kubeletFaults],
  ...[...runtimeFaults, ...etcdFaults, ...diskFaults],
].map(([name, did, snippet, more]) => ({ name, did, snippet, words: more?.words ?? [], undo: more?.undo }));

describeWith(['root'], 'the tree of a real control plane (DIAG_REALK8S)', () => {
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

  test.each(faults)('$name: $did', async ({ name, did, snippet, words, undo }) => {
    await withCopy(real, async (root) => {
      try {
        mutate(root, snippet, now);
        const before = new Set(rootsOf(await inspect(real, now, words)));
        const roots = rootsOf(await inspect(root, now, words)).filter((one) => one === name || !before.has(one));
        rows.push({ code: codeNamed(name).entry.code, name, did, roots, withoutLogs: '', fix: '' });
        expect(roots).toEqual([name]);
      } finally {
        if (undo !== undefined) mutate(root, undo, now);
      }
    });
  });

  test.each(recordedTexts)('%s: the text of %s', async (name, from, text) => {
    const roots = rootsOf(await inspect(real, now, [], text));
    rows.push({ code: codeNamed(name).entry.code, name, did: `text: ${from}`, roots, withoutLogs: '', fix: '' });
    expect(roots).toEqual([name]);
  });

  afterAll(() => printTable('genuine tree, by hand', rows, []));
});
