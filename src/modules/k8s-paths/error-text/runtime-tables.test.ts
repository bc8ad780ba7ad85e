import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const told = (text: string): string[] => readErrorText(text).readings.map(({ id, kind }) => `${kind} ${id}`);

const container = (id: string, made: string, state: string, name: string, attempt: number) =>
  `${id.repeat(13)}       25f8c7f3da61c       ${made}       ${state}             ${name}          ${attempt}         1a2b3c4d5e6f7       x`;
const heading =
  'CONTAINER           IMAGE               CREATED             STATE               NAME                ATTEMPT             POD ID              POD';

test('a table of containers that all run is no fault, and no proof that they work', () => {
  const text = [
    heading,
    container('a', '3 days ago', 'Running', 'etcd', 6),
    container('b', 'About an hour ago', 'Running', 'kube-apiserver', 0),
  ];
  expect(told(text.join('\n'))).toEqual(['well containers-run']);
});

test('what was started again and again and runs for seconds does not merely run', () => {
  const text = [
    heading,
    container('a', '3 days ago', 'Running', 'etcd', 0),
    container('b', 'Less than a second ago', 'Running', 'kube-apiserver', 37),
  ];
  expect(told(text.join('\n'))).toEqual(['state container-restless-kube-apiserver']);
});

const sandbox = (id: string, made: string, state: string, name: string, attempt: number) =>
  `${id.repeat(13)}       ${made}       ${state}               ${name}   kube-system         ${attempt}                   (default)`;
const pods =
  'POD ID              CREATED             STATE               NAME                 NAMESPACE           ATTEMPT             RUNTIME';

test('sandboxes made again within minutes are told, those from before a reboot are not', () => {
  const again = [
    sandbox('a', '3 seconds ago', 'Ready', 'etcd-cp1', 1),
    sandbox('b', '40 seconds ago', 'NotReady', 'etcd-cp1', 0),
  ];
  expect(told([pods, ...again].join('\n'))).toEqual(['state sandbox-changed']);
  const reboot = [
    sandbox('a', '3 hours ago', 'Ready', 'etcd-cp1', 1),
    sandbox('b', '4 days ago', 'NotReady', 'etcd-cp1', 0),
  ];
  expect(told([pods, ...reboot].join('\n'))).toEqual([]);
});

test('a sandbox of the control plane that ended with none after it is told', () => {
  expect(told([pods, sandbox('a', '9 minutes ago', 'NotReady', 'kube-apiserver-cp1', 4)].join('\n'))).toEqual([
    'state sandbox-gone-kube-apiserver',
  ]);
  expect(told([pods, sandbox('a', '9 minutes ago', 'NotReady', 'backup-28-x', 0)].join('\n'))).toEqual([]);
});

test('a claim that waits long for its provisioner is told by the name of it', () => {
  const event = (times: string) =>
    `  Normal  ExternalProvisioning  9s ${times}  persistentvolume-controller  waiting for a volume to be created, either by external provisioner "disk.csi.example.org" or manually created by system administrator`;
  expect(told(event('(x40 over 10m)'))).toEqual(['state claim-provisioner']);
  expect(told(event('(x2 over 12s)'))).toEqual([]);
});

test('what a kubelet of old left of OutOfDisk says nothing of the node', () => {
  const conditions = [
    '  Type         Status    LastHeartbeatTime                 LastTransitionTime                Reason              Message',
    '  OutOfDisk    Unknown   Mon, 21 Jan 2019 19:29:36 +0000   Fri, 25 Jan 2019 13:57:23 +0000   NodeStatusUnknown   Kubelet stopped posting node status.',
    '  Ready        True      Mon, 28 Jan 2019 10:06:08 +0000   Mon, 28 Jan 2019 09:25:31 +0000   KubeletReady        kubelet is posting ready status',
  ];
  expect(told(conditions.join('\n')).filter((one) => one.includes('unreachable'))).toEqual([]);
});

test('a sandbox that changed once, after a restart of its node, is no trouble', () => {
  const events = [
    'Events:',
    '  Type    Reason          Age   From     Message',
    '  ----    ------          ----  ----     -------',
    '  Normal  SandboxChanged  10m   kubelet  Pod sandbox changed, it will be killed and re-created.',
    '  Normal  Pulled          10m   kubelet  Container image "shop/web:1" already present on machine',
    '  Normal  Started         10m   kubelet  Started container web',
  ];
  expect(told(events.join('\n')).filter((one) => one.includes('sandbox'))).toEqual([]);
});
