import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { found, passed } from '../src/core/check.ts';
import { defineCode } from '../src/core/code.ts';
import { unrecognizedInput } from '../src/core/errors.ts';
import type { DiagModule, Observations } from '../src/core/module.ts';
import { decode } from '../src/input/decode.ts';
import { lineBatches } from '../src/input/lines.ts';
import type { Ports } from '../src/input/ports.ts';
import { runCli } from './support/run-cli.ts';

/** The form of what `--save` writes. */
const incident = {
  incident: '1.0',
  tool: { name: 'diag', version: '0' },
  module: 'apple',
  context: { now: '2026-03-11T12:00:00.000Z', machineZone: 'UTC' },
  options: {},
  observations: { inputs: [], count: 1 },
};

/** Modules that know one word each and report how many lines hold it. */
const fakes = await vi.hoisted(async () => ['apple', 'pear', 'plum']);
vi.mock('../src/modules/registry.ts', () => {
  const registry = fakes.map((id) => ({ id, prefix: id.toUpperCase(), summary: id, load: async () => wordModule(id) }));
  return { registry, findEntry: (id: string) => registry.find((entry) => entry.id === id) };
});

interface Count extends Observations {
  readonly count: number;
}

function wordModule(id: string): DiagModule<Ports, unknown, Count> {
  const seen = defineCode<{ count: number }>({
    code: `${id.toUpperCase()}101`,
    name: `${id}-seen`,
    severity: id === 'pear' ? 'critical' : 'warning',
    summary: 'Seen.',
    title: ({ count }) => `${count} lines with ${id}`,
  });
  return {
    id,
    summary: id,
    description: id,
    argument: { takes: 'files', name: 'file', description: 'a text' },
    options: [],
    examples: [],
    codes: [seen],
    input: () => 'required',
    parseOptions: () => ({}),
    async observe({ sources }) {
      let count = 0;
      for (const source of sources) {
        for await (const { lines } of lineBatches(decode(source).chunks())) {
          count += lines.filter((line) => line.includes(id)).length;
          if (lines.some((line) => line.includes(`${id}, sour`))) throw unrecognizedInput('too sour', 'add sugar');
          // This one has seen enough: it must not hold up the others.
          if (id === 'plum') return { inputs: [], count };
        }
      }
      return { inputs: [], count };
    },
    merge: (a) => a,
    analyze: ({ count }) =>
      count === 0
        ? { findings: [], checks: [passed(`${id}-seen`, [id])], data: {}, views: [] }
        : {
            findings: [seen({ count }, { confidence: 'proven', evidence: [{ source: 'x', text: id }] })],
            checks: [found(`${id}-seen`)],
            data: { count },
            views: [],
          },
    recognize: (head) => ({ score: head.includes(id) ? 0.9 : 0, because: `the word ${id}` }),
  };
}

const lines = (word: string, n: number) => `${`some ${word} here\n`.repeat(n)}`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-triage-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const json = async (argv: string[], settings = {}) => {
  const { stdout, exitCode } = await runCli([...argv, '--format', 'json'], settings);
  return { report: JSON.parse(stdout), exitCode };
};
const codesOf = (report: { findings: { code: string }[] }) => report.findings.map(({ code }) => code);

describe('triage', () => {
  test.each([
    ['a pipe without a command', []],
    ['a pipe and -', ['-']],
    ['triage of a pipe', ['triage']],
    ['triage of -', ['triage', '-']],
  ])('%s runs the module that knows it', async (_, argv) => {
    const { report, exitCode } = await json(argv, { stdin: lines('apple', 50_000) });
    expect(report.module).toBe('apple');
    expect(report.findings[0].title).toBe('50000 lines with apple');
    expect(exitCode).toBe(1);
  });

  test('several modules read one pipe whole, and the worst gives the verdict', async () => {
    const stdin = lines('apple', 60_000) + lines('pear', 40_000);
    const { report } = await json(['triage'], { stdin: lines('pear', 1) + stdin });
    expect(report.module).toBe('triage');
    expect(codesOf(report)).toEqual(['PEAR101', 'APPLE101']);
    expect(report.findings.map(({ facts }: { facts: { count: number } }) => facts.count)).toEqual([40_001, 60_000]);
    expect(report.verdict.code).toBe('PEAR101');
    expect(Object.keys(report.data)).toEqual(['pear', 'apple']);
  });

  test('a module that stops reading does not hold up the others', async () => {
    const stdin = lines('plum', 1) + lines('apple', 200_000);
    const { report } = await json(['triage'], { stdin });
    expect(codesOf(report).toSorted()).toEqual(['APPLE101', 'PLUM101']);
  });

  test('each file goes to the modules that know it; what none knows is said', async () => {
    const names = [
      file('a.log', lines('apple', 3)),
      file('p.log.gz', gzipSync(lines('pear', 5))),
      file('x.log', 'zzz\n'),
    ];
    const { report, exitCode } = await json(['triage', ...names]);
    expect(report.findings.map(({ title }: { title: string }) => title)).toEqual([
      '5 lines with pear',
      '3 lines with apple',
    ]);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ status: 'unchecked', reason: expect.stringMatching(/x\.log: nothing/) }),
    );
    expect(exitCode).toBe(1);
  });

  test("a collector's stream is its parts", async () => {
    const stdin = `=== diag parts 1\n=== part a.log\n${lines('apple', 2)}=== part p.log\n${lines('pear', 3)}`;
    const { report } = await json(['triage'], { stdin });
    expect(report.findings.map(({ title }: { title: string }) => title)).toEqual([
      '3 lines with pear',
      '2 lines with apple',
    ]);
  });

  test('a part that nothing knows goes with the others of its collector, and alone with none', async () => {
    const stdin = `=== diag parts 1\n=== part a.log\n${lines('apple', 2)}=== part b.log\nnothing\n`;
    const { report, exitCode } = await json(['triage', '--fail-on', 'critical'], { stdin });
    expect(report.summary.unchecked).toBe(0);
    expect(exitCode).toBe(0);
    const mixed = await json(['triage'], { stdin: `${stdin}=== part p.log\n${lines('pear', 1)}` });
    expect(mixed.report.summary.unchecked).toBe(1);
  });

  test('what a run saved is analyzed again, beside other inputs', async () => {
    const saved = join(folder, 'saved.json');
    const { report } = await json(['triage', '--save', saved], { stdin: lines('apple', 4) });
    const again = await json(['triage'], { stdin: readFileSync(saved) });
    expect(again.report.findings).toEqual(report.findings);
    expect(again.report.generatedAt).toBe(report.generatedAt);
    const other = join(folder, 'other.log');
    writeFileSync(other, lines('pear', 1));
    const both = await json(['triage', saved, other]);
    expect(codesOf(both.report)).toEqual(['PEAR101', 'APPLE101']);
    expect(both.report.checks).toContainEqual(
      expect.objectContaining({ id: 'recognized', reason: `${saved} is what apple saved` }),
    );
  });

  test.each([
    ['cut', '{"incident":"1.0","module":', /not JSON/],
    ['of another version', '{"incident":"9.0"}', /not an incident of this version/],
    ['of a module that is not there', JSON.stringify({ ...incident, module: 'fig' }), /no module fig/],
  ])('a saved run %s is one line and exit 2', async (_, stdin, message) => {
    const { exitCode, stderr } = await runCli(['triage'], { stdin });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  test('a log whose records have an incident is a log', async () => {
    const { report } = await json(['triage'], { stdin: `{"incident":"apple"}\n{"incident":"apple"}\n` });
    expect(codesOf(report)).toEqual(['APPLE101']);
  });

  test('a module that cannot use what it recognized does not stop the others', async () => {
    const { report, exitCode } = await json(['triage'], { stdin: `${lines('apple', 2)}some pear, sour\n` });
    expect(codesOf(report)).toEqual(['APPLE101']);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'pear', status: 'unchecked', reason: 'too sour' }),
    );
    expect(exitCode).toBe(1);
    const alone = await runCli(['triage'], { stdin: 'pear, sour\n' });
    expect(alone.stderr).toBe('diag: too sour (add sugar)\n');
  });

  test.each([
    ['nothing anyone knows', 'zzz\n', /stdin: nothing a module of diag knows/],
    ['an empty pipe', '', /stdin: empty/],
  ])('%s is one line and exit 2', async (_, stdin, message) => {
    const { exitCode, stdout, stderr } = await runCli(['triage'], { stdin });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test('several incidents are saved side by side and replay alone', async () => {
    const path = join(folder, 'incident.json');
    await runCli(['triage', '--save', path], { stdin: lines('apple', 2) + lines('pear', 1) });
    const { report } = await json(['replay', path.replace('.json', '.pear.json')]);
    expect(codesOf(report)).toEqual(['PEAR101']);
  });
});

describe('diff', () => {
  const run = async (name: string, text: string) => {
    const path = join(folder, name);
    await runCli(['triage', '--format', 'json', '--output', path], { stdin: text });
    return path;
  };

  test('what is found again is still there', async () => {
    const [before, after] = [await run('b.json', lines('apple', 2)), await run('a.json', lines('apple', 3))];
    const { report, exitCode } = await json(['diff', before, after]);
    expect(report.data.still.map(({ title }: { title: string }) => title)).toEqual(['3 lines with apple']);
    expect(report.data.new).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('a fixed run exits 0 and says what was fixed', async () => {
    const before = await run('b.json', lines('apple', 1));
    const after = await run('a.json', lines('apple', 1));
    const again = {
      ...JSON.parse(readFileSync(after, 'utf8')),
      findings: [],
      checks: [passed('apple-seen', ['apple'])],
    };
    writeFileSync(after, JSON.stringify(again));
    const { stdout, exitCode } = await runCli(['diff', before, after, '--all']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^√ 1 fixed\.\n/);
    expect(stdout).toMatch(/fixed\s+APPLE101 apple-seen\s+1 lines with apple/);
  });

  test('where the second run could not check all, nothing is well', async () => {
    const path = await run('c.json', lines('apple', 1));
    const open = [{ id: 'pear-seen', status: 'unchecked', reason: 'no pear', command: 'get a pear' }];
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), findings: [], checks: open }));
    const { stdout, exitCode } = await runCli(['diff', path, path]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^\? Nothing was found in either run; 1 not checked in the later run\.\n/);
    expect(stdout).toContain('no pear');
  });
});
