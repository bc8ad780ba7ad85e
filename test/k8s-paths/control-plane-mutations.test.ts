import { afterAll, expect, test } from 'vitest';
import { clock } from '../support/k8s-host/cluster-pki.ts';
import { healthyHost } from '../support/k8s-host/healthy-host.ts';
import { partsFor } from '../support/k8s-host/host-parts.ts';
import { withCopy } from '../support/k8s-host/mutated-host.ts';
import { describeWith } from '../support/system-part.ts';
import { inspect } from './inspect.ts';
import { pageMutations, textOnly } from './mutation.ts';
import { prove } from './prove.ts';
import { printTable, type TableRow } from './table.ts';

const rows: TableRow[] = [];
const faults = pageMutations.filter(({ code }) => code < 'PATH138');

describeWith(['openssl'], 'one fault on the control plane', () => {
  test('the healthy host gives no finding', async () => {
    const root = await healthyHost();
    expect((await inspect(root, clock)).map(({ title }) => title)).toEqual([]);
  });

  for (const mutation of faults) {
    const { code, name, did } = mutation;
    describeWith(partsFor(code), `${code} ${name}: ${did}`, () => {
      test('is the one root, with and without logs, and its fix cures it and rolls back', async () => {
        await withCopy(await healthyHost(), (root) => prove(mutation, root, clock, rows));
      });
    });
  }

  afterAll(() => {
    printTable('control plane, generated tree', rows, textOnly);
    const found = rows.filter(({ name, roots }) => roots.includes(name));
    expect(found.filter(({ withoutLogs }) => withoutLogs === 'same').length * 2).toBeGreaterThanOrEqual(found.length);
  });
});
