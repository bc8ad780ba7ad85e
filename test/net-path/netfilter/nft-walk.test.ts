import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readNft } from '../../../src/modules/net-path/netfilter/nft/read.ts';
import type { RuleRef } from '../../../src/modules/net-path/netfilter/rule-ref.ts';
import { Lab, labMissing, type RawPacket } from './lab.ts';
import { Random } from './random.ts';
import { type Mode, randomPacket } from './random-iptables.ts';
import { randomNft } from './random-nft.ts';
import { packetOf, routerContext, throughRouter } from './router.ts';

/** How many rulesets a family gets; `DIAG_RULESETS=100` for the long run. */
const rulesets = Number(env['DIAG_RULESETS'] ?? '8');
const first = Number(env['DIAG_SEED'] ?? '1');
const packets = 50;

const missing = labMissing();
let lab: Lab;
beforeAll(() => {
  if (missing === undefined) lab = new Lab();
});
afterAll(() => lab?.close());

const keyOf = ({ chain, handle }: RuleRef): string => `${chain} ${handle}`;
const read = (text: string) => readNft(text, { source: 'nft', firstLine: 1, managedByIptables: () => false });
const list = () => read(lab.run(lab.router, 'nft', ['-j', 'list', 'ruleset']));

function predictedCounts(raws: readonly RawPacket[], mode: Mode): Map<string, number> {
  const ruleset = list();
  const counts = new Map<string, number>();
  for (const raw of raws) {
    const { hooks } = throughRouter([ruleset], packetOf(raw, mode === 'transit' ? 'ra' : undefined), routerContext());
    for (const { trace } of hooks) for (const ref of trace) counts.set(keyOf(ref), (counts.get(keyOf(ref)) ?? 0) + 1);
  }
  return counts;
}

/** Rules whose matches all stand before the counter: what comes behind it may still say no. */
const countsWhole = ({ text }: RuleRef): boolean =>
  !/"counter".*(?:"match"|"vmap"|"map"|"value": \{"ct"|"tcp reset")/.test(text);

/** Loads the rules; lines that nft refuses (two protocols at once) are left out. */
function load(text: string): void {
  let lines = text.split('\n');
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      lab.run(lab.router, 'nft', ['-f', '-'], lines.join('\n'));
      return;
    } catch (error) {
      // /dev/stdin:23:7-9: Error: conflicting protocols specified: tcp vs. udp
      const refused = [...String(error).matchAll(/stdin:(\d{1,4}):\d{1,4}-\d{1,4}: Error: (.{0,12})/g)];
      const wrong = refused.filter(
        ([, , why]) => !/^(?:conflicti|meta nfproto|abstracted |Could not p|transport p|datatype mi)/.test(why ?? ''),
      );
      if (refused.length === 0 || wrong.length > 0) throw new Error(`${String(error)}\n${text}`);
      const numbers = refused.map(([, line]) => Number(line));
      lines = lines.map((line, at) => (numbers.includes(at + 1) ? '' : line));
    }
  }
}

async function compare(seed: number, family: 4 | 6): Promise<string[]> {
  const random = new Random(seed * 1000 + family);
  const mode: Mode = random.chance(0.7) ? 'transit' : 'own';
  const text = randomNft(random, mode, family);
  load(`flush ruleset\n${text}`);
  const raws = Array.from({ length: packets }, (_, at) => randomPacket(random, mode, family, at));
  const predicted = predictedCounts(raws, mode);
  await lab.send(mode === 'transit' ? lab.client : lab.router, raws);
  const kernel = list().tables.flatMap((table) =>
    table.chainNames().flatMap((name) => {
      const chain = table.chain(name);
      return Array.from({ length: chain?.size ?? 0 }, (_, index) => chain?.rule(index).ref);
    }),
  );
  lab.run(lab.router, 'conntrack', ['-F']);
  return kernel
    .filter((ref): ref is RuleRef => ref?.packets !== undefined && countsWhole(ref))
    .filter(({ chain }) => mode === 'own' || !chain.includes('out'))
    .filter((ref) => ref.packets !== (predicted.get(keyOf(ref)) ?? 0))
    .map(
      (ref) =>
        `seed ${seed} ${mode}: ${ref.text.slice(0, 400)}: kernel ${ref.packets}, predicted ${predicted.get(keyOf(ref))}`,
    );
}

describe.skipIf(missing !== undefined)(
  `nft's rules and the kernel count the same${missing ? ` (${missing})` : ''}`,
  () => {
    test.each([4, 6] as const)('IPv%d', async (family) => {
      const wrong: string[] = [];
      for (let seed = first; seed < first + rulesets; seed += 1) wrong.push(...(await compare(seed, family)));
      expect(wrong).toEqual([]);
    });
  },
);
