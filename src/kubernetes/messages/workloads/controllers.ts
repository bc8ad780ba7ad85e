import type { Message } from '../message.ts';

/** What controllers tell of the pods they make. */
export const controllerMessages: readonly Message[] = [
  {
    id: 'cronjob-missed',
    matches:
      /[Cc]annot determine if (\S{1,300}) needs to be started: [Tt]oo many missed start times?|([Tt]oo many missed start times)(?: ?\(> \d{1,4}\))?(?:: \d{1,9})?[.:] ?.{0,40}Set or decrease/,
    kind: 'cause',
    confidence: 'possible',
    says: ({ groups: [, name = '', newer = ''] }) =>
      newer === ''
        ? `The CronJob ${name} has missed more than 100 of its times (it was suspended, the controller manager did not run, or a clock jumped) and is not started any more.`
        : 'A CronJob has missed more than 100 of its times (it was suspended, an old Job of it ran on, the controller manager did not run, or a clock jumped). Its controller only warns of that, and goes on with the newest.',
    next: [
      'set .spec.startingDeadlineSeconds of it (a few times its interval); are the clocks of the control plane right?',
    ],
    samples: [
      'Cannot determine if shop/report needs to be started: too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'too many missed start times: 101. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
    ],
    source: 'kubernetes pkg/controller/cronjob/utils.go',
  },
  {
    id: 'daemon-pod-failed',
    matches: /Found failed daemon pod (\S{1,300}) on node (\S{1,253}), will try to kill it/,
    kind: 'state',
    confidence: 'possible',
    says: 'A pod of a DaemonSet ends as Failed on $2 again and again, and its controller makes another: the kubelet there refuses or evicts it (labels or taints of the node that the scheduler did not see, too few resources, pressure).',
    next: [
      '`kubectl get events -A --field-selector involvedObject.kind=Pod | grep $2`: the message of the pod that failed says why (NodeAffinity, OutOf…, Evicted)',
    ],
    samples: ['Warning FailedDaemonPod Found failed daemon pod shop/agent-77aa1 on node w3, will try to kill it'],
    source: 'kubernetes pkg/controller/daemon/daemon_controller.go',
  },
  {
    id: 'pods-not-running',
    matches:
      /^\s*Pods Status(?:es)?:\s{1,40}\d{1,6} Running \/ (?=.{0,80}?(?:[1-9]\d{0,5} Waiting|[1-9]\d{0,5} Failed))(?:(\d{1,6}) Waiting \/ )?\d{1,6} Succeeded \/ (\d{1,6}) Failed/,
    kind: 'state',
    confidence: 'possible',
    says: 'Of the pods of this workload $1 wait and $2 have failed: their own events and logs say why.',
    next: [
      '`kubectl get pods` with the selector of the workload, then `kubectl describe pod` of one that waits or failed',
    ],
    samples: [
      'Pods Status:  1 Running / 2 Waiting / 0 Succeeded / 0 Failed',
      'Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 3 Failed',
    ],
    not: ['Pods Status:  3 Running / 0 Waiting / 0 Succeeded / 0 Failed'],
    yieldsTo: /^(?!pods-not-running$)/,
    source: 'kubectl pkg/describe/describe.go',
  },
  {
    id: 'normal-event',
    matches: /^Normal (?!ExternalProvisioning|SandboxChanged|NodeNotReady|Evicted|TaintManagerEviction)[A-Z]\w{2,60} /,
    kind: 'well',
    says: 'An event of type Normal.',
    samples: ['Normal Scheduled Successfully assigned shop/web-1 to n1'],
    source: 'kubernetes pkg/kubelet/events',
  },
];
