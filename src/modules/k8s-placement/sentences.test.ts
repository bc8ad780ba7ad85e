import { describe, expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

interface Report {
  readonly exitCode: number;
  readonly findings: readonly {
    readonly name: string;
    readonly confidence: string;
    readonly title: string;
    readonly evidence: readonly { readonly line?: number }[];
  }[];
}

async function reportOf(text: string, ...words: string[]): Promise<Report> {
  const { stdout } = await runCli(['k8s-placement', '-', '--json', ...words], { stdin: `${text}\n` });
  return JSON.parse(stdout) as Report;
}

const memory = '0/3 nodes are available: 3 Insufficient memory.';

describe("a scheduler's sentences in texts", () => {
  test('each is told of its pod, equal ones once, with all their lines', async () => {
    const { findings } = await reportOf(`LAST SEEN   TYPE      REASON             OBJECT                    MESSAGE
5m          Warning   FailedScheduling   pod/api-5d9c8b6f4-k2x7p   ${memory}
4m          Warning   FailedScheduling   pod/api-5d9c8b6f4-zz9ww   ${memory}
3m          Warning   FailedScheduling   pod/db-0                  0/3 nodes are available: 3 Too many pods.`);
    expect(findings.map(({ title }) => title)).toEqual([
      'db-0 fits no node: 3 nodes are full (as many pods as their kubelets allow).',
      'No node of 3 fits api-5d9c8b6f4-k2x7p and 1 more: requests do not fit.',
    ]);
    expect(findings.map(({ evidence }) => evidence.map(({ line }) => line))).toEqual([[4], [2, 3]]);
  });

  test('one that was overcome is none: by an event, by a table behind another prompt, by its own page', async () => {
    const refused = `5m   Warning   FailedScheduling   pod/api-1   ${memory}`;
    const later = '2m   Normal    Scheduled          pod/api-1   Successfully assigned shop/api-1 to w1';
    expect((await reportOf(`${refused}\n${later}`)).findings).toEqual([]);
    const table = 'NAME    READY   STATUS    RESTARTS   AGE\napi-1   1/1     Running   0          6m';
    expect((await reportOf(`$ kubectl get events\n${refused}\n$ kubectl get pods\n${table}`)).findings).toEqual([]);
    const page = `Name:         api-1
Namespace:    shop
Node:         w1/192.0.2.7
Status:       Running
Events:
  Type     Reason            Age   From               Message
  ----     ------            ----  ----               -------
  Warning  FailedScheduling  5m    default-scheduler  ${memory}`;
    expect((await reportOf(page)).findings).toEqual([]);
  });

  test('refused again after it had a node: the newer word counts', async () => {
    const text = `9m   Normal    Scheduled          pod/db-0   Successfully assigned shop/db-0 to w1
2m   Warning   FailedScheduling   pod/db-0   ${memory}`;
    expect((await reportOf(text)).findings).toHaveLength(1);
  });

  test('of a page without the name of its pod the last word counts', async () => {
    const row = (age: string, text: string) => `  Warning  FailedScheduling  ${age}  default-scheduler  ${text}\n`;
    const unbound = '0/4 nodes are available: 4 pod has unbound immediate PersistentVolumeClaims.';
    const { findings } = await reportOf(row('9m', unbound) + row('9m', unbound) + row('2m (x5 over 8m)', memory));
    expect(findings.map(({ evidence }) => evidence.map(({ line }) => line))).toEqual([[3]]);
  });

  test('of reasons that keep equally many nodes away none is the cause', async () => {
    const { findings } = await reportOf(
      "0/6 nodes are available: 1 Insufficient memory, 1 node(s) had volume node affinity conflict, 2 node(s) didn't match pod topology spread constraints, 2 node(s) had untolerated taint {team: ml}.",
    );
    expect(findings.map(({ name }) => name)).toEqual(['not-schedulable']);
  });

  test('only those that are asked for', async () => {
    const text = `5m   Warning   FailedScheduling   pod/api-5d9c8b6f4-k2x7p   ${memory}
3m   Warning   FailedScheduling   pod/db-0   0/3 nodes are available: 3 Too many pods.`;
    const { findings } = await reportOf(text, '--for', 'deploy/api');
    expect(findings.map(({ title }) => title)).toEqual(['No node of 3 fits api-5d9c8b6f4-k2x7p: requests do not fit.']);
  });

  const preempted = 'no new claims to deallocate, preemption: 0/3 nodes are available:';
  test.each([
    ["1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector.", 'selector-mismatch'],
    [
      "1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 2 node(s) were unschedulable.",
      'cordoned',
    ],
    ['3 node(s) had untolerated taint {team: ml}.', 'taint-not-tolerated'],
    ['3 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.', 'condition-taint'],
    ['3 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.', 'control-plane-only'],
    // Which taint, a text since 1.35 does not say.
    ['3 node(s) had untolerated taint(s).', 'not-schedulable'],
    [`3 Insufficient cpu. ${preempted} 3 No preemption victims found for incoming pod.`, 'insufficient-now'],
    [`3 Insufficient cpu. ${preempted} 3 Preemption is not helpful for scheduling.`, 'insufficient-ever'],
    // Before 1.34 it was "no victims" whether or not waiting helps.
    [
      '3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
      'not-schedulable',
    ],
    ['1 Insufficient cpu, 3 Insufficient memory.', 'not-schedulable'],
    [
      "3 node(s) didn't match pod affinity/anti-affinity, 3 node(s) didn't match pod affinity rules.",
      'affinity-no-target',
    ],
    ["3 node(s) didn't match pod anti-affinity rules.", 'not-schedulable'],
    ["3 node(s) didn't satisfy existing pods anti-affinity rules.", 'anti-affinity-existing'],
    ["3 node(s) didn't have free ports for the requested pod ports.", 'host-port-taken'],
    ['3 persistentvolumeclaim "data" not found.', 'claim-missing'],
    ['pod has unbound immediate PersistentVolumeClaims.', 'claim-unbound'],
    ['3 node(s) had volume node affinity conflict.', 'volume-elsewhere'],
    ["3 node(s) didn't find available persistent volumes to bind.", 'not-schedulable'],
    ["3 node(s) didn't match pod topology spread constraints.", 'spread-skew'],
    ['2 node(s) were made of glass, 1 node(s) were unschedulable.', 'not-schedulable'],
  ])('%s: %s, and no surer than likely', async (reasons, name) => {
    const { findings } = await reportOf(`0/3 nodes are available: ${reasons}`);
    expect(findings.map((one) => [one.name, one.confidence])).toEqual([[name, 'likely']]);
  });

  test('a page of a node says which taint it is', async () => {
    const node = `Name:               w-1
Roles:              <none>
Taints:             node.kubernetes.io/not-ready:NoSchedule
Unschedulable:      false
Conditions:
  Type   Status  LastHeartbeatTime                 LastTransitionTime                Reason           Message
  Ready  False   Sat, 28 Nov 2026 10:00:00 +0000   Sat, 28 Nov 2026 09:00:00 +0000   KubeletNotReady  container runtime is down`;
    const { findings } = await reportOf(
      `$ kubectl describe node w-1\n${node}\n$ kubectl get events\n2m   Warning   FailedScheduling   pod/db-0   0/1 nodes are available: 1 node(s) had untolerated taint(s).`,
    );
    expect(findings.map(({ title }) => title)).toEqual(['db-0 fits no node: w-1 is not ready.']);
  });

  test('the one claim that its page lists is the one that is not bound', async () => {
    const page = `Name:         db-0
Namespace:    shop
Node:         <none>
Status:       Pending
Containers:
  app:
    Image:  shop/db:1
Volumes:
  data:
    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:  db-data
    ReadOnly:   false
Events:
  Type     Reason            Age  From               Message
  ----     ------            ---- ----               -------
  Warning  FailedScheduling  16s  default-scheduler  0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.`;
    const { findings } = await reportOf(page);
    expect(findings.map(({ title }) => title)).toEqual(['shop/db-0 cannot be placed: claim db-data is not bound.']);
  });

  test('of a pod that its page shows as waiting an old word still holds', async () => {
    const page = `Name:         db-0
Namespace:    shop
Node:         <none>
Status:       Pending
Containers:
  app:
    Image:  shop/db:1
Conditions:
  Type           Status
  PodScheduled   False
Events:
  Type     Reason            Age                   From               Message
  ----     ------            ----                  ----               -------
  Warning  FailedScheduling  16m (x70 over 5h43m)  default-scheduler  ${memory}`;
    const { findings } = await reportOf(page);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['likely']);
  });

  test('what the scheduler would have said again since is only possible', async () => {
    const { findings } = await reportOf(`40m   Warning   FailedScheduling   pod/db-0   ${memory}`);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['possible']);
  });

  test('a pod without a name that was placed after it was refused waits for nothing', async () => {
    const page = (placed: string) =>
      `Events:\n  Type     Reason            Age   From               Message\n  ----     ------            ----  ----               -------\n  Warning  FailedScheduling  86s   default-scheduler  ${memory}\n${placed}`;
    const scheduled = '  Normal   Scheduled         80s   default-scheduler  Successfully assigned shop/db-0 to w-1\n';
    expect((await reportOf(page(scheduled))).findings).toEqual([]);
    expect((await reportOf(page(''))).findings).toHaveLength(1);
    expect((await reportOf(`${page('')}Name: db-1\nEvents:\n${scheduled}`)).findings).toHaveLength(1);
  });

  test.each([
    [
      'a reason of another version',
      '5 cannot allocate all claims. still not schedulable, preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
      'No node of 5 fits: cannot allocate all claims.',
    ],
    [
      'nodes at their limit beside a volume elsewhere',
      '2 node(s) exceed max volume count, 3 node(s) had volume node affinity conflict.',
      'No node of 5 fits: 2 node(s) exceed max volume count, 3 node(s) had volume node affinity conflict.',
    ],
  ])('no node fits, whatever the reason: %s', async (_, reasons, title) => {
    const { findings } = await reportOf(`0/5 nodes are available: ${reasons}`);
    expect(findings.map((one) => one.title)).toEqual([title]);
  });

  test('a taint that an agent puts is not for tolerating', async () => {
    const { stdout } = await runCli(['k8s-placement', '-', '--json'], {
      stdin: '0/1 nodes are available: 1 node(s) had untolerated taint {node.cilium.io/agent-not-ready: }.\n',
    });
    const [{ next = [] } = {}] = (JSON.parse(stdout) as { findings: readonly { next: readonly string[] }[] }).findings;
    expect(next.join()).toMatch(/agent that the taint names/);
  });
});
