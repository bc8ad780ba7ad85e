import { describe, expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';

interface Report {
  readonly findings: readonly {
    readonly name: string;
    readonly severity: string;
    readonly confidence: string;
    readonly evidence: readonly object[];
  }[];
  readonly inputs: readonly { readonly lines: number; readonly understood: number }[];
  readonly checks: readonly { readonly id: string; readonly status: string }[];
  readonly exitCode: number;
}

async function paste(text: string): Promise<Report & { error?: { message: string } }> {
  const { stdout } = await runCli(['k8s-health', '-', '--format', 'json'], { stdin: text });
  return JSON.parse(stdout);
}

const names = ({ findings }: Report) => findings.map(({ name }) => name);

const failing = '[+]ping ok\n[+]log ok\n[-]etcd failed: reason withheld\n[+]poststarthook/x ok\nreadyz check failed\n';
const starting =
  '[+]ping ok\n[+]etcd ok\n[-]poststarthook/rbac/bootstrap-roles failed: not finished\nhealthz check failed\n';

describe('a pasted answer is judged like a probed one', () => {
  test.each([
    ['as curl prints it', `$ curl -k https://10.0.0.5:6443/readyz?verbose\n${failing}`],
    ['from a shell in a container', `~ $ curl -k https://10.0.0.5:6443/readyz?verbose\n${failing}/ # exit\n`],
    ['quoted in a mail', failing.replace(/^/gm, '> ')],
    ['out of a journal', failing.replace(/^/gm, 'Nov 22 14:46:20 cp-1 kube-apiserver[1146]: ')],
    ['behind klog', `I1122 14:46:20.339795    1146 healthz.go:261] etcd check failed: readyz\n${failing}`],
    ['with a failing line in bold', failing.replace(/^(\[-\].*)$/m, '**$1**')],
    ['with CRLF', failing.replaceAll('\n', '\r\n')],
  ])('%s', async (_, text) => {
    expect(names(await paste(text))).toEqual(['apiserver-etcd-unreachable']);
  });

  test('one that only has not started yet is no outage', async () => {
    const report = await paste(starting);
    expect(names(report)).toEqual(['apiserver-starting']);
    expect(report.exitCode).toBe(0);
  });

  test('one that left etcd out leaves etcd unchecked', async () => {
    const report = await paste('[+]ping ok\n[+]etcd excluded: ok\n[+]poststarthook/x ok\nreadyz check passed\n');
    expect(report.findings).toEqual([]);
    expect(report.checks).toContainEqual(expect.objectContaining({ id: 'excluded-etcd', status: 'unchecked' }));
    expect(report.exitCode).toBe(3);
  });

  test('etcd with its alarm', async () => {
    expect(names(await paste('{"health":"false","reason":"ALARM NOSPACE"}'))).toEqual(['etcd-nospace']);
  });

  test('the version of the apiserver says that it answers', async () => {
    const report = await paste('{\n  "major": "1",\n  "gitVersion": "v1.30.2"\n}\n');
    expect(report.findings).toEqual([]);
  });
});

describe('what etcdctl and kubectl print is read like answers', () => {
  const table = (...rows: string[]) => `+---+\n| ENDPOINT | HEALTH | TOOK | ERROR |\n${rows.join('\n')}\n+---+\n`;

  test.each([
    [
      'a member that is down',
      '192.0.2.7:2379 is unhealthy: failed to connect: dial tcp 192.0.2.7:2379: connect: connection refused\n',
      ['etcd-down'],
    ],
    [
      'a member without space',
      table('| https://192.0.2.7:2379 | false | 12ms | Active Alarm(s): NOSPACE |'),
      ['etcd-nospace'],
    ],
    [
      'members that are well',
      table('| 192.0.2.7:2379 | true | 12ms | |', '| 192.0.2.8:2379 |   true | 9ms |       |'),
      [],
    ],
    ['a member that wants a user', table('| 192.0.2.7:2379 | false | 12ms | etcdserver: user name is empty |'), []],
    [
      'a component status',
      'NAME STATUS MESSAGE ERROR\netcd-1   Unhealthy   Get https://192.0.2.7:2379/health: dial tcp 192.0.2.7:2379: connect: connection refused\netcd-0   Healthy   {"health":"true"}\n',
      ['etcd-down'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(names(await paste(text))).toEqual(expected);
  });

  test('a scheduler that is asked where it does not listen is left unchecked', async () => {
    const text =
      'scheduler            Unhealthy   Get "http://127.0.0.1:10251/healthz": dial tcp 127.0.0.1:10251: connect: connection refused\netcd-0   Healthy   {"health":"true"}\n';
    const report = await paste(text);
    expect(report.findings).toEqual([]);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'componentstatus-scheduler', status: 'unchecked' }),
    );
  });

  test('a member that was only not reached is no outage', async () => {
    const report = await paste('192.0.2.7:2379 is unhealthy: failed to commit proposal: context deadline exceeded\n');
    expect(report.findings).toEqual([]);
    expect(report.exitCode).toBe(3);
  });
});

describe('a session with curl', () => {
  const ask = (url: string) => `root@cp-1:~# curl -sk ${url}\n`;
  const status = JSON.stringify({ kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403 }, undefined, 2);

  test.each([
    [
      'answers of their own lines',
      `${ask('https://127.0.0.1:6443/readyz')}ok\n${ask('http://127.0.0.1:10248/healthz')}ok\n`,
    ],
    [
      'answers before the next prompt',
      `${ask('https://127.0.0.1:6443/livez')}ok${ask('http://127.0.0.1:2381/health')}{"health":"true"}root@cp-1:~# \n`,
    ],
    [
      'with its progress and headers',
      `${ask('https://10.0.0.5:6443/healthz')}< HTTP/2 200\n< content-length: 2\n\nok\n`,
    ],
  ])('%s: all is well, and all is understood', async (_, text) => {
    const report = await paste(text);
    expect(report).toMatchObject({ findings: [], exitCode: 0 });
    expect(report.inputs[0]?.understood).toBe(report.inputs[0]?.lines);
  });

  test('a refusal on loopback is likely what it looks like, and is cited by its line', async () => {
    const refused = 'curl: (7) Failed to connect to localhost port 6443 after 0 ms: Connection refused';
    const { findings } = await paste(`${ask('https://localhost:6443/livez?verbose')}${refused}\n`);
    expect(findings).toMatchObject([
      { name: 'apiserver-down', confidence: 'likely', evidence: [{ source: 'stdin', line: 2, text: refused }] },
    ]);
  });

  test('who may not read the health hears that it is alive', async () => {
    const report = await paste(`${ask('https://127.0.0.1:6443/readyz')}${status}\n`);
    expect(report).toMatchObject({ findings: [], exitCode: 3 });
    expect(report.checks).toContainEqual(expect.objectContaining({ id: 'apiserver-health', status: 'unchecked' }));
  });

  test('an answer of some web server is none of Kubernetes', async () => {
    expect((await paste(`${ask('http://shop:8080/healthz')}ok\n`)).error?.message).toContain('no health answers');
    expect((await paste(`${ask('https://shop:8443/healthz')}ok\n`)).error?.message).toContain('no health answers');
  });

  test('a question without an answer is a gap', async () => {
    const report = await paste(`${ask('https://10.0.0.5:6443/readyz')}${ask('https://10.0.0.6:6443/readyz')}ok\n`);
    expect(report).toMatchObject({ findings: [], exitCode: 3 });
    expect(report.checks).toContainEqual(expect.objectContaining({ id: 'unanswered', status: 'unchecked' }));
  });

  test('what was mended in between counts as it answers last, and no answer is passed over without that', async () => {
    const failed = `${ask('https://10.0.0.5:6443/readyz?verbose')}${failing}`;
    const passed = `${ask('https://10.0.0.5:6443/readyz?verbose')}ok\n`;
    expect(names(await paste(`${failed}root@cp-1:~# systemctl restart etcd\n${passed}`))).toEqual([]);
    expect(names(await paste(`${failed}${passed}`))).toEqual(['apiserver-etcd-unreachable']);
    expect(names(await paste(`${passed}root@cp-1:~# systemctl restart etcd\n${failed}`))).toEqual([
      'apiserver-etcd-unreachable',
    ]);
  });

  test('what came back and is no answer stays unread', async () => {
    const strange = await paste(
      `${ask('https://127.0.0.1:6443/readyz')}ok\n${ask('https://127.0.0.1:10257/healthz')}<html>login</html>\n`,
    );
    expect(strange.exitCode).toBe(3);
    expect(strange.inputs[0]).toMatchObject({ lines: 4, understood: 3 });
  });
});

test('a table of etcdctl is cited by its row, not by an answer that nobody saw', async () => {
  const head =
    '| ENDPOINT | ID | VERSION | DB SIZE | IS LEADER | IS LEARNER | RAFT TERM | RAFT INDEX | RAFT APPLIED INDEX | ERRORS |';
  const row =
    '| https://192.0.2.1:2379 | 77aa0b1c2d3e4f50 | 3.5.9 | 2.1 GB | true | false | 6 | 419 | 419 | memberID:1 alarm:NOSPACE |';
  const { findings } = await paste(`$ etcdctl endpoint status -w table\n${head}\n${row}\n`);
  expect(findings).toMatchObject([{ name: 'etcd-nospace', evidence: [{ line: 3, text: row }] }]);
});

describe('no answer of Kubernetes', () => {
  test.each([
    ['prose', 'the cluster is down\n'],
    ["a controller's own health check", '[+]ping ok\n[-]informers failed: reason withheld\nhealthz check failed\n'],
  ])('%s is refused in one line', async (_, text) => {
    expect((await paste(text)).error?.message).toContain('no health answers of Kubernetes');
  });
});

test('where an answer was asked is not made up', async () => {
  const { stdout } = await runCli(['k8s-health', '-'], { stdin: '{"health":"true","reason":""}\n' });
  expect(stdout).toMatch(/Seen +an answer of etcd; where it was asked is not said/);
  expect(stdout).not.toContain('2381');
});
