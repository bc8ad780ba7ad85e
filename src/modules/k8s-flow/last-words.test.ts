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
