import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAuthority, makeCertificate } from '../../../../test/support/k8s-host/pki.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import { bashFix } from '../../../core/bash/bash-fix.ts';
import { functionsOf } from '../../../core/bash/shell-text.ts';
import etcd from './fixes.sh';
import { backupPlan, restorePlan } from './fixes.ts';
import type { EtcdSettings } from './settings.ts';

let folder = '';
let settings: EtcdSettings;
let running: ChildProcess[] = [];

/** A release with etcdutl (3.5), where one is at hand: DIAG_REALK8S/etcd/usr/bin/etcd. The 3.6 form is not run. */
const newerPrograms = [join(process.env['DIAG_REALK8S'] ?? '/nonexistent', 'etcd/usr/bin/etcd')].filter(existsSync);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

async function start(program: string, dataDir: string): Promise<void> {
  const { endpoint, trustedCa, certificate, key, name, initialCluster, advertisePeerUrls } = settings;
  const words = [
    ...[
      `--name=${name}`,
      `--data-dir=${dataDir}`,
      `--listen-client-urls=${endpoint}`,
      `--advertise-client-urls=${endpoint}`,
    ],
    ...[`--listen-peer-urls=${advertisePeerUrls}`, `--initial-advertise-peer-urls=${advertisePeerUrls}`],
    ...[`--initial-cluster=${initialCluster}`, `--cert-file=${certificate}`, `--key-file=${key}`],
    ...[`--trusted-ca-file=${trustedCa}`, '--client-cert-auth=true', '--unsafe-no-fsync'],
  ].filter((word) => program !== 'etcd' || word !== '--unsafe-no-fsync');
  const child = spawn(program, words, { stdio: 'ignore' });
  running.push(child);
  for (let i = 0; i < 300; i++) {
    try {
      ctl('endpoint', 'health');
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`${program} did not come up`);
}

async function stop(): Promise<void> {
  for (const child of running) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill()) await ended;
  }
  running = [];
}

const ctl = (...words: string[]): string => {
  const { endpoint, trustedCa, certificate, key } = settings;
  const access = [`--endpoints=${endpoint}`, `--cacert=${trustedCa}`, `--cert=${certificate}`, `--key=${key}`];
  return execFileSync('etcdctl', [...access, ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, ETCDCTL_API: '3' },
  });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diag-etcd-'));
  const day = (days: number): string =>
    `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  makeAuthority(join(folder, 'ca'), 'etcd-ca', day(-1), day(100));
  makeCertificate(join(folder, 'server'), join(folder, 'ca'), {
    ...{ subject: '/CN=cp1', usage: 'serverAuth,clientAuth', san: 'IP:127.0.0.1', from: day(-1), until: day(50) },
  });
  const peer = `http://127.0.0.1:${await freePort()}`;
  settings = {
    ...{ endpoint: `https://127.0.0.1:${await freePort()}`, trustedCa: join(folder, 'ca.crt') },
    ...{ certificate: join(folder, 'server.crt'), key: join(folder, 'server.key'), name: 'cp1' },
    ...{ initialCluster: `cp1=${peer}`, advertisePeerUrls: peer, dataDir: join(folder, 'data') },
    manifest: '/etc/kubernetes/manifests/etcd.yaml',
  };
});

afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(plan: typeof backupPlan, path: string): string {
  const [fix] = bashFix({
    ...plan(settings, join(folder, 'backups')),
    functions: functionsOf(etcd),
    code: 'PATH204-etcd-no-backup',
  });
  const env = { ...process.env, PATH: path };
  return execFileSync('bash', ['-s', '--', '--apply'], {
    input: fix?.apply ?? '',
    encoding: 'utf8',
    env,
    stdio: 'pipe',
  });
}

/** Backs up, loses the data, restores, and reads what was there at the time of the backup. */
async function roundTrip(program: string, path: string): Promise<string> {
  await start(program, settings.dataDir);
  ctl('put', '/registry/pods/default/web', 'before');
  run(backupPlan, path);
  ctl('put', '/registry/pods/default/web', 'after');
  await stop();
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  const said = run(restorePlan, path);
  expect(said).toContain('order of steps');
  expect(existsSync(join(settings.dataDir, 'member'))).toBe(true);
  await start(program, `${settings.dataDir}-restored`);
  return ctl('get', '/registry/pods/default/web', '--print-value-only').trim();
}

describeWith(['etcd', 'etcdctl', 'root'], 'the backup and restore scripts', () => {
  test('bring back what an etcd of this system held', async () => {
    expect(await roundTrip('etcd', process.env['PATH'] ?? '')).toBe('before');
  });

  test.each(newerPrograms)('use etcdutl where it is there: %s', async (program) => {
    const bin = join(folder, 'bin');
    execFileSync('mkdir', [bin]);
    for (const name of ['etcdctl', 'etcdutl']) symlinkSync(join(dirname(program), name), join(bin, name));
    chmodSync(bin, 0o755);
    expect(await roundTrip(program, `${bin}:${process.env['PATH'] ?? ''}`)).toBe('before');
  });
});
