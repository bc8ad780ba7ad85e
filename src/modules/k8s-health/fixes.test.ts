import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeWith } from '../../../test/support/system-part.ts';
import type { FixScript } from '../../core/fix-script.ts';
import { analyze } from './analyze.ts';
import { readRecording } from './recorded/stream.ts';

const head = '=== diag k8s-health 1\nhost: cp-1\ntime: 2026-11-22T18:40:00Z\n';
const closed = 'ERROR ECONNREFUSED connect ECONNREFUSED\n';
const kubeadm = '=== list /etc/kubernetes\nadmin.conf\n';

/** Recordings whose finding has a script. */
const cases: readonly (readonly [name: string, recording: string])[] = [
  [
    'kubelet-down',
    `${head}=== GET http://127.0.0.1:10248/healthz\n${closed}=== GET https://127.0.0.1:10250/healthz\n${closed}`,
  ],
  ['runtime-down', `${head}=== socket /run/containerd/containerd.sock refused\n`],
  ['kubelet-read-only-port', `${head}=== GET http://127.0.0.1:10255/healthz\nHTTP/1.1 200 OK\n\nok\n`],
  [
    'etcd-nospace',
    `${head}=== GET http://127.0.0.1:2381/health\nHTTP/1.1 503 Service Unavailable\n\n{"health":"false","reason":"ALARM NOSPACE"}\n`,
  ],
  [
    'cert-expired',
    `${head}${kubeadm}=== GET https://127.0.0.1:6443/readyz with /etc/kubernetes/pki/ca.crt\ncurl: (60) SSL certificate problem: certificate has expired\n`,
  ],
];

function fixOf(name: string, recording: string): FixScript | undefined {
  const nodes = readRecording(recording, 'test')?.nodes ?? [];
  return analyze({ inputs: [], nodes }).findings.find((finding) => finding.name === name)?.fixes[0];
}

/** A compaction cannot be undone; its fix says so and has no rollback. */
const partsOf = (name: string) =>
  name === 'etcd-nospace' ? (['apply', 'verify'] as const) : (['apply', 'verify', 'rollback'] as const);

test.each(cases)('%s has its scripts', (name, recording) => {
  const fix = fixOf(name, recording);
  expect(fix?.shell).toBe('bash');
  for (const part of partsOf(name)) {
    expect(spawnSync('bash', ['-n'], { input: fix?.[part] ?? '(' }).status).toBe(0);
  }
});

describeWith(['shellcheck'], 'the scripts', () => {
  test.each(cases)('of %s are clean for shellcheck', (name, recording) => {
    const fix = fixOf(name, recording);
    for (const part of partsOf(name)) {
      const { stdout } = spawnSync('shellcheck', ['-s', 'bash', '-'], { input: fix?.[part] ?? '', encoding: 'utf8' });
      expect(stdout).toBe('');
    }
  });
});

describe('on another root', () => {
  let root = '';
  const config = () => join(root, 'var/lib/kubelet/config.yaml');
  const run = (script: string | undefined, ...words: string[]) =>
    spawnSync('bash', ['-s', '--', ...words, '--root', root], { input: script ?? '', encoding: 'utf8' });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'diag-fix-'));
    mkdirSync(join(root, 'etc'));
    mkdirSync(join(root, 'var/lib/kubelet'), { recursive: true });
    writeFileSync(join(root, 'etc/hostname'), 'cp-1\n');
    writeFileSync(config(), 'kind: KubeletConfiguration\nreadOnlyPort: 10255\nport: 10250\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('the read-only port is closed, and opened again by the rollback', () => {
    const fix = fixOf(...(cases[2] as readonly [string, string]));
    const before = readFileSync(config(), 'utf8');
    expect(run(fix?.apply).stdout).toContain('dry run');
    expect(readFileSync(config(), 'utf8')).toBe(before);
    expect(run(fix?.verify).status).toBe(1);
    expect(run(fix?.apply, '--apply').status).toBe(0);
    expect(readFileSync(config(), 'utf8')).toBe('kind: KubeletConfiguration\nreadOnlyPort: 0\nport: 10250\n');
    expect(run(fix?.verify).status).toBe(0);
    expect(run(fix?.rollback, '--apply').status).toBe(0);
    expect(readFileSync(config(), 'utf8')).toBe(before);
  });

  test.each(cases)('%s starts and stops nothing', (name, recording) => {
    const { status, stdout } = run(fixOf(name, recording)?.apply, '--apply');
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/^run: /m);
  });
});
