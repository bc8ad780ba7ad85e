import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { found, passed, unchecked } from '../core/check.ts';
import { defineCode } from '../core/code.ts';
import { diagnose } from '../core/diagnose.ts';
import { selectAll } from '../core/selection.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import type { ModuleRun } from './module-run.ts';
import { openOutputs } from './outputs.ts';
import { watch, watchOf } from './watch.ts';

const down = defineCode<{ what: string }>({
  code: 'K8S901',
  name: 'down',
  severity: 'critical',
  summary: 'Something is down.',
  title: ({ what }) => `${what} is down.`,
});
const globals: GlobalOptions = { format: 'terminal', failOn: 'warning', minSeverity: 'info', redact: true };

const outputs = () => openOutputs({}, [], {});

/** A look at a host on which these are down; of `*`, nothing could be asked. */
function look(...words: string[]): ModuleRun {
  const names = words.filter((word) => word !== '*');
  const findings = names.map((what) =>
    down({ what }, { confidence: 'proven', evidence: [{ source: 'x', text: what }] }),
  );
  const rest = words.includes('*') ? [unchecked('etcd', 'no answer')] : [];
  const checks = [findings.length > 0 ? found('down') : passed('down', ['x']), ...rest];
  const context = { now: '2026-03-11T12:00:00.000Z', machineZone: 'UTC' };
  const settings = { tool: { name: 'diag', version: '0' }, failOn: 'warning', selection: selectAll } as const;
  const analyze = () => ({ findings, checks, data: {}, views: [] });
  const report = diagnose({ id: 'x', codes: [], analyze }, { observations: { inputs: [] } }, {}, context, settings);
  return { report, incident: { options: {} } as ModuleRun['incident'] };
}

function collect(signal = new AbortController().signal) {
  const texts = { out: '', err: '' };
  const stream = (key: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[key] += String(chunk);
        done();
      },
    });
  return { io: { stdout: stream('out'), stderr: stream('err'), env: {}, signal } as unknown as Io, texts };
}

const looks = (...runs: ModuleRun[]) => {
  let i = 0;
  return async () => runs[Math.min(i++, runs.length - 1)] ?? look();
};

test('--until healthy ends with the first healthy look, exit 0, changes on stderr and the report on stdout', async () => {
  const { io, texts } = collect();
  const plan = { untilHealthy: true, timeoutMs: 60_000, everyMs: 1 };
  const exitCode = await watch(
    looks(look('etcd', 'kubelet'), look('etcd'), look('etcd'), look()),
    plan,
    false,
    globals,
    io,
    await outputs(),
  );
  expect(exitCode).toBe(0);
  expect(texts.err).toMatch(
    /gone {2}K8S901 kubelet is down\.\n.*gone {2}K8S901 etcd is down\.\n.*nothing wrong now\n$/,
  );
  expect(texts.out).toMatch(/^√ Nothing wrong found/);
});

test('--until healthy gives up in time with the exit code of the last look', async () => {
  const { io, texts } = collect();
  const exitCode = await watch(
    looks(look('etcd')),
    { untilHealthy: true, timeoutMs: 20, everyMs: 5 },
    false,
    globals,
    io,
    await outputs(),
  );
  expect(exitCode).toBe(1);
  expect(texts.out).toContain('etcd is down.');
});

test('--until healthy does not take for well what could not be asked', async () => {
  const plan = { untilHealthy: true, timeoutMs: 20, everyMs: 5 };
  const { io, texts } = collect();
  expect(await watch(looks(look('*')), plan, false, globals, io, await outputs())).toBe(3);
  expect(texts.out).toContain('no answer');
});

test('--watch prints a report, then changes only, until Ctrl-C', async () => {
  const stop = new AbortController();
  const { io, texts } = collect(stop.signal);
  const runs = looks(look('etcd'), look('etcd'), look('etcd', 'kubelet'), look('etcd', 'kubelet'));
  let n = 0;
  const counted = () => {
    n += 1;
    if (n === 5) stop.abort();
    return runs();
  };
  const plan = { untilHealthy: false, timeoutMs: Number.POSITIVE_INFINITY, everyMs: 1 };
  expect(await watch(counted, plan, true, globals, io, await outputs())).toBe(130);
  expect(texts.out.match(/new {3}K8S901 kubelet is down\./g)).toHaveLength(1);
  // In the title and in the last line of the one report.
  expect(texts.out.match(/etcd is down/g)?.length).toBe(2);
});

test('--watch with JSON is a document a line', async () => {
  const { io, texts } = collect();
  const plan = { untilHealthy: true, timeoutMs: 60_000, everyMs: 1 };
  await watch(looks(look('etcd'), look()), plan, true, { ...globals, format: 'json' }, io, await outputs());
  const documents = texts.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(documents.map(({ findings }) => findings.length)).toEqual([1, 0]);
});

test.each([
  [{ until: 'better' }, 'terminal', /--until better/],
  [{ watch: true }, 'html', /--watch --format html/],
  [{ until: 'healthy', timeout: 'soon' }, 'terminal', /--timeout soon/],
] as const)('%o with --format %s is refused', (raw, format, message) => {
  expect(() => watchOf(raw, { ...globals, format })).toThrow(message);
});
