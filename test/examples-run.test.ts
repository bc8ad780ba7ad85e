import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandExamples, firstExamples } from '../src/cli/command-examples.ts';
import { registry } from '../src/modules/registry.ts';
import { buildCli } from './support/built-cli.ts';
import { makeHealthyHost } from './support/k8s-host/healthy-host.ts';
import { describeWith } from './support/system-part.ts';

const cli = buildCli();
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const run = promisify(execFile);

const ofModules = await Promise.all(registry.map(async (entry) => (await entry.load()).examples));
/** The command lines of the pages, which stand in blocks of `sh`. */
const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const ofPages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
  .filter((page) => page.endsWith('.md'))
  .toSorted()
  .flatMap((page) =>
    [...readFileSync(join(docs, page), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, lines = '']) =>
      lines
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('#')),
    ),
  );
const ofHelp = [...firstExamples, ...ofModules.flat(), ...Object.values(commandExamples).flat()];
const examples = [...new Set([...ofHelp.map(({ command }) => command), ...ofPages])];

/** What an example needs and this machine may not have: programs of Windows, another host, root, PowerShell. */
const programs: Readonly<Record<string, string>> = {
  diag: `exec ${process.execPath} ${cli} "$@"`,
  sudo: 'exec "$@"',
  ssh: 'shift; exec sh -c "$1"',
  wevtutil: `cat ${fixtures}iis-drift/incident-system.wevtutil.xml`,
  journalctl:
    'echo "Mar 10 14:30:00 node kubelet[1]: E0310 14:30:00 open /var/lib/kubelet/config.yaml: no such file or directory"',
  kubectl: [
    'case " $* " in',
    `*" json "*) cat ${fixtures}k8s-placement/cluster.json ;;`,
    '*--raw*) printf "[+]ping ok\\n[-]etcd failed: reason withheld\\nreadyz check failed\\n" ;;',
    '*" describe "*) printf "Name: web-1\\nNamespace: shop\\nEvents:\\n  Warning  BackOff  3m  kubelet  Back-off restarting failed container app in pod web-1\\n" ;;',
    '*) printf "NAMESPACE   NAME    READY   STATUS             RESTARTS   AGE\\nshop        web-1   0/1     ImagePullBackOff   0          5m\\n" ;;',
    'esac',
  ].join('\n'),
  'Out-String': 'exec cat',
  'Invoke-Expression': 'exec cat >/dev/null',
};

const logLine = '2026-03-02 08:00:00 ERROR 432 4.3.2 Concurrent connections limit exceeded\n';
/** What somebody has in the folder, by name. */
const texts: Readonly<Record<string, string>> = {
  'app.log': logLine,
  'mail.log': logLine,
  'mails.csv':
    'id,state,sent_at,error\n1,sent,2026-03-10 08:30:00,\n2,failed,2026-03-10 08:30:01,432 4.3.2 Concurrent connections limit exceeded\n',
  'error.txt': 'x509: certificate has expired or is not yet valid\n',
  'web.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { nodeSelector: { tier: web }, containers: [{ name: app, image: web }] }\n',
  'ping.txt': '$ ping -c 3 10.0.2.5\nFrom 10.0.1.1 icmp_seq=1 Destination Host Unreachable\n',
};
const kubeconfig = [
  'apiVersion: v1',
  'kind: Config',
  'current-context: a',
  'contexts: [{name: a, context: {cluster: a, user: a}}]',
  'clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]',
  'users: [{name: a, user: {}}]',
  '',
].join('\n');

/** As it stands, but for another host's address, a mounted disk and five minutes of waiting. */
const here = (line: string): string =>
  line.replace('10.0.0.5:6443', '127.0.0.1:1').replace('--root /host', '--root ./host').replace('5m', '1s');

describeWith(['bash', 'openssl'], 'examples of --help and of the pages', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'diag-examples-'));
    for (const [name, text] of Object.entries(programs)) {
      mkdirSync(join(folder, 'bin'), { recursive: true });
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(folder, 'bin', name), 0o755);
    }
    cpSync(`${fixtures}iis-drift/incident-system.wevtutil.xml`, join(folder, 'System.evtx'));
    for (const file of [
      'iis-drift/applicationHost.config',
      'iis-drift/workers.txt',
      'k8s-health/etcd-nospace.txt',
      'k8s-placement/cluster.json',
      'net-path/router.capture',
    ])
      cpSync(`${fixtures}${file}`, join(folder, basename(file)));
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    // Where fish looks; it makes the folder itself.
    mkdirSync(join(folder, '.config', 'fish', 'completions'), { recursive: true });
    mkdirSync(join(folder, '.kube'));
    writeFileSync(join(folder, '.kube', 'config'), kubeconfig);
    await makeHealthyHost(join(folder, 'host'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // In the order of the texts: some examples need the files of those before.
  test.each(examples)('%s', async (command) => {
    const env = {
      ...process.env,
      PATH: `${folder}/bin:${process.env['PATH']}`,
      HOME: folder,
      DIAG_ROOT: join(folder, 'host'),
    };
    const words = ['-o', 'pipefail', '-c', here(command)];
    const ended = run('bash', words, { cwd: folder, env, timeout: 170_000 });
    ended.child.stdin?.end();
    const { code, stderr } = await ended.then(
      (done) => ({ code: 0, stderr: done.stderr }),
      (failed: { code: number; stderr: string }) => failed,
    );
    // `diag` alone opens the menu at a terminal; here there is none. Of a monitoring plug-in 2 is CRITICAL.
    const usual = command === 'diag' ? [2] : [0, 1, 3];
    expect(command.includes('--format nagios') ? [...usual, 2] : usual).toContain(code);
    const complaints = stderr.split('\n').filter((line) => /^diag: (?!wrote )/.test(line));
    expect(complaints).toEqual([]);
  });
});
