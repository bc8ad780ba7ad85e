import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const first = (text: string) => readErrorText(text).readings[0];

test.each([
  [
    'a member that was removed',
    'etcdserver: the member has been permanently removed from the cluster',
    /member was removed/,
  ],
  ['a member that lost its data', 'etcd: member 1a2b has already been bootstrapped', /data directory is empty/],
  [
    'a peer that is away',
    'etcdserver: failed to reach the peerURL(http://192.0.2.1:2380) of member 1a2b',
    /does not reach another member/,
  ],
  [
    'an old token',
    'Failed to connect to API Server "k:6443": token id "abc123" is invalid for this cluster or it has expired.',
    /token .*has expired/,
  ],
  [
    'the CA of another cluster',
    'cluster CA found in cluster-info ConfigMap is invalid: none of the public keys "sha256:ab" are pinned',
    /not that of this cluster's CA/,
  ],
  [
    'a node that cannot join',
    `error execution phase preflight: couldn't validate the identity of the API Server: Get "https://192.0.2.1:6443/x": i/o timeout`,
    /does not reach the apiserver/,
  ],
  [
    'a check of kubeadm',
    '[preflight] Some fatal errors occurred:\n\t[ERROR NumCPU]: the number of available CPUs 1 is less than 2',
    /NumCPU.*available CPUs/,
  ],
  [
    'a feature gate of another version',
    '"command failed" err="failed to set feature gates from initial flags-based config: unrecognized feature gate: DynamicKubeletConfig"',
    /^The feature gate DynamicKubeletConfig does not exist/,
  ],
  [
    'a feature gate that is locked',
    '"command failed" err="cannot set feature gate CSIMigration to false, feature is locked to true"',
    /gate CSIMigration is set to false: .*locked to true/,
  ],
  [
    'a user that etcd does not know',
    '{"level":"warn","logger":"etcd-client","msg":"retrying of unary invoker failed","error":"rpc error: code = InvalidArgument desc = etcdserver: user name is empty"}',
    /authentication enabled.*: user name is empty\.$/,
  ],
  [
    'a cloud without credentials',
    'Failed to get AWS Cloud Provider. plugin.InitError: error finding instance i-0: "NoCredentialProviders: no valid providers in chain"',
    /interface of the cloud \(AWS\): no credentials are found/,
  ],
  ['a kubelet that hangs', '[-]syncloop failed: reason withheld', /main loop of the kubelet/],
  [
    'a kernel without cgroups',
    'Failed to start ContainerManager system validation failed - Following Cgroup subsystem not mounted: [memory]',
    /\(memory\)/,
  ],
  [
    'a kubelet in a container',
    'Failed to start ContainerManager failed to get rootfs info: failed to get device for dir "/var/lib/kubelet": could not find device',
    /on which device/,
  ],
  [
    'a runtime that hangs',
    'PLEG is not healthy: pleg was last seen active 4m2.1s ago; threshold is 3m0s',
    /for 4m2.1s/,
  ],
  [
    'a lease that was lost',
    'F0102 10:00:00.000001       1 server.go:1] leaderelection lost',
    /could not renew its leader lease/,
  ],
  [
    'a Service that leads nowhere',
    'plugin type="calico" failed (add): error getting ClusterInformation: Get "https://[10.96.0.1]:443/apis/crd.projectcalico.org/v1/x": dial tcp 10.96.0.1:443: i/o timeout',
    /address of its Service \(10.96.0.1:443\)/,
  ],
  [
    'a plug-in that is refused',
    'plugin type="calico" failed (add): connection is unauthorized: Unauthorized',
    /credentials of the CNI plug-in/,
  ],
  [
    'a plug-in that was killed',
    'plugin type="calico" failed (add): netplugin failed with no error message: signal: killed',
    /ended without a word/,
  ],
  [
    'a sandbox, whatever it is',
    'Warning  FailedCreatePodSandBox  1m  kubelet  Failed to create pod sandbox: rpc error: something new',
    /something new/,
  ],
  [
    'an agent of Cilium that is away',
    'plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
    /does not reach its agent/,
  ],
  [
    'a bridge of an earlier range',
    'failed to set bridge addr: "cni0" already has an IP address different from 10.244.3.1/24',
    /bridge cni0 .* belong to 10.244.3.1\/24/,
  ],
  [
    'a webhook without pods',
    'failed calling webhook "a.example.com": Post "https://a.b.svc:443/x": no endpoints available for service "a"',
    /a.example.com does not work \(no endpoints available\)/,
  ],
  [
    'an aggregated API',
    'error: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable',
    /API metrics.k8s.io\/v1beta1 does not answer/,
  ],
  [
    'a registry that refuses more pulls',
    'Failed to pull image "a:1": unexpected status code: 429 Too Many Requests - toomanyrequests: You have reached your pull rate limit',
    /pull rate limit/,
  ],
  ['CoreDNS that asks itself', '[FATAL] plugin/loop: Loop (127.0.0.1:5 -> :53) detected for zone "."', /asks itself/],
  [
    'a BGP session that is not there',
    'Readiness probe failed: calico/node is not ready: BIRD is not ready: BGP not established with 192.0.2.7',
    /no BGP session with 192.0.2.7/,
  ],
  [
    'an apiserver without etcd',
    'F0102 10:00:00.000001       1 instance.go:1] Error creating leases: error creating storage factory: context deadline exceeded',
    /No member of etcd answered/,
  ],
  [
    'the token of another k3s',
    'level=error msg="token CA hash does not match the Cluster CA certificate hash: a != b"',
    /token of this node .* does not match/,
  ],
  [
    'a k3s server that is away',
    'level=error msg="failed to get CA certs: Get \\"https://127.0.0.1:6444/cacerts\\": context deadline exceeded"',
    /does not reach its k3s or rke2 server/,
  ],
  [
    'a configuration of a wrong form',
    'failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to decode: expect { after object',
    /expect \{ after object/,
  ],
  [
    'a container that runc refuses',
    'Error: failed to create containerd task: OCI runtime create failed: something new',
    /something new/,
  ],
  [
    'a quota',
    'pods "a" is forbidden: exceeded quota: q, requested: cpu=2, used: cpu=3',
    /refuses the pod: q, requested/,
  ],
  ['a flag that is missing', 'Error: service-account-issuer is a required flag', /--service-account-issuer is missing/],
  ['a flag that is gone', 'Error: invalid port value 8080: only zero is allowed', /insecure-port/],
  [
    'a join whose hash is cut off, whatever else kubeadm warns of',
    '\t[WARNING CRI]: container runtime is not running: unknown service runtime.v1alpha2.RuntimeService\nerror execution phase preflight: couldn\'t validate the identity of the API Server: unknown hash format " sha256"',
    /not of the form sha256:HEX/,
  ],
  [
    'what kubeadm said within a task of Ansible',
    'fatal: [w1]: FAILED! => {"changed": true, "msg": "non-zero return code", "rc": 1, "stderr": "error execution phase preflight: couldn\'t validate the identity of the API Server: Get \\"https://k:6443/x\\": dial tcp 192.0.2.1:6443: connect: connection refused\\nTo see the stack trace of this error execute with --v=5 or higher"}',
    /does not reach the apiserver/,
  ],
  [
    'the same, cut off',
    'fatal: [w1]: FAILED! => {"changed": true, "stderr": "error execution phase preflight: couldn\'t validate the identity of the API Server: Get \\"https://k:6443/x\\": dial tcp 192.0.2.1:6443: connect: connection refused\\nTo see the',
    /does not reach the apiserver/,
  ],
  [
    'kube-proxy without a bus of the desktop',
    'I0612 22:44:56.299494       5 iptables.go:175] Could not connect to D-Bus system bus: dial unix /var/run/dbus/system_bus_socket: connect: no such file or directory\nW0612 22:44:56.434212       5 server.go:469] Failed to retrieve node info: nodes "ip-192-0-2-1" not found',
    /kube-proxy finds no Node ip-192-0-2-1/,
  ],
  [
    'etcd that ends, before what needs it',
    'kubelet[8]: E0110 10:00:01.123456     812 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"etcd\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=etcd pod=etcd-cp1_kube-system(1)\\""\nThe connection to the server 192.0.2.5:6443 was refused - did you specify the right host or port?',
    /container etcd ends again and again/,
  ],
  [
    'etcd that ends, in a table',
    'kube-system   etcd-cp1   0/1   CrashLoopBackOff   12 (2m ago)   5d\nThe connection to the server 192.0.2.5:6443 was refused - did you specify the right host or port?',
    /pod etcd-cp1 ends again and again/,
  ],
  [
    'a BGP session, in the table of calicoctl',
    '| 192.0.2.7 | node-to-node mesh | start | 17:19:38 | Active Socket: Connection      |\n|           |                   |       |          | refused                        |',
    /no BGP session with 192.0.2.7/,
  ],
  [
    'whatever ended a program',
    'time="2026-01-02T10:00:00Z" level=fatal msg="starting kubernetes: something new"',
    /something new/,
  ],
])('the fault is told: %s', (_, text, says) => {
  expect(first(text)).toMatchObject({ says: expect.stringMatching(says) });
});
