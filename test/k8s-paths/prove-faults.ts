import { afterAll, expect, test } from 'vitest';
import { clock } from '../support/k8s-host/cluster-pki.ts';
import { healthyHost } from '../support/k8s-host/healthy-host.ts';
import { partsFor } from '../support/k8s-host/host-parts.ts';
import { withCopy } from '../support/k8s-host/mutated-host.ts';
import { describeWith } from '../support/system-part.ts';
import { inspect } from './inspect.ts';
import { type Mutation, textOnly } from './mutation.ts';
import { prove } from './prove.ts';
import { printTable, type TableRow } from './table.ts';

/** Tests each fault on a copy of the healthy host, and prints their table. `area`: what they are faults of. */
export function proveFaults(area: string, faults: readonly Mutation[]): void {
  const rows: TableRow[] = [];

  describeWith(['openssl'], `one fault of the ${area}`, () => {
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
      printTable(`${area}, generated tree`, rows, textOnly);
      const found = rows.filter(({ name, roots }) => roots.includes(name));
      expect(found.filter(({ withoutLogs }) => withoutLogs === 'same').length * 2).toBeGreaterThanOrEqual(found.length);
    });
  });
}
