import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runBounded } from '../../src/cli/bounded-run.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'diag-door-'));
afterAll(() => rmSync(folder, { recursive: true }));

const coverage = {
  source: 'a.csv',
  format: 'event-viewer-csv',
  encoding: 'utf-8',
  lines: 1,
  understood: 1,
  timeZone: { name: 'UTC', provenance: 'assumed' },
};
const sound = {
  incident: '1.0',
  tool: { name: 'diag', version: '0.1.0' },
  module: 'iis-drift',
  context: { now: '2026-03-11T12:00:00.000Z', machineZone: 'UTC' },
  options: { interval: '1740' },
  observations: { inputs: [] as unknown[], events: { events: [], dropped: false }, configs: [], workers: [] },
};
const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};
const observed = (more: object) => ({ ...sound, observations: { ...sound.observations, ...more } });

async function replayOf(incident: unknown) {
  const path = join(folder, 'incident.json');
  writeFileSync(path, typeof incident === 'string' ? incident : JSON.stringify(incident));
  return runCli(['replay', path]);
}

test('a sound incident passes', async () => {
  const { exitCode, stderr } = await replayOf(observed({ inputs: [coverage] }));
  expect({ exitCode, stderr }).toMatchObject({ stderr: expect.not.stringContaining('not an incident') });
  expect(exitCode).not.toBe(70);
});

test.each([
  ['a clock that is none', { ...sound, context: { now: 'x', machineZone: 'UTC' } }],
  ['a day that does not exist', { ...sound, context: { now: '2026-02-30T00:00:00Z', machineZone: 'UTC' } }],
  ['a machine zone that is none', { ...sound, context: { ...sound.context, machineZone: 'Mars/Base' } }],
  ['no machine zone', { ...sound, context: { now: sound.context.now } }],
  ['a zone of unknown provenance', { ...sound, context: { ...sound.context, zone: { name: 'UTC', provenance: 'x' } } }],
  ['an option that is an object', { ...sound, options: { interval: {} } }],
  ['no tool', { ...sound, tool: undefined }],
  ['inputs that are numbers', observed({ inputs: [1] })],
  ['a negative count', observed({ inputs: [{ ...coverage, lines: -1 }] })],
  ['a count with a fraction', observed({ inputs: [{ ...coverage, understood: 0.5 }] })],
  [
    'a zone of an input that is none',
    observed({ inputs: [{ ...coverage, timeZone: { name: 'x', provenance: 'assumed' } }] }),
  ],
  ['events that are no list', observed({ events: 7 })],
  ['events that are null', observed({ events: { events: [null], dropped: false } })],
  ['workers that are missing', observed({ workers: undefined })],
  ['a time beyond every clock', observed({ events: { events: [{ time: 1e300 }], dropped: false } })],
  ['deep nesting', observed({ more: nested(500) })],
  ['an unknown module', { ...sound, module: '__proto__' }],
])('%s: exit 2 and one line', async (_, incident) => {
  const { exitCode, stdout, stderr } = await replayOf(incident);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('nesting of a million brackets ends too', async () => {
  const { exitCode } = await replayOf(JSON.stringify(sound).replace('[]', `${'['.repeat(1e6)}${']'.repeat(1e6)}`));
  expect(exitCode).toBe(2);
});

test('a loop that never ends is stopped, and what a signal does is as before', () => {
  const handler = () => {};
  process.on('SIGHUP', handler);
  try {
    const before = process.listeners('SIGHUP');
    expect(
      runBounded(() => {
        for (;;);
      }, 50),
    ).toEqual({ ended: false });
    expect(process.listeners('SIGHUP')).toEqual(before);
  } finally {
    process.off('SIGHUP', handler);
  }
  expect(runBounded(() => 7, 1000)).toEqual({ ended: true, result: 7 });
});
