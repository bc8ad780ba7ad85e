import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

type Json = Record<string, unknown>;

const meta = (name: string): Json => ({ name, namespace: 'shop', uid: name });
const refused: Json = {
  ...{ apiVersion: 'v1', kind: 'Event', metadata: meta('once.1'), type: 'Warning', reason: 'FailedCreate' },
  involvedObject: { kind: 'Job', name: 'once', namespace: 'shop', uid: 'uid-once' },
  message:
    'Error creating: pods "once-9gkg6" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0',
  lastTimestamp: '2026-11-28T16:00:00Z',
};
const kind = (name: string, more: Json = {}): Json => ({
  apiVersion: 'v1',
  kind: name,
  metadata: meta('default'),
  ...more,
});
const job: Json = { apiVersion: 'batch/v1', kind: 'Job', metadata: meta('other'), status: { succeeded: 1 } };

async function told(...items: Json[]): Promise<readonly string[]> {
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [refused, ...items] });
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin });
  return (JSON.parse(stdout) as { findings: { name: string }[] }).findings.map(({ name }) => name);
}

test('events of an object that was deleted are over', async () => {
  expect(await told(job)).toEqual([]);
  // No Job is left, but this dump would hold one.
  expect(await told(kind('Namespace'), kind('ServiceAccount'))).toEqual([]);
});

test('where nothing shows that Jobs were asked for, the event is all there is', async () => {
  expect(await told()).toEqual(['quota-exceeded']);
  expect(await told(kind('Namespace'))).toEqual(['quota-exceeded']);
});
