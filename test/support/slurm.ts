import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemEnv } from './system-part.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A Slurm of one node on loopback with its own munge, as root; `env` is what its commands need. */
export async function startSlurm(): Promise<{ readonly env: NodeJS.ProcessEnv; stop(): Promise<void> }> {
  // Not below TMPDIR, which others may write: munge refuses such a place.
  const folder = mkdtempSync('/run/diag-slurm-');
  const node = hostname().split('.')[0] ?? '';
  const at = (name: string) => join(folder, name);
  for (const name of ['state', 'spool']) mkdirSync(at(name));
  writeFileSync(at('key'), randomBytes(128), { mode: 0o600 });
  execFileSync('chmod', ['755', folder]);
  writeFileSync(
    at('slurm.conf'),
    `ClusterName=test
SlurmctldHost=${node}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${at('munge')}
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SchedulerType=sched/builtin
SelectType=select/linear
SchedulerParameters=sched_interval=1
SlurmctldPort=${await freePort()}
SlurmdPort=${await freePort()}
SlurmctldPidFile=${at('ctld.pid')}
SlurmdPidFile=${at('d.pid')}
SlurmdSpoolDir=${at('spool')}
StateSaveLocation=${at('state')}
SlurmctldLogFile=${at('ctld.log')}
SlurmdLogFile=${at('d.log')}
NodeName=${node} NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN
PartitionName=all Nodes=${node} Default=YES State=UP
`,
  );
  const env = { ...systemEnv, SLURM_CONF: at('slurm.conf') };
  const run = (program: string, ...words: string[]) =>
    execFileSync(program, words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const stop = async () => {
    for (const name of ['d.pid', 'ctld.pid', 'munged.pid']) await end(at(name));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const files = {
      socket: 'munge',
      'key-file': 'key',
      'log-file': 'munged.log',
      'pid-file': 'munged.pid',
      'seed-file': 'seed',
    };
    run('munged', '--force', ...Object.entries(files).map(([name, file]) => `--${name}=${at(file)}`));
    run('slurmctld');
    run('slurmd');
    for (let i = 0; i < 100 && !/\bidle\b/.test(state(run)); i++) await sleep(200);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function state(run: (program: string, ...words: string[]) => string): string {
  try {
    return run('sinfo', '-h');
  } catch {
    return '';
  }
}

/** Ends the daemon of a file with its number, and waits until it is gone: it writes its state at the end. */
async function end(pidFile: string): Promise<void> {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    process.kill(pid);
    for (let i = 0; i < 50; i++) {
      await sleep(100);
      process.kill(pid, 0);
    }
  } catch {
    // It is gone, or never started.
  }
}
