import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedactor, secretShapes } from '../../src/core/redact.ts';
import { readYaml } from '../../src/kubernetes/yaml-text.ts';
import { allInputs } from '../fuzz/inputs.ts';
import { units } from '../fuzz/mutate.ts';
import { runCli } from '../support/run-cli.ts';
import { everything, randomFrom, seed } from '../support/sampled.ts';
import { tables } from '../support/tables.ts';
import { tried } from '../support/tried.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'diag-scaling-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** CPU milliseconds of this process, which other load does not lengthen much. */
async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Below this nothing is compared: start-up and garbage collection are of that order. */
const matters = 1_500;

/**
 * The case where n, 2n, 4n cost more than in proportion: four times as much costs four times, a quadratic reader's
 * sixteen. Small ones are not compared, so that a loaded machine tells no lies: half of all that is read is none.
 */
async function growth(size: number, run: (n: number) => unknown): Promise<string | undefined> {
  const most = await costOf(() => run(4 * size));
  if (most < matters) return undefined;
  const [half, least] = [await costOf(() => run(2 * size)), await costOf(() => run(size))];
  const again = Math.min(most, await costOf(() => run(4 * size)));
  return again > 9 * Math.max(least, 20) ? `${least} ${half} ${again} ms` : undefined;
}

/** Where a run of units stands: behind the text, behind its middle, within its middle line, and alone. */
type Put = (text: string, run: string) => string;
const places: readonly Put[] = [
  (text, run) => text.trimEnd() + run,
  (text, run) => `${text}${run}\n`,
  (text, run) => {
    const middle = text.indexOf('\n', text.length / 2) + 1;
    return text.slice(0, middle) + run + text.slice(middle);
  },
  (text, run) => text.slice(0, text.length / 2) + run + text.slice(text.length / 2),
];

/** Some of all things with some unit at some place; fifty times as many in `npm run fuzz`. */
function cases<T>(what: string, things: readonly T[], count: number): readonly (readonly [T, string, Put])[] {
  const random = randomFrom(seed * 613 + what.length);
  tried(what, everything ? 50 * count : count);
  const pick = <U>(all: readonly U[]): U => all[Math.floor(random() * all.length)] as U;
  return Array.from({ length: everything ? 50 * count : count }, () => [pick(things), pick(units), pick(places)]);
}

const slow: string[] = [];
const note = (what: string, unit: string, found: string | undefined): void => {
  if (found !== undefined) slow.push(`${what} + ${JSON.stringify(unit)}: ${found}`);
};
const size = 16_000;

test(`readers of all modules are linear in runs of one thing (DIAG_SEED=${seed})`, async () => {
  slow.length = 0;
  const inputs = allInputs(root);
  for (const [{ module, words, text }, unit, put] of cases('linear readers', inputs, 30)) {
    const run = (n: number) =>
      runCli([module, ...words, '--quiet'], { stdin: put(text, unit.repeat(n / unit.length)) });
    note(`${module} ${text.slice(0, 60)}`, unit, await growth(size, run));
  }
  expect(slow).toEqual([]);
}, 3_600_000);

test('shapes of secrets and mail addresses are linear', async () => {
  slow.length = 0;
  const texts = secretShapes.flatMap(({ samples }) => samples.map(([text]) => text));
  for (const [text, unit, put] of cases('linear secrets', texts, 120)) {
    const run = (n: number) => createRedactor().text(put(text, unit.repeat(n / unit.length)));
    note(text, unit, await growth(size, run));
  }
  expect(slow).toEqual([]);
}, 3_600_000);

test('rows of knowledge are linear', async () => {
  slow.length = 0;
  const samples = tables.flatMap(({ find, rows }) => rows.map((row) => ({ find, rows, text: row.samples[0] })));
  for (const [{ find, rows, text }, unit, put] of cases('linear rows', samples, 60)) {
    const run = (n: number) => find(put(text, unit.repeat(n / unit.length)), rows);
    note(text, unit, await growth(size, run));
  }
  expect(slow).toEqual([]);
}, 3_600_000);

const yaml = 'apiVersion: v1\nkind: Config\nclusters:\n- name: a\n  cluster: {server: "https://a"}\ncontexts: []\n';

test('YAML, kubeconfigs and settings are linear', async () => {
  slow.length = 0;
  for (const [text, unit, put] of cases(
    'linear YAML',
    [yaml, 'suppress:\n  - code: IIS101\n', 'a: |\n  b\n', '{"a": [1, "b"]}'],
    60,
  )) {
    note('YAML', unit, await growth(size, (n) => readYaml(put(text, unit.repeat(n / unit.length)))));
    const path = join(root, 'k.conf');
    const read = (n: number) => {
      writeFileSync(path, put(text, unit.repeat(n / unit.length)));
      return runCli(['k8s-health', '--root', root, '--as', 'laptop', '--kubeconfig', '/k.conf']);
    };
    note('kubeconfig', unit, await growth(size, read));
  }
  expect(slow).toEqual([]);
}, 3_600_000);
