import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../src/core/incident.ts';
import { registry } from '../../src/modules/registry.ts';
import { runCli } from '../support/run-cli.ts';
import { randomFrom, seed } from '../support/sampled.ts';
import { savedIncidents } from '../support/saved-incidents.ts';
import { casesOf, tried } from '../support/tried.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-shapes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function replayOf(incident: unknown) {
  const path = join(folder, 'incident.json');
  writeFileSync(path, JSON.stringify(incident) ?? '');
  return runCli(['replay', path, '--format', 'json']);
}

type Path = readonly (string | number)[];

/** Every place of a value, the value itself first. */
function placesOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const keys = Array.isArray(value) ? [...value.keys()].slice(0, 3) : Object.keys(value).slice(0, 40);
  return [at, ...keys.flatMap((key) => placesOf((value as Record<string, unknown>)[key], [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  if (by === undefined && rest.length === 0) delete copy[key];
  else copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const odd: readonly unknown[] = [
  ...[null, undefined, true, -1, 0.5, 8.64e15, 1e15, -8.64e15, '', 'x', '9'.repeat(400), '2026-02-30T25:61:00Z'],
  ...['+275760-09-13T00:00:00.000Z', '1969-12-31T23:59:59Z', '[[[', '\u0000\u001b', '../..', '__proto__', 'NaN'],
  ...[[], [[]], {}, [null], [1], ['x'], { length: 1e9 }, { toString: 1 }, Array(50).fill('a')],
];

describe.each(registry.map(({ id }) => id))('%s', (module) => {
  let incidents: readonly Incident[] = [];
  beforeAll(async () => {
    incidents = await savedIncidents(module, folder, 6);
  });

  test('what it saved itself is taken', async () => {
    expect(incidents.length).toBeGreaterThan(3);
    for (const incident of incidents) {
      const { stderr, exitCode } = await replayOf(incident);
      expect({ stderr, exitCode }).toMatchObject({ stderr: '', exitCode: expect.not.toBeOneOf([2, 70]) });
    }
  });

  test(`a value that is another ends in one line or a report (DIAG_SEED=${seed})`, async () => {
    const random = randomFrom(seed * 31 + module.length);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const cases = casesOf(40);
    for (let i = 0; i < cases; i++) {
      const incident = pick(incidents);
      const at = pick(placesOf(incident));
      const by = pick(odd);
      const { exitCode, stderr, stdout } = await replayOf(replaced(incident, at, by));
      const where = `${at.join('.')} = ${JSON.stringify(by)}`;
      expect([where, exitCode]).toEqual([where, expect.toBeOneOf([0, 1, 2, 3])]);
      expect([where, stderr.split('\n').length]).toEqual([where, exitCode === 2 ? 2 : 1]);
      if (stdout !== '') JSON.parse(stdout);
    }
    tried('values in saved runs', cases);
  }, 3_600_000);
});
