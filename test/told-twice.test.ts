import { expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const events = `LAST SEEN   TYPE      REASON         OBJECT                 MESSAGE
2m          Warning   FailedCreate   replicaset/shop-6c4d   Error creating: pods "shop-6c4d-" is forbidden: exceeded quota: team, requested: pods=1, used: pods=20, limited: pods=20
4m          Warning   FailedMount    pod/ledger-0           MountVolume.SetUp failed for volume "conf" : configmap "ledger-conf" not found
`;

const codesOf = async (words: readonly string[], stdin: string): Promise<string[]> => {
  const { stdout } = await runCli([...words, '--format', 'json'], { stdin });
  return JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);
};

test('what two modules read in a line is told by the one that has a cause for it', async () => {
  expect(await codesOf(['triage', '-'], events)).toEqual(['FLOW120', 'FLOW160']);
  expect(await codesOf(['k8s-paths', '-'], events)).toEqual(['PATH216', 'PATH216']);
});

test('what only one reads is told beside it', async () => {
  const unit = 'Active: inactive (dead)\n';
  const both = await codesOf(['triage', '-'], `$ systemctl status kubelet\n${unit}$ kubectl get events\n${events}`);
  expect(both.filter((code) => code === 'PATH216')).toHaveLength(1);
});
