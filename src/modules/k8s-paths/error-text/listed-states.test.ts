import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const faults = (text: string) =>
  readErrorText(text)
    .readings.filter(({ kind }) => kind !== 'well' && kind !== 'harmless')
    .map(({ says }) => says);
const understood = (text: string) => {
  const { coverage } = readErrorText(text);
  return [coverage.understood, coverage.lines];
};

const deployments = `NAME   READY   UP-TO-DATE   AVAILABLE   AGE
web    1/3     3            1           4h
dns    2/2     2            2           4h`;

test('a workload that lacks pods is told, and the others are not', () => {
  expect(faults(deployments)).toEqual([expect.stringContaining('Deployment web has 1 of 3 pods ready')]);
  expect(understood(deployments)).toEqual([3, 3]);
});

test('what has just been made, or is scaled to nothing, lacks no pods', () => {
  expect(faults(deployments.replace('4h\n', '40s\n'))).toEqual([]);
  expect(faults(deployments.replace('1/3', '0/0'))).toEqual([]);
});

test('a DaemonSet with its node selector, a StatefulSet and tables of older kubectl', () => {
  expect(
    faults(`NAMESPACE     NAME     DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR            AGE
kube-system   proxy    3         3         2       3            2           kubernetes.io/os=linux   40d`),
  ).toEqual([expect.stringContaining('DaemonSet proxy has 2 of 3')]);
  expect(faults('NAME   READY   AGE\ndb     0/1     2d')).toEqual([
    expect.stringContaining('StatefulSet db has 0 of 1'),
  ]);
  expect(
    faults(
      'NAME   DESIRED   CURRENT   UP-TO-DATE   AVAILABLE   AGE\nweb    3         3         3            0           2d',
    ),
  ).toEqual([expect.stringContaining('Deployment web has 0 of 3')]);
});

test('the pod, or else the Deployment, tells what its ReplicaSet would', () => {
  const sets = `

NAME               DESIRED   CURRENT   READY   AGE
web-6b7c8d9f5      3         3         1       4h`;
  expect(faults(deployments + sets)).toHaveLength(1);
  const pods = `NAME                  READY   STATUS             RESTARTS   AGE
web-6b7c8d9f5-x2k4p   0/1     CrashLoopBackOff   7          4h

`;
  expect(faults(pods + deployments + sets)).toEqual([expect.stringContaining('web-6b7c8d9f5-x2k4p')]);
});

test('claims and volumes that are bound are understood', () => {
  expect(
    understood(`NAME   STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE
db-0   Bound    pvc-1a   8Gi        RWO            fast           78m`),
  ).toEqual([2, 2]);
});

test('a namespace that does not go is told', () => {
  const namespaces = `NAME      STATUS        AGE
default   Active        30d
shop      Terminating   5d`;
  expect(faults(namespaces)).toEqual([expect.stringContaining('Namespace shop is being deleted')]);
  expect(understood(namespaces)).toEqual([3, 3]);
  expect(faults(namespaces.replace('Terminating', 'Active'))).toEqual([]);
});

test('a cordoned node is told where nothing else is wrong', () => {
  const nodes = `NAME   STATUS                     ROLES    AGE   VERSION
w1     Ready                      <none>   42d   v1.29.3
w2     Ready,SchedulingDisabled   <none>   42d   v1.29.3`;
  expect(faults(nodes)).toEqual([expect.stringContaining('w2: cordoned')]);
  expect(faults(nodes.replace('w1     Ready   ', 'w1     NotReady'))).toEqual([
    expect.stringContaining('w1 is NotReady'),
  ]);
});
