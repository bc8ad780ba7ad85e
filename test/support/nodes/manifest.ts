import { stringify } from 'yaml';

/** What of a static pod differs between components. */
export interface PodShape {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  /** Host path = mount path, with its type. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** `https://127.0.0.1:10257/healthz` by probe. */
  readonly probes?: Readonly<Record<string, string>>;
  /** The port by name, as kubeadm does since 1.34. */
  readonly namedPort?: boolean;
  readonly namespace?: string;
}

/** A manifest as sigs.k8s.io/yaml writes it: keys sorted, lists at their key's column. */
export function manifest(shape: PodShape): string {
  const { name, image, command, mounts = {}, probes = {}, namedPort, namespace = 'kube-system' } = shape;
  const volumes = Object.entries(mounts).map(([path, type], i) => ({
    hostPath: { path, ...(type === '' ? {} : { type }) },
    name: `v${i}-${path.slice(path.lastIndexOf('/') + 1).replaceAll('.', '-')}`,
  }));
  const ports = Object.values(probes).flatMap((url) => /:(\d+)\//.exec(url)?.[1] ?? []);
  const probe = (url: string) => {
    const [, scheme = '', host = '', port = '', path = ''] =
      /^(https?):\/\/(\[[^\]]+\]|[^:/]+):(\d+)(\/.*)$/.exec(url) ?? [];
    return {
      failureThreshold: 8,
      httpGet: {
        host: host.replace(/^\[|\]$/g, ''),
        path,
        port: namedPort === true ? 'probe-port' : Number(port),
        scheme: scheme.toUpperCase(),
      },
      initialDelaySeconds: 10,
      periodSeconds: 10,
      timeoutSeconds: 15,
    };
  };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { creationTimestamp: null, labels: { component: name, tier: 'control-plane' }, name, namespace },
    spec: {
      containers: [
        {
          command,
          image,
          imagePullPolicy: 'IfNotPresent',
          name,
          ...Object.fromEntries(Object.entries(probes).map(([kind, url]) => [kind, probe(url)])),
          ...(namedPort === true
            ? { ports: [{ containerPort: Number(ports[0]), name: 'probe-port', protocol: 'TCP' }] }
            : {}),
          resources: { requests: { cpu: '100m' } },
          volumeMounts: volumes.map(({ name: volume, hostPath }) => ({
            mountPath: hostPath.path,
            name: volume,
            readOnly: true,
          })),
        },
      ],
      hostNetwork: true,
      priority: 2_000_001_000,
      priorityClassName: 'system-node-critical',
      volumes,
    },
    status: {},
  };
  return stringify(pod, { indentSeq: false, lineWidth: 0, sortMapEntries: true });
}
