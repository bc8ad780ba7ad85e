import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../core/nearest-name.ts';
import { readCniConf } from './cni-conf.ts';
import { readContainerdConfig } from './containerd-config.ts';
import { readFlags } from './flags.ts';
import { readKubeconfig, serverAddress } from './kubeconfig.ts';
import { readKubeletConfig } from './kubelet-config.ts';
import { hostPathOf, readStaticPod } from './static-pod.ts';
import { readYaml } from './yaml-text.ts';

describe('YAML as Kubernetes reads it', () => {
  test.each([
    ['a tab', 'a:\n\t- b\n', 2],
    ['a missing colon', 'apiVersion: v1\nkind Pod\nmetadata:\n  name: x\n', 2],
    ['a mapping inside a value', 'a: b: c\n', 1],
  ])('%s is a problem with its line', (_, text, line) => {
    const reading = readYaml(text);
    expect(reading).toMatchObject({ status: 'invalid', problem: { line } });
  });

  test('an alias bomb is a problem, not a crash', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((k, i) => `${k}: &${k} [${`*${'abcdefg'[i]},`.repeat(9)}]`),
    ];
    expect(readYaml(bomb.join('\n')).status).toBe('invalid');
  });

  test('nesting without end is a problem, not a crash', () => {
    expect(readYaml('['.repeat(200_000)).status).toBe('invalid');
  });

  test('the last of two equal keys wins, later documents do not count', () => {
    expect(readYaml('a: 1\na: 2\n---\na: 3\n')).toMatchObject({ value: { a: 2 } });
    expect(readYaml('# c\n---\na: 1\n---\n: : :\n')).toMatchObject({ value: { a: 1 } });
  });
});

test('flags are split at the first =, or take the next word', () => {
  expect(readFlags(['etcd', '--a=b=c', '--d', 'e', '--f', '--g="h i"'])).toEqual([
    { name: 'a', value: 'b=c', index: 1 },
    { name: 'd', value: 'e', index: 2 },
    { name: 'f', index: 4 },
    { name: 'g', value: 'h i', index: 5 },
  ]);
});

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - command:
    - kube-apiserver
    - --secure-port=6443
    - --client-ca-file=/etc/kubernetes/pki/ca.crt
    image: registry.k8s.io/kube-apiserver:v1.31.0
    livenessProbe:
      httpGet: {host: 10.0.0.5, path: /livez, port: 6443, scheme: HTTPS}
    volumeMounts:
    - {mountPath: /etc/kubernetes/pki, name: pki}
    - {mountPath: /etc/kubernetes/pki/special, name: special}
  volumes:
  - hostPath: {path: /data/pki, type: DirectoryOrCreate}
    name: pki
  - {name: special, emptyDir: {}}
`;

describe('a static pod', () => {
  const reading = readStaticPod(manifest);
  if (reading.status !== 'pod') throw new Error('not read');
  const { pod } = reading;
  const [container] = pod.containers;
  if (container === undefined) throw new Error('no container');

  test('has flags with lines, probes and an image', () => {
    expect(container.program).toBe('kube-apiserver');
    expect(container.flags[1]).toMatchObject({ name: 'client-ca-file', line: 9 });
    expect(container.probes).toMatchObject([{ kind: 'livenessProbe', port: 6443, scheme: 'HTTPS', host: '10.0.0.5' }]);
  });

  test.each([
    ['/etc/kubernetes/pki/ca.crt', { status: 'host', path: '/data/pki/ca.crt' }],
    ['/etc/kubernetes/pki/special/x', { status: 'other-volume' }],
    ['/etc/kubernetes/pkix', { status: 'not-mounted' }],
  ])('%s leads to %o', (path, expected) => {
    expect(hostPathOf(pod, container, path)).toEqual(expected);
  });
});

test('a kubelet configuration names its unknown and ill-typed fields', () => {
  const reading = readKubeletConfig(
    'kind: KubeletConfiguration\nstaticPodpath: /x\nauthentication:\n  x509:\n    clientCaFile: /y\nmaxPods: "110"\nsyncFrequency: 1m\n',
  );
  expect(reading).toMatchObject({
    config: {
      unknown: [
        { path: 'staticPodpath', line: 2, meant: 'staticPodPath' },
        { path: 'authentication.x509.clientCaFile', line: 5, meant: 'authentication.x509.clientCAFile' },
      ],
      wrong: [{ path: 'maxPods', line: 6, mustBe: 'a number' }],
    },
  });
});

test.each([
  ['clientCaFile', 'clientCAFile'],
  ['static-pod-pth', 'static-pod-path'],
  ['zzz', undefined],
])('%s means %s', (written, meant) => {
  expect(nearestName(written, ['clientCAFile', 'static-pod-path', 'clusterDNS'])).toBe(meant);
});

test('a kubeconfig keeps lines and tells data from files', () => {
  const text =
    'apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters:\n- name: k\n  cluster:\n    server: https://[::1]:6443\n    certificate-authority: ca.crt\ncontexts:\n- name: c\n  context: {cluster: k, user: u}\nusers:\n- name: u\n  user:\n    client-key-data: AAAA\n';
  expect(readKubeconfig(text)).toMatchObject({
    kubeconfig: {
      currentContext: 'c',
      clusters: [{ serverLine: 7, ca: { from: 'file', path: 'ca.crt', line: 8 } }],
      users: [{ key: { from: 'data', base64: 'AAAA', line: 15 } }],
    },
  });
});

test.each([
  ['https://10.0.0.5:6443', { scheme: 'https', host: '10.0.0.5', port: 6443 }],
  ['https://[fd00::1]:6443/', { scheme: 'https', host: 'fd00::1', port: 6443 }],
  ['http://k8s', { scheme: 'http', host: 'k8s', port: 80 }],
  ['10.0.0.5:6443', undefined],
])('server %s', (server, expected) => {
  expect(serverAddress(server)).toEqual(expected);
});

test('containerd sections of another version are told', () => {
  const text =
    'version = 3\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\nSystemdCgroup = true\n';
  expect(readContainerdConfig(text)).toMatchObject({
    config: { version: 3, misplaced: [{ section: 'io.containerd.grpc.v1.cri', version: 2 }] },
  });
  expect(readContainerdConfig('a = [')).toMatchObject({ status: 'invalid', problem: { line: 1 } });
});

test.each([
  ['10-a.conf', '{"name":"n","plugins":[{"type":"bridge"}]}', { isList: false, types: [''], hasPlugins: true }],
  [
    '10-a.conflist',
    '{"name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local","subnet":"10.1.0.0/24"}}]}',
    { types: ['bridge'], ipamTypes: ['host-local'], subnet: '10.1.0.0/24' },
  ],
])('CNI file %s', (name, text, conf) => {
  expect(readCniConf(name, text)).toMatchObject({ conf });
});

test('a broken CNI file has the line of its error', () => {
  expect(readCniConf('a.conf', '{\n"a": 1,\n}')).toMatchObject({ status: 'invalid', line: 3 });
});

const corpus = process.env['DIAG_CORPUS'];
test.skipIf(corpus === undefined)(
  'real kubelet configurations have no unknown or ill-typed fields (needs DIAG_CORPUS)',
  () => {
    for (const name of ['khw-kubelet-config.yaml', 'eks-kubelet-config-dir-expected-kubelet-config.json']) {
      const reading = readKubeletConfig(readFileSync(`${corpus}/k8s/${name}`, 'utf8'));
      expect(reading).toMatchObject({ config: { unknown: [], wrong: [] } });
    }
  },
);
