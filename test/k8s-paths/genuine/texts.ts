import type { CodeName } from '../../../src/modules/k8s-paths/codes.ts';

/** Texts of real tools, for codes that no file of a host shows: name of the code, which tool said it, what it said. */
export const recordedTexts: readonly (readonly [name: CodeName, from: string, text: string])[] = [
  [
    'cri-socket-perm',
    'ctr 1.6.20 as nobody',
    'ctr: failed to dial "/run/containerd/containerd.sock": connection error: desc = "transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: permission denied"\n',
  ],
  [
    'cri-sandbox-image',
    'kubectl get events 1.20.2, a pod on a node without a network',
    'LAST SEEN   TYPE      REASON                    OBJECT      MESSAGE\n9s          Warning   FailedCreatePodSandBox    pod/probe   Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.6": failed to pull image "registry.k8s.io/pause:3.6": failed to pull and unpack image "registry.k8s.io/pause:3.6": failed to resolve reference "registry.k8s.io/pause:3.6": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.6": dial tcp: lookup registry.k8s.io on 192.0.2.53:53: no such host\n176m        Normal    Starting                  node/vm     Starting kubelet.\n',
  ],
  [
    'cri-sandbox-image',
    'kubelet 1.20.2 about the same pod',
    'E1123 00:09:41.796473    8773 kuberuntime_manager.go:755] createPodSandbox for pod "probe_default(22da37ef-f858-4e36-bb5f-d801d2c23131)" failed: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.6": failed to pull image "registry.k8s.io/pause:3.6": failed to pull and unpack image "registry.k8s.io/pause:3.6": failed to resolve reference "registry.k8s.io/pause:3.6": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.6": dial tcp: lookup registry.k8s.io on 192.0.2.53:53: no such host\n',
  ],
  [
    'etcd-restore-nonempty',
    'etcdctl 3.5.30',
    'Deprecated: Use `etcdutl snapshot restore` instead.\n\nError: data-dir "/var/lib/etcd" not empty or could not be read\n',
  ],
  ['etcd-restore-nonempty', 'etcdctl 3.4.23', 'Error: data-dir "/var/lib/etcd" exists\n'],
  [
    'etcd-snap-hash',
    'etcdutl 3.5.30, of a copied member/snap/db',
    '2026-11-22T23:51:12Z\tinfo\tsnapshot/v3_snapshot.go:265\trestoring snapshot\t{"path": "db", "wal-dir": "r3/member/wal", "data-dir": "r3", "snap-dir": "r3/member/snap", "initial-memory-map-size": 10737418240}\nError: snapshot missing hash but --skip-hash-check=false\n',
  ],
  // etcd 3.6 is at no hand here: the form of its etcdctl, as kubeasz #1516 and etcd-manager #64 met it.
  [
    'etcdctl-restore-gone',
    'etcdctl 3.6 (by its form)',
    'Error: unknown flag: --name\nNAME:\n  snapshot - Manages etcd node snapshots\n\nUSAGE:\n  etcdctl snapshot <subcommand> [flags]\n\nAPI VERSION:\n  3.6\n',
  ],
  // pkg/kubelet/images/image_gc_manager.go of 1.20; newer ones: "Attempted to free … but only found …".
  [
    'disk-image-gc',
    'kubelet 1.20 (by the format in its source)',
    'E1123 01:02:03.456789    8773 kubelet.go:1292] Image garbage collection failed multiple times in a row: failed to garbage collect required amount of images. Wanted to free 5489770496 bytes, but freed 0 bytes\n',
  ],
];
