// Writes a List of nodes and pods as `kubectl get -o json` prints it, the same for the same seed.
import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFrom } from './maillog.mjs';

const nodes = 1_000;
const managed = (manager) => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-03-02T08:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: Object.fromEntries(
    ['f:metadata', 'f:spec', 'f:status'].map((field) => [field, { 'f:labels': {}, '.': {} }]),
  ),
});

const node = (i) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: `node-${i}`,
    uid: `0e5b2c1a-0000-4000-8000-${String(i).padStart(12, '0')}`,
    labels: { 'kubernetes.io/hostname': `node-${i}`, 'topology.kubernetes.io/zone': `zone-${i % 3}` },
    managedFields: [managed('kubelet'), managed('kube-controller-manager')],
  },
  spec: { podCIDR: `10.${i >> 8}.${i & 255}.0/24` },
  status: {
    allocatable: { cpu: '15', memory: '62Gi', pods: '110', 'ephemeral-storage': '200Gi' },
    capacity: { cpu: '16', memory: '64Gi', pods: '110', 'ephemeral-storage': '220Gi' },
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: '2026-03-01T08:00:00Z' }],
    nodeInfo: { kubeletVersion: 'v1.31.4' },
  },
});

/** What kube-scheduler 1.31 says of a pod that asks for more than any node has. */
const refusal = `0/${nodes} nodes are available: ${nodes} Insufficient memory. preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`;

/** The same pod, of one of 400 workloads, where no node has room for it. */
function waiting(one) {
  const { nodeName: _, ...spec } = one.spec;
  const { lastProbeTime, lastTransitionTime } = one.status.conditions[0];
  const [container] = spec.containers;
  const resources = { ...container.resources, requests: { cpu: '100m', memory: '100Gi' } };
  return {
    ...one,
    spec: { ...spec, containers: [{ ...container, resources }] },
    status: {
      phase: 'Pending',
      conditions: [
        {
          ...{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
          ...{ lastProbeTime, lastTransitionTime, message: refusal },
        },
      ],
    },
  };
}

function pod(i, random) {
  const name = `shop-${i % 400}-${Math.floor(random() * 1e9).toString(36)}`;
  const started = '2026-03-02T07:00:00Z';
  const condition = (type) => ({ type, status: 'True', lastProbeTime: null, lastTransitionTime: started });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: `team-${i % 40}`,
      uid: `7c9d2c1a-0000-4000-8000-${String(i).padStart(12, '0')}`,
      creationTimestamp: started,
      labels: { app: `shop-${i % 400}`, 'pod-template-hash': '6c9f77d8bd' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `shop-${i % 400}`, uid: `rs-${i % 400}`, controller: true },
      ],
      managedFields: [managed('kube-controller-manager'), managed('kubelet')],
    },
    spec: {
      nodeName: `node-${Math.floor(random() * nodes)}`,
      schedulerName: 'default-scheduler',
      containers: [
        {
          name: 'app',
          image: `registry.example.com/shop/app:${i % 50}`,
          env: Array.from({ length: 12 }, (_, n) => ({
            name: `SETTING_${n}`,
            value: `value-${Math.floor(random() * 1e6)}`,
          })),
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }],
        },
      ],
      volumes: [
        {
          name: 'token',
          projected: { sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }] },
        },
      ],
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
      ],
    },
    status: {
      phase: 'Running',
      podIP: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
      startTime: started,
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(condition),
      containerStatuses: [{ name: 'app', ready: true, restartCount: 0, state: { running: { startedAt: started } } }],
    },
  };
}

/** Writes about `bytes` bytes to `path`, indented as kubectl does; of the pods the first `pending` wait for a node. */
export function writeDump(path, bytes, { pending = 0, seed = 20260302 } = {}) {
  const random = randomFrom(seed);
  const file = openSync(path, 'w');
  const indented = (object) => JSON.stringify(object, undefined, 4).replaceAll('\n', '\n        ');
  let written = writeSync(file, '{\n    "apiVersion": "v1",\n    "items": [\n        ');
  for (let i = 0; i < nodes; i++) written += writeSync(file, `${indented(node(i))},\n        `);
  for (let i = 0; written < bytes; i++) {
    const one = pod(i, random);
    written += writeSync(file, `${i === 0 ? '' : ',\n        '}${indented(i < pending ? waiting(one) : one)}`);
  }
  writeSync(file, '\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n');
  closeSync(file);
}
