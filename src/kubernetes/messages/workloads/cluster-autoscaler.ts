import type { Message } from '../message.ts';

/** The cluster autoscaler, which lets node groups of a cloud grow and shrink. */
export const clusterAutoscalerMessages: readonly Message[] = [
  {
    id: 'autoscaler-unregistered',
    matches: /\b([1-9]\d{0,4}) unregistered nodes? present|longUnregistered=([1-9]\d{0,4})/,
    kind: 'state',
    confidence: 'possible',
    says: 'Machines that the cluster autoscaler asked for run at the cloud and are no nodes of the cluster ($1$2): they start still, or cannot join (network, rights, user data). After 15 minutes it gives such a machine up.',
    next: [
      'the console log of that machine, and its kubelet: `journalctl -u kubelet`; `kubectl -n kube-system get configmap cluster-autoscaler-status -o yaml` for which node group',
    ],
    samples: [
      'static_autoscaler.go:145] 1 unregistered nodes present',
      'Health: Healthy (ready=6 unready=0 registered=6 longUnregistered=1)',
    ],
    not: ['0 unregistered nodes present'],
    source: 'kubernetes/autoscaler cluster-autoscaler/core/static_autoscaler.go, clusterstate',
  },
  {
    id: 'autoscaler-no-option',
    matches: /^No expansion options$/,
    kind: 'state',
    confidence: 'possible',
    says: 'The cluster autoscaler finds no node group whose nodes would take the pods that wait: all are at their maximum, or none fits (size, labels, taints, zone); or nodes on their way are enough.',
    next: ['the lines before it say why a group is out; `kubectl describe pod` of one that waits: NotTriggerScaleUp'],
    samples: ['No expansion options'],
    source: 'kubernetes/autoscaler cluster-autoscaler/core/scaleup/orchestrator',
  },
  {
    id: 'autoscaler-maximum',
    matches: /^Skipping node group (\S{1,300}) - max size reached/,
    kind: 'state',
    confidence: 'possible',
    says: 'The cluster autoscaler lets node group $1 grow no more for pods that wait: it has reached its maximum.',
    next: [
      'do pods wait still (`kubectl get pods -A --field-selector=status.phase=Pending`)? Then raise the maximum of that group, or lower what the pods ask for',
    ],
    samples: ['Skipping node group eks-web-1 - max size reached'],
    not: ['Skipping node group eks-web-1 - no node info'],
    source: 'kubernetes/autoscaler cluster-autoscaler/core/scaleup/orchestrator; until 1.26 core/scale_up.go',
  },
  {
    id: 'autoscaler-group-out',
    matches:
      /^Node group (\S{1,300}) is not ready for scaleup(?: - (unhealthy|backoff)(?: with status: (.{1,600}))?)?|^Disabling scale-up for node group (\S{1,300}) until .{1,120}?(?:; errorClass=(\S{0,60}); errorCode=(\S{0,120}))?$/,
    kind: 'state',
    confidence: 'possible',
    says: ({ groups: [, group = '', why = '', status = '', disabled = '', , code = ''] }) =>
      why === 'unhealthy'
        ? `The cluster autoscaler leaves node group ${group} alone: too many of its nodes are not ready.`
        : `The cluster autoscaler does not let node group ${group}${disabled} grow for a while: its last attempt failed${code === '' || code === 'cloudProviderError' ? '' : ` (${code})`}${status === '' ? '.' : `: ${status}`}`,
    next: ({ groups: [, group = '', why = ''] }) => [
      why === 'unhealthy'
        ? `\`kubectl get nodes\`: why are those of ${group} NotReady?`
        : 'the lines before it say what the cloud answered (quota, no machines, rights), or the machines came and did not join in 15 minutes; `kubectl -n kube-system get configmap cluster-autoscaler-status -o yaml`',
    ],
    samples: [
      'Node group terraform-eks-1 is not ready for scaleup',
      'Node group web-pool is not ready for scaleup - unhealthy',
      'Node group web-pool is not ready for scaleup - backoff',
      'Disabling scale-up for node group web-pool until 2026-03-01 10:05:00; errorClass=OutOfResource; errorCode=QUOTA_EXCEEDED',
      'Disabling scale-up for node group web-pool until 2026-03-01 10:05:00',
    ],
    source: 'kubernetes/autoscaler cluster-autoscaler/core/scaleup/orchestrator, clusterstate/clusterstate.go',
  },
  {
    id: 'autoscaler-timed-out',
    matches: /^Scale-up timed out for node group (\S{1,300}) after (\S{1,40})/,
    kind: 'state',
    says: 'The machines that the cluster autoscaler asked for in node group $1 did not become nodes within $2: the cloud did not make them, or they run and cannot join.',
    next: [
      'what does the cloud say of that group (activity of the scaling group)? Is a machine there, then its console log and `journalctl -u kubelet` on it: network to the apiserver, rights, user data',
    ],
    samples: ['Scale-up timed out for node group web-pool after 15m3.1s'],
    source: 'kubernetes/autoscaler cluster-autoscaler/clusterstate/clusterstate.go',
  },
];
