import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needs } from '../src/commands/doctor/needs.ts';
import { accessTo, findCommand } from '../src/input/machine.ts';
import { runCli } from './support/run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-doctor-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'tool'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'bin', 'text'), '', { mode: 0o644 });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what this machine is stands in the report', async () => {
  const { stdout, stderr } = await runCli(['doctor', '--format', 'json'], {
    env: { LC_ALL: 'C', XDG_CONFIG_HOME: folder },
    machineZone: 'Europe/Berlin',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    module: 'doctor',
    data: { machine: { 'time zone': 'Europe/Berlin', locale: 'C', characters: 'ASCII', settings: 'none' } },
  });
});

test('the settings file in use is named', async () => {
  mkdirSync(join(folder, 'diag'));
  writeFileSync(join(folder, 'diag', 'diag.yaml'), 'suppress: []\n');
  const { stdout } = await runCli(['doctor', '--format', 'json'], { env: { XDG_CONFIG_HOME: folder } });
  expect(JSON.parse(stdout).data.machine.settings).toBe(join(folder, 'diag', 'diag.yaml'));
});

test('what a module needs on another system is not missing here', async () => {
  const { stdout } = await runCli(['doctor', '--format', 'json']);
  const { checks } = JSON.parse(stdout);
  const windows = needs.filter(({ platform, module }) => platform === 'win32' && module === 'iis-drift');
  for (const { module, name } of windows) {
    expect(checks).toContainEqual({
      id: `${module} ${name}`,
      status: 'skipped',
      reason: 'not applicable: on Windows only',
    });
  }
});

test.each([
  ['bin/text', 'usable'],
  ['bin', 'usable'],
  ['nothing', 'absent'],
  ['bin/text/below', 'absent'],
])('access to %s is %s', async (name, state) => {
  expect(await accessTo(join(folder, name))).toBe(state);
});

test('a command is an executable file in the search path', async () => {
  const path = `/nowhere:${join(folder, 'bin')}`;
  expect(await findCommand('tool', path)).toBe('usable');
  expect(await findCommand('text', path)).toBe('absent');
  expect(await findCommand('tool', undefined)).toBe('absent');
});
