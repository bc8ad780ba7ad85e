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

test('what is told elsewhere takes what follows from it along', async () => {
  const pull = `  Warning  Failed   16s (x2 over 90s)  kubelet  Failed to pull image "shop/api:1": rpc error: code = Unknown desc = Error reading manifest 1 in docker.io/shop/api: toomanyrequests: You have reached your pull rate limit.
  Warning  Failed   16s (x2 over 90s)  kubelet  Error: ErrImagePull
`;
  expect(await codesOf(['triage', '-'], pull)).toEqual(['FLOW183']);
});

test('what says more of a line stays, and a guess at it goes', async () => {
  const sandbox =
    '  Warning  FailedCreatePodSandBox  6m40s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0b8b": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container\n';
  expect(await codesOf(['triage', '-'], sandbox)).toEqual(['PATH216']);
  const unknown = sandbox.replace(/plugin type.*/, 'something new');
  expect(await codesOf(['triage', '-'], unknown)).toEqual(['FLOW171']);
});

test('a pod that fits no node is told once, by what says why not', async () => {
  const refused =
    '  Warning  FailedScheduling  2m  default-scheduler  0/3 nodes are available: 3 node(s) had volume node affinity conflict.\n';
  expect(await codesOf(['triage', '-'], refused)).toEqual(['PLACE121']);
});

test('a described pod that crashes is told once', async () => {
  const page = `Name:         shop-6c4d-k2x7p
Namespace:    shop
Node:         w2/192.0.2.12
Status:       Running
Containers:
  shop:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    3
    Ready:          False
    Restart Count:  9
Conditions:
  Type              Status
  Ready             False
Events:
  Type     Reason     Age                   From     Message
  ----     ------     ----                  ----     -------
  Warning  BackOff    61s (x40 over 9m)     kubelet  Back-off restarting failed container shop in pod shop-6c4d-k2x7p_shop(1f2e)
`;
  expect(await codesOf(['triage', '-'], page)).toEqual(['FLOW202']);
});

test('a registry that refuses a login is no mail server', async () => {
  const pull =
    'Failed to pull image "api": rpc error: code = Unknown desc = Error reading manifest latest in docker.io/library/api: errors: denied: requested access to the resource is denied unauthorized: authentication required\n';
  expect(await codesOf(['triage', '-'], pull)).toEqual(['PATH216']);
});

test('of two that only say that no answer came, one is told', async () => {
  const silence =
    '$ kubectl exec -it api-0 -- curl -m 5 http://10.96.77.9:8080/healthz\ncurl: (28) Connection timed out after 5001 milliseconds\n';
  expect(await codesOf(['triage', '-'], silence)).toHaveLength(1);
});

const session = `$ kubectl -n kube-system get pods
NAME                       READY   STATUS             RESTARTS   AGE
coredns-5d78c9869d-7xk2p   0/1     CrashLoopBackOff   34         3h
$ kubectl -n kube-system logs coredns-5d78c9869d-7xk2p
[FATAL] plugin/loop: Loop (127.0.0.1:43241 -> :53) detected for zone "."
`;

test('a line that one module explains is no doubt of another, and is counted once', async () => {
  const unread = /lines were not recognized/;
  expect((await runCli(['triage', '-'], { stdin: session })).stdout).toMatch(
    /Read {4}stdin \(.*\): 5 lines, all understood/,
  );
  expect((await runCli(['k8s-flow', '-', '--verbose'], { stdin: session })).stdout).toMatch(unread);
  const { stdout } = await runCli(['triage', '-', '--verbose'], { stdin: session });
  expect(stdout).not.toMatch(unread);
  const strange = await runCli(['triage', '-', '--verbose'], {
    stdin: `${session}E0302 10:00:00.1 7 x.go:1] nobody knows this error\n`,
  });
  expect(strange.stdout).toMatch(unread);
});

test('what an object says of itself is told once', async () => {
  const { stdout } = await runCli(['triage', 'fixtures/k8s-placement/cluster.json', '--format', 'json']);
  expect(JSON.parse(stdout).findings.map(({ code }: { code: string }) => code)).toEqual(['PLACE104']);
});

test('what one module read to its end is not unread because another could not use it', async () => {
  const { exitCode, stdout } = await runCli(['triage', 'fixtures/k8s-health/healthy.txt']);
  expect({ exitCode, first: stdout.split('\n', 1)[0] }).toEqual({
    exitCode: 0,
    first: '√ Nothing is down: 10 of 10 endpoints are well.',
  });
});

test('a state of a node goes where another module says why it is so, and the same message is told once', async () => {
  const pleg = `Name:               w1
Roles:              worker
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message
  ----             ------  -----------------                 ------------------                ------                       -------
  Ready            False   Mon, 02 Mar 2026 13:54:18 +0000   Sun, 01 Mar 2026 21:39:37 +0000   KubeletNotReady              PLEG is not healthy: pleg was last seen active 16h17m50.79s ago; threshold is 3m0s
`;
  expect(await codesOf(['triage', '-'], pleg)).toEqual(['PATH216']);
  const sandbox = (age: string, id: string) =>
    `  Warning  FailedCreatePodSandBox  ${age}  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="calico" failed (add): Unauthorized\n`;
  expect(await codesOf(['triage', '-'], sandbox('5m57s', '20d3') + sandbox('5m42s', 'e833'))).toEqual(['PATH216']);
});
