import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateAction } from '@action-validator/core';
import { DaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { buildCli } from './support/built-cli.ts';
import { startSlurm } from './support/slurm.ts';
import { describeWith } from './support/system-part.ts';

const cli = buildCli();
const packaging = fileURLToPath(new URL('../packaging/', import.meta.url));
const root = fileURLToPath(new URL('../', import.meta.url));
const env = { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-packaging-'));
  for (const [name, text] of Object.entries({
    'node-1': broken,
    'node-2': broken,
    'node-3': broken.replace('   image', '    image'),
  })) {
    mkdirSync(join(folder, name, 'etc/kubernetes/manifests'), { recursive: true });
    writeFileSync(join(folder, name, 'etc/kubernetes/manifests/kube-apiserver.yaml'), text);
    writeFileSync(join(folder, name, 'etc/hostname'), `${name}\n`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A manifest whose container's second key is a column short. */
const broken =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\nspec:\n  containers:\n  - name: kube-apiserver\n   image: x\n';

describeWith(['ansible-playbook'], 'the Ansible role', () => {
  test('observes three hosts; the report says which share the fault; nothing stays', () => {
    const hosts = ['node-1', 'node-2', 'node-3'].map(
      (name) => `${name} ansible_connection=local diag_options='["--root", "${folder}/${name}"]'\n`,
    );
    writeFileSync(join(folder, 'hosts'), `[all]\n${hosts.join('')}`);
    const words = ['-i', join(folder, 'hosts'), join(packaging, 'ansible/diag.yml')];
    const vars = { diag_command: `${process.execPath} ${cli}`, diag_incidents: join(folder, 'incidents') };
    const run = spawnSync('ansible-playbook', [...words, '-e', JSON.stringify(vars)], {
      encoding: 'utf8',
      env: { ...env, ANSIBLE_LOCAL_TEMP: join(folder, 'tmp'), ANSIBLE_PYTHON_INTERPRETER: 'auto_silent' },
    });
    expect(run.status, run.stdout + run.stderr).toBe(0);
    const files = readdirSync(join(folder, 'incidents')).map((name) => join(folder, 'incidents', name));
    expect(files).toHaveLength(3);
    const { stdout } = spawnSync(process.execPath, [cli, 'replay', ...files, '--format', 'json'], {
      encoding: 'utf8',
      env,
    });
    const shared = JSON.parse(stdout).findings.find(({ code }: { code: string }) => code === 'PATH101');
    expect(shared.facts.hosts).toEqual(['node-1', 'node-2']);
  });
});

/** Four shards of a log, and the log, in a folder. */
function writeShards(): void {
  const log = readFileSync(join(root, 'fixtures/smtp-throttle/email_log.csv'), 'utf8').trimEnd().split('\n');
  const [head = '', ...rows] = log;
  for (let part = 0; part < 4; part++) {
    const own = rows.slice(Math.floor((part * rows.length) / 4), Math.floor(((part + 1) * rows.length) / 4));
    writeFileSync(join(folder, `shard-${part}.csv`), `${[head, ...own].join('\n')}\n`);
  }
  writeFileSync(join(folder, 'whole.csv'), `${log.join('\n')}\n`);
}

/** What the parts come to is what the whole comes to. */
function expectWhole(replayed: string): void {
  const words = ['smtp-throttle', '--tz', 'UTC', 'whole.csv', '--format', 'json'];
  const settings = { encoding: 'utf8', cwd: folder, env } as const;
  const whole = JSON.parse(spawnSync(process.execPath, [cli, ...words], settings).stdout);
  const parts = JSON.parse(replayed);
  const told = ({ findings }: { findings: { code: string; title: string }[] }) =>
    findings.map(({ code, title }) => [code, title]);
  expect(told(parts)).toEqual(told(whole));
  expect(parts.data).toEqual(whole.data);
}

describeWith(['parallel'], 'GNU parallel', () => {
  test('shards of a log come to what the whole comes to, exactly', () => {
    writeShards();
    const line = `parallel -k ${process.execPath} ${cli} observe smtp-throttle --tz UTC {} ::: shard-*.csv | ${process.execPath} ${cli} replay - --format json`;
    expectWhole(spawnSync('bash', ['-c', line], { encoding: 'utf8', cwd: folder, env }).stdout);
  });
});

describeWith(['slurmctld', 'munged', 'root'], 'a Slurm job array', () => {
  test('shards of a log come to what the whole comes to, exactly', { timeout: 120_000 }, async () => {
    writeShards();
    const slurm = await startSlurm();
    try {
      const words = ['--wait', '--array=0-3', '--output=/dev/null', join(packaging, 'slurm/observe-shards.sbatch')];
      const called = {
        ...slurm.env,
        ...env,
        SLURM_CONF: slurm.env['SLURM_CONF'],
        TZ: 'UTC',
        DIAG: `${process.execPath} ${cli}`,
      };
      const ran = spawnSync('sbatch', [...words, folder, join(folder, 'slurm')], {
        ...{ encoding: 'utf8', cwd: folder, timeout: 100_000 },
        env: { ...called, PATH: slurm.env['PATH'] },
      });
      expect(ran.status, ran.stdout + ran.stderr).toBe(0);
      const files = readdirSync(join(folder, 'slurm')).map((name) => join(folder, 'slurm', name));
      expect(files).toHaveLength(4);
      const replay = [cli, 'replay', ...files, '--tz', 'UTC', '--format', 'json'];
      expectWhole(spawnSync(process.execPath, replay, { encoding: 'utf8', env }).stdout);
    } finally {
      await slurm.stop();
    }
  });
});

describeWith(['systemd-analyze'], 'the systemd timer', () => {
  test('systemd takes both units', () => {
    // As a package puts them: the program is there.
    const units = join(folder, 'units');
    cpSync(join(packaging, 'systemd'), units, { recursive: true });
    const service = join(units, 'diag-metrics.service');
    writeFileSync(service, readFileSync(service, 'utf8').replace('/usr/bin/diag', '/bin/true'));
    const run = spawnSync('systemd-analyze', ['verify', '--man=no', service, join(units, 'diag-metrics.timer')], {
      encoding: 'utf8',
    });
    expect(run.stderr.split('\n').filter((line) => line.includes('diag-metrics'))).toEqual([]);
  });
});

test("the timer's command line is one of diag's, and writes metrics", () => {
  const [, line = ''] =
    /^ExecStart=\/usr\/bin\/diag (.*)$/m.exec(readFileSync(join(packaging, 'systemd/diag-metrics.service'), 'utf8')) ??
    [];
  const words = line
    .replace('/var/lib/prometheus/node-exporter', folder)
    .replace('k8s-health --quiet', `k8s-health ${root}fixtures/k8s-health/etcd-stop.txt --quiet`);
  const { status } = spawnSync(process.execPath, [cli, ...words.split(' ')], { env });
  expect(status).toBe(1);
  expect(readFileSync(join(folder, 'diag-k8s-health.prom'), 'utf8')).toMatch(/^diag_finding\{.*code="K8S101"/m);
});

test('the action fails on a broken manifest, passes a whole one, and leaves a SARIF report', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  expect(action.runs.using).toBe('composite');
  const [step] = action.runs.steps;
  const run = (host: string) => {
    const files = {
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      RUNNER_TEMP: folder,
    };
    rmSync(join(folder, 'diag.sarif'), { force: true });
    const given = { ROOT: join(folder, host), FAIL_ON: action.inputs['fail-on'].default, PROGRAM: cli, HERE: root };
    expect(Object.keys(step.env)).toEqual(Object.keys(given));
    // As the runner calls it: bash --noprofile --norc -eo pipefail.
    const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      env: { ...env, ...files, ...given },
    });
    return { status, sarif: readFileSync(join(folder, 'diag.sarif'), 'utf8') };
  };
  const failing = run('node-1');
  expect(failing.status).toBe(1);
  expect(failing.sarif).toContain('PATH101');
  expect(run('node-3').sarif).not.toContain('PATH101');
  expect(readFileSync(join(folder, 'output'), 'utf8')).toContain(`sarif=${folder}/diag.sarif`);
});

test('the pre-commit hook runs what it says, and matches the files of a node', () => {
  const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  expect(
    ['node-1/etc/kubernetes/manifests/a.yaml', 'etc/cni/net.d/10.conf'].every((path) =>
      new RegExp(hook.files).test(path),
    ),
  ).toBe(true);
  const [, ...words] = `${hook.entry} ${hook.args.join(' ')}`.split(' ');
  expect(spawnSync(process.execPath, [cli, ...words], { cwd: join(folder, 'node-1'), env }).status).toBe(1);
});

test("the action is one by GitHub's own schema", () => {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  expect(validateAction(text)).toMatchObject({ actionType: 'action', errors: [] });
  const bad = validateAction(text.replace('using: composite', 'using: nonsense'));
  expect(JSON.stringify(bad.errors)).toContain('/runs/using');
});

const documents = readdirSync(join(packaging, 'kubernetes')).flatMap((name) =>
  parseAllDocuments(readFileSync(join(packaging, 'kubernetes', name), 'utf8')).map((one) => one.toJS()),
);
const kinds = { DaemonSet, Job, Namespace };

test.each(documents.map((one) => [one.kind as keyof typeof kinds, one] as const))(
  "%s is one by Kubernetes' own schema",
  (kind, document) => {
    const judge = (one: object) => new kinds[kind](one).validate();
    expect(() => judge(document)).not.toThrow();
    expect(() => judge({ ...document, metadata: { ...document.metadata, labels: 5 } })).toThrow();
  },
);

test('Kubernetes manifests call diag as it can be called', () => {
  const pods = documents.map(({ spec }) => spec?.template?.spec).filter((spec) => spec !== undefined);
  expect(pods).toHaveLength(2);
  for (const { containers, initContainers = [], volumes } of pods) {
    const [observe] = [...initContainers, ...containers].filter(({ name }) => name === 'observe');
    for (const { name } of observe.volumeMounts)
      expect(volumes.map((one: { name: string }) => one.name)).toContain(name);
    const words = observe.command
      .slice(1)
      .map((word: string) =>
        word
          .replace('/host', join(folder, 'node-1'))
          .replace('/shards/shard-$(JOB_COMPLETION_INDEX).log', `${root}fixtures/smtp-throttle/email_log.csv`),
      );
    const { stdout, status } = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', env });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).incident).toBe('1.0');
  }
});
