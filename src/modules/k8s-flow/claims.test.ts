import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const heading = 'LAST SEEN   TYPE      REASON               OBJECT                         MESSAGE';
const said = (claim: string) =>
  `9s          Warning   ProvisioningFailed   persistentvolumeclaim/${claim}   storageclass.storage.k8s.io "fast" not found`;
const waits = (why: string) =>
  `9s          Warning   FailedScheduling     pod/db-0                       0/1 nodes are available: 1 ${why}.`;

async function told(...lines: string[]): Promise<unknown> {
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: [heading, ...lines, ''].join('\n') });
  const { findings } = JSON.parse(stdout) as { findings: { name: string; consequenceOf?: string }[] };
  return findings.map(({ name, consequenceOf }) => [name, consequenceOf]);
}

test('a pod that waits for its claim follows from what keeps the claim unbound', async () => {
  expect(await told(waits('pod has unbound immediate PersistentVolumeClaims'), said('data-db-0'))).toEqual([
    ['claim-not-bound', undefined],
    ['unschedulable', 'claim-not-bound'],
  ]);
});

test('one that waits for something else does not', async () => {
  expect(await told(waits('Insufficient cpu'), said('data-db-0'))).toEqual([
    ['unschedulable', undefined],
    ['claim-not-bound', undefined],
  ]);
});
