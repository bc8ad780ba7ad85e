import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

/**
 * A real control plane on loopback, in the folder REALK8S: `up.sh`, `down.sh`, `faults.sh NAME`, `install-root.sh`.
 * It is broken in every way it knows. Run it as root by `npm run test:real-k8s`; it takes some eight minutes.
 */
const folder = process.env['REALK8S'] ?? '';

/** Where to write what was observed, for replay fixtures. */
const recordTo = process.env['DIAG_RECORD'];

const faults: readonly (readonly [fault: string, words: readonly string[], roots: readonly string[]])[] = [
  ['etcd_stop', [], ['etcd-down']],
  ['etcd_freeze', [], ['etcd-no-answer']],
  ['etcd_nospace', [], ['etcd-nospace']],
  ['apiserver_freeze', [], ['apiserver-no-answer']],
  ['apiserver_stop', [], ['apiserver-down']],
  ['scheduler_stop', [], ['scheduler-down']],
  ['kcm_stop', [], ['controller-manager-down']],
  ['kubelet_stop', [], ['kubelet-down']],
  ['containerd_stop', [], ['runtime-down']],
  ['kubeproxy_stop', [], ['kube-proxy-down']],
  ['kubeproxy_late', [], ['kube-proxy-late']],
  ['cert_expired_server', ['apiserver'], ['cert-expired']],
  ['wrong_san', ['apiserver'], ['cert-san-missing']],
  ['cert_expired_server', ['etcd'], ['cert-expired']],
  ['wrong_san', ['etcd'], ['cert-san-missing']],
];

describe('a real control plane (npm run test:real-k8s, with REALK8S)', () => {
  let root = '';
  const script = (name: string, ...words: string[]) =>
    execFileSync(join(folder, name), words, { stdio: 'pipe', timeout: 300_000 });

  beforeAll(() => {
    if (folder === '') throw new Error('REALK8S names no folder of a real control plane');
    root = mkdtempSync(join(tmpdir(), 'diag-real-'));
    script('up.sh');
    script('install-root.sh', '--link', root);
  }, 400_000);
  afterAll(() => {
    script('install-root.sh', '--unlink');
    script('install-root.sh', '--remove', root);
    rmSync(root, { recursive: true, force: true });
    script('down.sh');
  }, 100_000);

  async function rootsNow(name: string) {
    const save = recordTo === undefined ? [] : ['--save', join(recordTo, `${name}.json`)];
    const { stdout, exitCode } = await runCli(['k8s-health', '--format', 'json', ...save], {
      now: new Date().toISOString(),
    });
    const { findings } = JSON.parse(stdout) as {
      findings: { name: string; severity: string; consequenceOf?: string }[];
    };
    const told = findings.filter(({ severity }) => severity !== 'info');
    return { exitCode, roots: told.filter(({ consequenceOf }) => consequenceOf === undefined).map((one) => one.name) };
  }

  test('healthy: nothing at warning or above', async () => {
    if (recordTo !== undefined) mkdirSync(recordTo, { recursive: true });
    expect(await rootsNow('healthy')).toEqual({ exitCode: 0, roots: [] });
  });

  test.each(faults)(
    '%s %j',
    async (fault, words, roots) => {
      const name = [fault, ...words].join('-').replaceAll('_', '-');
      try {
        script('faults.sh', fault, ...words);
        const early = await rootsNow(`${name}-early`);
        // Scheduler and controller-manager end some 12 s after they lost the apiserver.
        await new Promise((resolve) => setTimeout(resolve, 15_000));
        const late = await rootsNow(name);
        expect([early.roots, late.roots]).toEqual([roots, roots]);
      } finally {
        script('faults.sh', 'undo', fault);
        // The second apiserver reads its certificate file again within a minute, the bad one too.
        if (words[0] === 'apiserver') await new Promise((resolve) => setTimeout(resolve, 65_000));
      }
    },
    400_000,
  );
});
