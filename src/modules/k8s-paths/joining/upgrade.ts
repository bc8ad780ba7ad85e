import type { Message } from '../error-text/message.ts';

/** Upgrades, and what kubeadm waits for. */
export const upgradeMessages: readonly Message[] = [
  {
    id: 'upgrade-version',
    matches:
      /Specified version to upgrade to \\?"?(v[\w.+-]{1,40})\\?"? is (too high; kubeadm can upgrade only|at least one minor release higher|higher than the kubeadm version|too low|equal to or lower|an unstable version)|There are kubelets in this cluster that are too old that have these versions (.{1,80})|(?:T|t)his version of kubeadm only supports deploying clusters with the control plane version >= ?(\S{1,20}?)\.? Current version: (\S{1,20})/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ groups: [, version = '', , kubelets = '', least = '', current = ''] }) =>
      kubelets !== ''
        ? `kubeadm does not upgrade while kubelets are too old: ${kubelets}`
        : least !== ''
          ? `This kubeadm is too new for the version it is to deploy: it makes control planes from ${least} on, and was told ${current}.`
          : `kubeadm does not upgrade to ${version}: the control plane goes one minor version at a time, with the kubeadm of that very version.`,
    next: ({ groups: [, version = '', , kubelets = '', least = ''] }) =>
      kubelets !== ''
        ? ['upgrade the kubelets of those nodes first: `kubectl get nodes` shows their versions']
        : least !== ''
          ? ['install the kubeadm of the version wanted, or raise kubernetesVersion of its configuration']
          : [
              `\`kubeadm version\`, \`kubectl version\` and \`kubectl get nodes\` show where you are; install the kubeadm of the next minor version, \`kubeadm upgrade plan\`, apply it, and repeat until ${version}`,
            ],
    samples: [
      '- Specified version to upgrade to "v1.29.1" is too high; kubeadm can upgrade only 1 minor version at a time',
      '- Specified version to upgrade to "v1.29.1" is higher than the kubeadm version "v1.28.3". Upgrade kubeadm first using the tool you used to install kubeadm',
      '- There are kubelets in this cluster that are too old that have these versions [v1.24.1]',
      'this version of kubeadm only supports deploying clusters with the control plane version >= 1.28.0. Current version: v1.26.3',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/policy.go, util/config/common.go',
  },
  {
    id: 'upgrade-version-heading',
    matches:
      /FATAL: the --version argument is invalid due to these fatal errors|Please fix the errors you've outlined above/,
    kind: 'harmless',
    says: 'Words around the errors of kubeadm upgrade.',
    samples: ['[upgrade/version] FATAL: the --version argument is invalid due to these fatal errors:'],
    source: 'kubernetes cmd/kubeadm/app/cmd/upgrade/common.go',
  },
  {
    id: 'kubeadm-config-old-api',
    matches:
      /your configuration file uses (?:an old|a deprecated) API spec: \\?"([\w./]{1,60})\\?".{0,100}?(?:Please use kubeadm (v[\d.]{1,8}) instead|$)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The configuration file given to kubeadm is of an API version ($1) that this kubeadm no longer reads.',
    next: [
      'with kubeadm $2, or another that still reads it: `kubeadm config migrate --old-config OLD --new-config NEW`, then use the new file',
      'or write it anew from `kubeadm config print init-defaults` of this version',
    ],
    samples: [
      'your configuration file uses an old API spec: "kubeadm.k8s.io/v1beta2" (kind: "ClusterConfiguration"). Please use kubeadm v1.22 instead and run \'kubeadm config migrate --old-config old.yaml --new-config new.yaml\'',
    ],
    not: ['your configuration file uses the API spec kubeadm.k8s.io/v1beta4'],
    source: 'kubernetes cmd/kubeadm/app/util/config/common.go',
  },
  {
    id: 'kubeadm-apiserver-unhealthy',
    matches:
      /\[(?:control-plane|api)-check\] (?:kube-apiserver|The API server) is not healthy after (\S{1,20})|failed while waiting for the control plane to start: .{0,900}kube-apiserver check failed at (\S{1,100}?):? /,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'kubeadm waited for the apiserver, and it did not become healthy: its container ends or never started, mostly because etcd below it does not run. Scheduler and controller manager wait for it.',
    next: ['{apiserver-log}', '{etcd-log}', '{kubelet-log}'],
    samples: [
      '[control-plane-check] kube-apiserver is not healthy after 4m0.001s',
      '[api-check] The API server is not healthy after 4m0.001s',
      'error execution phase wait-control-plane: failed while waiting for the control plane to start: [kube-scheduler check failed at https://127.0.0.1:10259/livez: Get "https://127.0.0.1:10259/livez": dial tcp 127.0.0.1:10259: connect: connection refused, kube-apiserver check failed at https://10.0.0.4:6443/livez: context deadline exceeded]',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
  },
  {
    id: 'kubeadm-component-unhealthy',
    matches:
      /\[control-plane-check\] (kube-\w[\w-]{1,40}) is not healthy after|failed while waiting for the control plane to start: \[?(kube-\w[\w-]{1,40}) check failed/,
    kind: 'state',
    part: 'kube-scheduler',
    yieldsTo: /^kubeadm-apiserver-unhealthy$/,
    says: 'kubeadm waited for $1$2, and it did not become healthy: its container ends or never started.',
    next: [
      '`crictl ps -a --name $1`, then `crictl logs` with its id',
      '`crictl ps -a --name $2`, then `crictl logs` with its id',
      '{kubelet-log}',
    ],
    samples: [
      '[control-plane-check] kube-scheduler is not healthy after 4m0.000348s',
      'error execution phase wait-control-plane: failed while waiting for the control plane to start: kube-controller-manager check failed at https://127.0.0.1:10257/healthz: connection refused',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
  },
  {
    id: 'upgrade-control-plane',
    matches:
      /couldn't upgrade control plane\.(?!.{0,200}did not change).{0,200}(?:timed out waiting for the condition|deadline exceeded)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'kubeadm wrote the manifest of the new version, and the kubelet did not restart that static pod with it in time (kubelet stuck or down, an image that cannot be pulled, or the new component ends at once). kubeadm put the old manifest back.',
    next: [
      '{kubelet-log}',
      'the container of the component named before: `crictl ps -a`, `crictl logs` with its id; can the node pull the new image?',
    ],
    samples: [
      "[upgrade/apply] FATAL: couldn't upgrade control plane. kubeadm has tried to recover everything into the earlier state. Errors faced: [timed out waiting for the condition]",
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/staticpods.go',
  },
  {
    id: 'upgrade-static-pod-hash',
    matches: /static Pod hash for component (\S{1,60}) on Node (\S{1,120}) did not change after (\S{1,20}?):?(?: |$)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The upgrade wrote the new manifest of $1, and within $3 the kubelet of $2 did not restart that static pod with it (kubelet stuck or down, an image that cannot be pulled, or a new $1 that ends at once). kubeadm put the old manifest back.',
    next: ['{kubelet-log}', 'the container of that component: {apiserver-log}; can the node pull the new image?'],
    samples: [
      '[upgrade/apply] FATAL: static Pod hash for component kube-apiserver on Node cp1 did not change after 5m0s: timed out waiting for the condition',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/staticpods.go',
  },
  {
    id: 'kubeadm-gave-up',
    matches:
      /\[kubelet-check\] Initial timeout of|error execution phase (wait-control-plane|kubelet-start|kubelet-finalize|upload-config\S{0,20})(?=: .{0,200}(?:initialize a Kubernetes cluster|timed out|deadline exceeded|not healthy)|:?\s*$)|(?:couldn't|could not) initialize a Kubernetes cluster|^\s*timed out waiting for the condition$|\[kubelet-check\] ((?:The )?\S{1,60}) is not healthy after/,
    kind: 'state',
    catchAll: true,
    part: 'kube-controller-manager',
    confidence: 'possible',
    says: 'kubeadm gave up waiting for the control plane or the kubelet ($1$2). This does not say why; the kubelet does, or the container that ended.',
    next: ['{kubelet-log}', '{apiserver-log}'],
    samples: [
      "error execution phase wait-control-plane: couldn't initialize a Kubernetes cluster",
      '[kubelet-check] Initial timeout of 40s passed.',
      'error execution phase wait-control-plane: could not initialize a Kubernetes cluster',
    ],
    not: [
      'error execution phase kubelet-start: something new',
      'warning: Upgrade "shop-dev" failed: timed out waiting for the condition',
      'Certificate request was not signed: timed out waiting for the condition',
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/init/waitcontrolplane.go',
  },
  {
    id: 'kubeadm-phase',
    matches: /error execution phase ([\w/-]{1,60}): (.{1,400})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: 'kubeadm stopped in its phase $1: $2',
    next: ['run it again with --v=5 for the whole story; {kubelet-log}'],
    samples: ['error execution phase addon/coredns: something new'],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/workflow',
  },
];
