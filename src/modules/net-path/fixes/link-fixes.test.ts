import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hairpinOn, joinBridge, switchDeviceOn, withoutNeighbor } from './link-fixes.ts';

const neighbor = { device: 'eth0', address: '10.0.0.9', mac: '02:00:00:00:00:09' };

test.each([
  ['switch-device-on', switchDeviceOn('NET101', 'host', 'eth0')],
  ['join-bridge', joinBridge('NET102', 'host', 'eth0', 'br0')],
  ['hairpin-on', hairpinOn('NET103', 'host', 'eth0')],
  ['without-neighbor', withoutNeighbor('NET104', 'host', neighbor)],
])('%s: a tool that fails is no proof that there is nothing to do', (_, [fix]) => {
  const folder = mkdtempSync(join(tmpdir(), 'diag-failing-ip-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const tool of ['ip', 'bridge']) {
    writeFileSync(join(folder, tool), '#!/bin/sh\necho "Operation not permitted" >&2\nexit 2\n');
    chmodSync(join(folder, tool), 0o755);
  }
  const env = { PATH: `${folder}:/usr/bin:/bin` };
  const run = (script: string | undefined, ...words: string[]) =>
    spawnSync('bash', ['-s', '--', ...words], { input: script ?? '', env, encoding: 'utf8' });
  expect(run(fix?.apply).stdout).toContain('dry run, nothing was changed');
  const applied = run(fix?.apply, '--apply');
  expect([applied.status === 0, applied.stdout]).toEqual([false, '']);
  expect(run(fix?.verify).stderr).toContain('not fixed');
});
