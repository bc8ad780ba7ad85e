import { describe, expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const first = (text: string) => readErrorText(text).readings[0];

describe('a pasted text is read', () => {
  test.each([
    [
      'with the prefixes of journald and klog',
      'Mar 11 10:00:01 node-7 kubelet[812]: E0311 10:00:01.000000     812 run.go:74] "command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false"',
      'kubelet-swap',
    ],
    [
      'in the form of the runtime, split into parts',
      '2026-03-11T10:00:01.1Z stderr P W0311 10:00:01.000000       1 logging.go:59] grpc: addrConn.createTransport etcd transport: Error: connection error: desc = "transport: authentication\n2026-03-11T10:00:01.1Z stderr F  handshake failed: x509: certificate signed by unknown authority"',
      'etcd-apiserver-ca-mix',
    ],
    [
      'when a terminal wrapped it within a word',
      'Unable to connect to the server: x509: certificate is valid for 10.96.0.1, 10.0\n.0.5, not 192.0.2.44',
      'cert-san-missing',
    ],
    ['in colors', '\u001b[31mError: etcdserver: mvcc: database space exceeded\u001b[0m', 'etcd-nospace'],
    [
      'as zap writes it',
      '{"level":"panic","ts":"2026-03-11T10:00:00Z","msg":"x","error":"wal: crc mismatch"}',
      'etcd-corrupt',
    ],
  ])('%s', (_, text, name) => {
    expect(first(text)?.name).toBe(name);
  });

  test.each([
    [
      'a raft log that lacks entries',
      'panic: tocommit(90) is out of range [lastIndex(12)]. Was the raft log corrupted?',
      'etcd-corrupt',
    ],
    [
      'the same of old etcd',
      '2020-01-02 10:00:00.000001 C | raft: 1a2b state.commit 90 is out of range [10, 12]',
      'etcd-corrupt',
    ],
    [
      'a damaged database',
      'panic: page 17 already freed\n\ngoroutine 8 [running]:\ngo.etcd.io/bbolt.(*freelist).free(',
      'etcd-corrupt',
    ],
    [
      'a refused connection, as zap writes it',
      '{"level":"warn","caller":"embed/config_logging.go:1","msg":"rejected connection","remote-addr":"192.0.2.1:5","error":"remote error: tls: bad certificate"}',
      'etcd-apiserver-ca-mix',
    ],
    [
      'no quorum, in the form of Docker',
      '{"log":"E0102 10:00:00.000001       1 leaderelection.go:1] error retrieving resource lock kube-system/x: client: etcd cluster is unavailable or misconfigured; error #0: client: etcd member http://192.0.2.1:2379 has no leader\\n","stream":"stderr"}',
      'etcd-no-leader',
    ],
    [
      'a CA file, in a line that systemctl cut, without a process id',
      'Jan  2 10:00:00 n1 kubelet: F0102 10:00:00.000001    9 server.go:1] unable to load client CA file /etc/kubernetes/pki/ca.crt: o',
      'kubelet-ca-missing',
    ],
    [
      'a file that a component lacks',
      'Error: open /etc/kubernetes/pki/sa.pub: no such file or directory',
      'manifest-file-missing',
    ],
    [
      'a kubelet that is not there',
      "The HTTP call equal to 'curl -sSL http://localhost:10248/healthz' failed with error: connect: connection refused.",
      'kubelet-stopped',
    ],
    [
      'forwarding that is off',
      '[ERROR FileContent--proc-sys-net-ipv4-ip_forward]: /proc/sys/net/ipv4/ip_forward contents are not set to 1',
      'cni-ip-forward',
    ],
    ['a port that is taken', '\t[ERROR Port-10250]: Port 10250 is in use', 'manifest-port-conflict'],
    [
      'a node without addresses for pods',
      'E0102 10:00:00.000001       1 main.go:1] Error registering network: failed to acquire lease: node "n1" pod cidr not assigned',
      'cni-flannel-subnet',
    ],
    [
      "a configuration that containerd's CRI plug-in refuses",
      'time="2026-01-02T10:00:00Z" level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="invalid plugin config: x"',
      'cri-disabled',
    ],
    [
      'an apiserver that is down',
      'E0102 10:00:00.000001       1 reflector.go:1] Failed to list *v1.Node: Get "https://192.0.2.1:6443/api/v1/nodes": dial tcp 192.0.2.1:6443: connect: connection refused',
      'kubeconfig-refused',
    ],
  ])('and understood: %s', (_, text, name) => {
    expect(first(text)?.name).toBe(name);
  });

  test('a runtime that is not up yet is no fault', () => {
    const text =
      'skipping pod synchronization - PLEG is not healthy: pleg was last seen active 2562047h47m16.8s ago; threshold is 3m0s';
    expect(readErrorText(text).readings).toMatchObject([{ kind: 'harmless' }]);
  });

  test('says the names that the text has', () => {
    const text = 'plugin type="bandwidth" failed (add): failed to find plugin "bandwidth" in path [/opt/cni/bin]';
    expect(first(text)?.says).toBe(
      'The CNI program bandwidth is missing in /opt/cni/bin: pods stay in ContainerCreating.',
    );
  });

  test('takes the answer to an anonymous request for normal', () => {
    const text =
      '{"kind":"Status","status":"Failure","message":"forbidden: User \\"system:anonymous\\" cannot get path \\"/metrics\\"","code":403}';
    expect(first(text)).toMatchObject({ kind: 'well' });
  });

  test('knows a log that goes on well after an error at its start', () => {
    const line = (level: string, text: string) => `${level}0311 10:00:01.000000       1 server.go:10] ${text}\n`;
    const log = line('E', 'etcdserver: request timed out') + line('I', 'serving').repeat(30);
    expect(readErrorText(log)).toMatchObject({ recognized: true, readings: [{ over: true }] });
  });

  test('finds what is wrong in objects that kubectl printed', () => {
    const pod = {
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop' },
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'web',
            state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "web:9"' } },
          },
        ],
      },
    };
    const node = {
      kind: 'Node',
      metadata: { name: 'n1' },
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'KubeletNotReady',
            message: 'container runtime network not ready: cni plugin not initialized',
          },
        ],
      },
    };
    const { readings } = readErrorText(JSON.stringify({ kind: 'List', items: [pod, node] }));
    expect(readings.map(({ name }) => name)).toEqual(['cni-no-config', undefined]);
    expect(readings[1]?.quote).toContain('pod shop/web');
  });

  test('tells which containers of a crictl table ended and were not started again', () => {
    const line = (id: string, state: string, name: string, attempt: number) =>
      `${id.repeat(13)}       25f8c7f3da61c       2 minutes ago       ${state}             ${name}          ${attempt}         1a2b3c4d5e6f7       x`;
    const text = [
      'CONTAINER           IMAGE               CREATED             STATE               NAME                ATTEMPT             POD ID              POD',
      line('a', 'Exited', 'kube-apiserver', 12),
      line('b', 'Exited', 'etcd', 3),
      line('c', 'Running', 'etcd', 4),
      line('d', 'Exited', 'install-cni', 0),
    ].join('\n');
    expect(readErrorText(text).readings.map(({ says }) => says)).toEqual([
      'The container kube-apiserver has ended 13 times and does not run; its log says why.',
    ]);
  });

  test('quotes each image once, at the line that names it first', () => {
    const failed = (image: string, why: string) => `Failed to pull image "${image}": ${why}`;
    const { readings } = readErrorText([failed('a:1', '401'), failed('b:2', '404'), failed('a:1', '429')].join('\n'));
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({ line: 1, also: [{ line: 2, quote: failed('b:2', '404') }] });
  });

  test('what is well in a later line does not tell of the one before', () => {
    const healthy = '{"health":"true","reason":""}';
    const refused = 'curl: (7) Failed to connect to 192.0.2.11 port 2379: Connection refused';
    expect(readErrorText(`${refused}\n${healthy}`).readings[0]).toMatchObject({ line: 1, id: 'curl-no-answer' });
    const odd =
      'E0304 11:20:15.118923       1 foo.go:1] something terrible happened to the volume of a pod of kubelet w1';
    expect(readErrorText(`${odd}\n${healthy}`).coverage).toMatchObject({ understood: 1 });
  });

  test.each([
    ['w1', 'w1', true],
    ['w1', 'w2', undefined],
  ])('a node that registers ends what that node said before, and no other: %s, %s', (one, other, over) => {
    const lines = [
      `Mar 04 10:00:01 ${one} kubelet[811]: E0304 10:00:01.118923     811 reflector.go:140] failed to list *v1.Node: Get "https://192.0.2.1:6443/api/v1/nodes": dial tcp 192.0.2.1:6443: connect: connection refused`,
      `Mar 04 10:00:09 ${other} kubelet[702]: I0304 10:00:09.118923     702 kubelet_node_status.go:75] "Successfully registered node" node="${other}"`,
    ];
    const refused = readErrorText(lines.join('\n')).readings.find(({ id }) => id === 'apiserver-refused');
    expect(refused?.over).toBe(over);
  });

  test('a healthy member of etcd does not make another one so', () => {
    const { readings } = readErrorText(
      '192.0.2.12:2379 is unhealthy: failed to commit proposal: context deadline exceeded\n192.0.2.13:2379 is healthy: successfully committed proposal: took = 2ms',
    );
    expect(readings[0]).toMatchObject({ id: 'etcd-member-unhealthy', line: 1 });
    expect(readings[0]?.over).toBeUndefined();
  });

  test('does not claim a text of something else', () => {
    expect(readErrorText('dear all, the printer is out of paper')).toMatchObject({ recognized: false, readings: [] });
  });

  test('is done with a megabyte of one line', () => {
    expect(readErrorText(`x509 ${'a '.repeat(500_000)}`).readings).toEqual([]);
  });
});

test('an error of its own behind a long line is no rest of it', () => {
  const noise =
    'I0312 06:26:29.191023       1 log.go:172] http: TLS handshake error from 192.0.2.9:51084: read tcp 192.0.2.1:6443->192.0.2.9:51084: read: connection reset by peer\n';
  expect(readErrorText(`${noise}${noise}`).coverage.understood).toBe(2);
  expect(readErrorText(`${noise}ERROR the flux of widget 7 is out of phase\n${noise}`).coverage).toMatchObject({
    understood: 2,
    firstNotUnderstood: { line: 2 },
  });
});
