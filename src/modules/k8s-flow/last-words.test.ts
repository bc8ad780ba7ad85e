import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';
import { lastWordsIn } from './last-words.ts';

const block = (command: string, ...lines: string[]) => ({ source: 'stdin', command, first: 10, lines });

test.each([
  ['kubectl logs web-1', 'web-1'],
  ['kubectl logs -n shop web-1 -c app --previous', 'web-1'],
  ['kubectl -n shop logs --previous --tail=20 pod/web-1', 'web-1'],
  ['kubectl logs -p -c app web-1', 'web-1'],
  ['kubectl logs deploy/web', undefined],
  ['kubectl get pods', undefined],
])('%s is about %s', (command, pod) => {
  expect(lastWordsIn(block(command, 'going down'))?.pod).toBe(pod);
});

test('what tells of trouble counts more than what stands last', () => {
  expect(lastWordsIn(block('kubectl logs web-1', 'KeyError: missing DB_URL', 'bye', '', 'root@cp1:~# '))).toMatchObject(
    {
      line: 10,
      text: 'KeyError: missing DB_URL',
    },
  );
  expect(lastWordsIn(block('kubectl logs web-1', 'one', 'two'))).toMatchObject({ line: 11, text: 'two' });
  expect(lastWordsIn(block('kubectl logs web-1', ''))).toBeUndefined();
});

test('a crash is proven by the log beside it, and by no other', async () => {
  const session = (of: string) => `$ kubectl get pods -n shop
NAME    READY   STATUS             RESTARTS   AGE
web-1   0/1     CrashLoopBackOff   12         1h
$ kubectl logs -n shop ${of} --previous
Environment variable DEPLOY_ENV is undefined
`;
  const evidenceOf = async (of: string) => {
    const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: session(of) });
    return JSON.parse(stdout).findings[0].evidence;
  };
  expect(await evidenceOf('web-1')).toContainEqual({
    source: 'stdin',
    line: 5,
    text: 'its log: Environment variable DEPLOY_ENV is undefined',
  });
  expect(JSON.stringify(await evidenceOf('api-1'))).not.toContain('DEPLOY_ENV');
});

test.each([
  ['kubectl logs web-1', undefined, undefined],
  ['kubectl -n shop logs web-1', 'shop', undefined],
  ['kubectl logs -nshop web-1 -capp', 'shop', 'app'],
  ['kubectl logs --namespace=shop --container=app web-1', 'shop', 'app'],
  ['kubectl logs web-1 app --namespace shop', 'shop', 'app'],
  ['kubectl logs web-1 --container app -p', undefined, 'app'],
  ['kubectl logs web-1 | tail -n 5', undefined, undefined],
])('%s is of namespace %s, container %s', (command, namespace, container) => {
  expect(lastWordsIn(block(command, 'going down'))).toMatchObject({ pod: 'web-1', namespace, container });
});

test.each(['Defaulted container "app" out of: app, proxy, init (init)', 'Defaulting container name to app.'])(
  'which container it is kubectl says itself: %s',
  (said) => {
    expect(lastWordsIn(block('kubectl logs web-1', said, 'bye'))).toMatchObject({
      container: 'app',
      text: 'bye',
      line: 11,
    });
    expect(lastWordsIn(block('kubectl logs web-1', said))).toBeUndefined();
  },
);

const crashing = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace, creationTimestamp: '2026-11-28T16:00:00Z' },
  spec: { nodeName: 'w1', containers: [{ name: 'app', image: 'app:1' }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        restartCount: 12,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      },
    ],
  },
});

/** Namespaces of the findings that cite the log, with what they call it. */
async function citing(command: string, ...namespaces: string[]): Promise<readonly string[]> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: namespaces.map(crashing) });
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json', '--no-redact'], {
    stdin: `${list}\n$ ${command}\nEnvironment variable DEPLOY_ENV is undefined\n`,
  });
  const { findings } = JSON.parse(stdout) as {
    findings: readonly { facts: { namespace: string }; evidence: readonly { text: string }[] }[];
  };
  return findings.flatMap(({ facts, evidence }) =>
    evidence.flatMap(({ text }) => (text.includes('DEPLOY_ENV') ? [`${facts.namespace}: ${text.split(':')[0]}`] : [])),
  );
}

test.each([
  ['kubectl logs -n shop web-0', ['shop', 'test'], ['shop: its log']],
  ['kubectl logs -n other web-0', ['shop'], []],
  ['kubectl logs web-0', ['shop', 'test'], []],
  ['kubectl logs web-0', ['shop'], ['shop: its log']],
  ['kubectl logs -n shop web-0 -c app', ['shop'], ['shop: its log']],
  ['kubectl logs -n shop web-0 -c proxy', ['shop'], ['shop: log of container proxy']],
] as const)('%s beside pods of %j is cited as %j', async (command, namespaces, cited) => {
  expect(await citing(command, ...namespaces)).toEqual(cited);
});

test('a try that failed and went well at the next is no last word', () => {
  const words = (...lines: string[]) => lastWordsIn(block('kubectl logs web-1', ...lines))?.text;
  expect(words('cannot reach db, retrying in 2s', 'connected to db', 'shutting down')).toBe('shutting down');
  expect(words('cannot reach db, retrying in 2s', 'not connected')).toBe('cannot reach db, retrying in 2s');
  expect(words('panic: no config', 'metrics: success')).toBe('panic: no config');
});
