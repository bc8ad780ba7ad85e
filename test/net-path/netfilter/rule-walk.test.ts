import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIpset } from '../../../src/modules/net-path/netfilter/ipset.ts';
import { readIptablesSave } from '../../../src/modules/net-path/netfilter/iptables/save.ts';
import type { RuleRef } from '../../../src/modules/net-path/netfilter/rule-ref.ts';
import { Lab, labMissing, type RawPacket } from './lab.ts';
import { Random } from './random.ts';
import { ipsets, type Mode, randomPacket, randomSave, tables } from './random-iptables.ts';
import { packetOf, routerContext, throughRouter } from './router.ts';

/** How many rulesets a backend gets; `DIAG_RULESETS=100` for the long run. */
const rulesets = Number(env['DIAG_RULESETS'] ?? '6');
const first = Number(env['DIAG_SEED'] ?? '1');
const packets = 50;

const missing = labMissing();
let lab: Lab;
beforeAll(() => {
  if (missing === undefined) lab = new Lab();
});
afterAll(() => lab?.close());

const tools = { 4: 'iptables', 6: 'ip6tables' } as const;
const flush = Object.entries(tables)
  .map(([table, chains]) => `*${table}\n${chains.map((chain) => `:${chain} ACCEPT [0:0]\n`).join('')}COMMIT\n`)
  .join('');

/** All rules with their counters, by table, chain and number. */
function rulesOf(save: string, family: 4 | 6): RuleRef[] {
  const read = readIptablesSave(save, { source: 'kernel', firstLine: 1, family });
  expect(read.notUnderstood).toEqual([]);
  return read.tables.flatMap((table) =>
    table.chainNames().flatMap((name) => {
      const chain = table.chain(name);
      return chain === undefined ? [] : Array.from({ length: chain.size }, (_, index) => chain.rule(index).ref);
    }),
  );
}

const keyOf = ({ table, chain, number, text }: RuleRef): string =>
  `${table} ${chain} ${number} ${text.replace(/^\[[^\]]*\] /, '')}`;

function load(restore: string, text: string): void {
  try {
    lab.run(lab.router, restore, [], text);
  } catch (error) {
    throw new Error(`${String(error)}\n${text}`);
  }
}

/** How often each rule should match, summed up over all packets. */
function predictedCounts(save: string, raws: readonly RawPacket[], mode: Mode, family: 4 | 6): Map<string, number> {
  const context = routerContext(readIpset(lab.run(lab.router, 'ipset', ['save'])));
  const rules = readIptablesSave(save, { source: 'lab', firstLine: 1, family });
  const counts = new Map<string, number>();
  for (const raw of raws) {
    const { hooks } = throughRouter([rules], packetOf(raw, mode === 'transit' ? 'ra' : undefined), context);
    for (const { trace } of hooks) for (const ref of trace) counts.set(keyOf(ref), (counts.get(keyOf(ref)) ?? 0) + 1);
  }
  return counts;
}

async function compare(seed: number, backend: 'legacy' | 'nft', family: 4 | 6): Promise<string[]> {
  const random = new Random(seed * 1000 + family);
  const mode: Mode = random.chance(0.7) ? 'transit' : 'own';
  const restore = `${tools[family]}-${backend}-restore`;
  const save = `${tools[family]}-${backend}-save`;
  load(restore, randomSave(random, mode, family));
  const raws = Array.from({ length: packets }, (_, at) => randomPacket(random, mode, family, at));
  const predicted = predictedCounts(lab.run(lab.router, save, []), raws, mode, family);
  await lab.send(mode === 'transit' ? lab.client : lab.router, raws);
  const kernel = rulesOf(lab.run(lab.router, save, ['-c']), family);
  load(restore, flush);
  lab.run(lab.router, 'conntrack', ['-F']);
  return (
    kernel
      // What the router answers of its own is no part of the packets' way.
      .filter(({ chain }) => mode === 'own' || chain !== 'OUTPUT')
      .filter((ref) => ref.packets !== (predicted.get(keyOf(ref)) ?? 0))
      .map(
        (ref) => `seed ${seed} ${mode}: ${keyOf(ref)}: kernel ${ref.packets}, predicted ${predicted.get(keyOf(ref))}`,
      )
  );
}

describe.skipIf(missing !== undefined)(
  `rules and the kernel count the same packets${missing ? ` (${missing})` : ''}`,
  () => {
    beforeAll(() => {
      lab.run(lab.router, 'ipset', ['restore'], ipsets);
    });
    for (const [backend, family] of [
      ['legacy', 4],
      ['nft', 4],
      ['legacy', 6],
      ['nft', 6],
    ] as const) {
      test(`${backend}, IPv${family}`, async () => {
        const wrong: string[] = [];
        for (let seed = first; seed < first + rulesets; seed += 1)
          wrong.push(...(await compare(seed, backend, family)));
        expect(wrong).toEqual([]);
      });
    }
  },
);
