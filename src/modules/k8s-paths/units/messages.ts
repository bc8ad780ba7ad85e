import type { Message } from '../error-text/message.ts';
import { endedUnitMessages } from './ended.ts';

const config = '/var/lib/kubelet/config.yaml';
const flags = '/var/lib/kubelet/kubeadm-flags.env';
const kubelet = /^(?:kubelet|kubelite|k3s|rke2|k3s-agent|systemd|kubeadm)$/;

/** What systemd says of the units of a node, and a program under it that ends. */
export const unitMessages: readonly Message[] = [
  {
    id: 'kubelet-usage-dump',
    matches: /kubelet\[\d+\]: +--[a-z-]+ [a-zA-Z]|^ +--(?:vmodule|volume-plugin-dir|version) /,
    kind: 'cause',
    name: 'kubelet-unknown-flag',
    part: 'kubelet',
    says: 'The kubelet printed its usage: it was started with an unknown or invalid command-line flag (exit status 2). The flag is named just above the usage.',
    next: [
      '`journalctl -u kubelet --no-pager | grep -m1 -iE "unknown|invalid|failed to parse"`; then take that flag out of where the unit gets it: `systemctl cat kubelet`',
    ],
    where: ['/etc/systemd/system/kubelet.service.d', flags, '/etc/default/kubelet'],
    samples: ['kubelet[812]:       --volume-plugin-dir string   The full path of the directory'],
    source: 'cobra, kubernetes cmd/kubelet/app',
  },
  {
    id: 'kubelet-binary-path',
    matches:
      /status=203\/EXEC|Failed at step EXEC spawning (\S{1,150}): (?:No such file|Permission denied|Exec format error)/,
    kind: 'cause',
    name: 'kubelet-binary-path',
    part: 'kubelet',
    says: 'systemd cannot start the program ExecStart names ($1): it is not there, not executable, or of another architecture.',
    next: [
      '`systemctl cat` of that unit shows ExecStart; put the path right or install the program, then `systemctl daemon-reload` and start it',
    ],
    where: ['/etc/systemd/system/kubelet.service.d', '/usr/lib/systemd/system/kubelet.service'],
    samples: [
      'kubelet.service: Failed at step EXEC spawning /usr/local/bin/kubelet: No such file or directory',
      'kubelet.service: Main process exited, code=exited, status=203/EXEC',
    ],
    source: 'systemd src/core/exec-invoke.c',
  },
  {
    id: 'kubelet-exited-in-supervisor',
    matches: /Kubelet exited: (.{1,120})|kubelet exited(?: with error)?: (.{1,120})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet that k3s or rke2 runs ended ($1$2): its own log says why.',
    next: ['{kubelet-log}'],
    samples: [
      'level=error msg="Kubelet exited: exit status 1"',
      'level=fatal msg="kubelet exited: failed to run Kubelet"',
    ],
    source: 'k3s pkg/daemons/executor, rke2 pkg/podexecutor',
  },
  {
    id: 'kubelet-healthz-refused',
    matches:
      /:10248\/healthz.{0,200}(?:connection refused|deadline exceeded)|kubelet isn't running or healthy|kubelet is not healthy after/,
    kind: 'state',
    name: 'kubelet-stopped',
    part: 'kubelet',
    says: 'The kubelet does not answer its health check on 10248: it ended, or never started. Its own log says why (swap, cgroup driver, runtime, configuration).',
    next: ['{kubelet-log}'],
    where: [config, flags],
    samples: [
      '[kubelet-check] The HTTP call equal to \'curl -sSL http://localhost:10248/healthz\' failed with error: Get "http://localhost:10248/healthz": dial tcp 127.0.0.1:10248: connect: connection refused.',
      "[kubelet-check] It seems like the kubelet isn't running or healthy.",
      '[kubelet-check] The kubelet is not healthy after 4m0.000451s',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
  },
  {
    id: 'unit-masked',
    matches:
      /Unit (\S{1,60}?)(?:\.service)? is masked|Unit (\S{1,60}?)(?<!\.(?:slice|scope|mount|device))(?:\.service)? (?:could not be found|not found)\b|Failed to (?:start|restart|enable) (\S{1,60}?)(?:\.service)?: Unit .{0,80}not found/,
    kind: 'cause',
    part: 'kubelet',
    says: 'systemd does not know the unit $1$2$3, or it is masked: the program is not installed as a unit here, or was disabled for good. Control-plane components of kubeadm are static pods and have no units.',
    next: ['`systemctl list-unit-files` shows what there is; `systemctl unmask` with its name where it is masked'],
    samples: [
      'Failed to start kubelet.service: Unit kubelet.service is masked.',
      'Unit kube-apiserver.service could not be found.',
    ],
    not: ['sd-bus call: Unit kubepods-besteffort-pod1c15.slice not found.: I/O error'],
    source: 'systemd src/systemctl',
  },
  ...endedUnitMessages,
  {
    id: 'unit-restarts',
    matches: /^\s*Active: (failed|activating \(auto-restart\))(?: \(Result: ([\w-]{1,30})\))?/,
    // The lines below it name the unit.
    needs: {
      text: /^(?![\s\S]*(?:entered failed state|ain process exited, code=|Failed with result|Start request repeated too quickly|cheduled restart job))/,
    },
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: ({ groups: [, state = '', result = ''] }) =>
      state !== 'failed'
        ? 'systemd starts a unit again and again because it ends: what it said last says why.'
        : /^start-limit/.test(result)
          ? 'systemd has given a unit up: it ended so often in a row that it is not started any more. What it said last says why.'
          : `A unit has failed${result === '' ? '' : ` (${result})`} and does not run: what it said last says why.`,
    next: ['`journalctl -n 100 --no-pager -l -u` with the name of that unit'],
    samples: [
      '   Active: activating (auto-restart) (Result: exit-code) since Mon',
      '   Active: failed (Result: start-limit) since Wed 2019-01-23 11:11:46 CST; 12min ago',
    ],
    yieldsTo: /./,
    source: 'systemd src/core/service.c',
  },
  {
    id: 'unit-job-failed',
    matches:
      /Job for ((?:k3s(?:-agent)?|rke2-(?:server|agent)|k0s\w{1,10}|kubelet|kube-[\w-]{3,24}|etcd|containerd|docker|crio|cri-docker|flanneld|snap\.microk8s\.[\w.-]{3,60})\.service) failed because/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: '$1 did not start; systemd tells no more than that, its own log does.',
    next: ['`journalctl -n 100 --no-pager -l -u $1`'],
    samples: ['Job for k3s.service failed because the control process exited with error code.'],
    not: ['Job for nginx.service failed because the control process exited with error code.'],
    yieldsTo: /./,
    source: 'systemd src/systemctl/systemctl-start-unit.c',
  },
  {
    id: 'unit-file-changed',
    matches: /(\S{1,80}?)(?:\.service)?: Current command vanished from the unit file/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    part: 'kubelet',
    says: 'The unit file of $1 was changed while it was starting (a package, or daemon-reload during the start), so systemd dropped that start.',
    next: ['`systemctl restart $1`, then `systemctl status $1`'],
    samples: [
      "kubelet.service: Current command vanished from the unit file, execution of the command list won't be resumed.",
    ],
    source: 'systemd src/core/service.c',
  },
  {
    id: 'unit-replaced',
    matches: /^\s*Active: inactive \(dead\)/,
    needs: { text: /snap\.microk8s\.daemon-(?:kubelet|proxy|scheduler|controller-manager|apiserver)\b/ },
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'This service of MicroK8s does not run. From 1.21 on kubelite does the work of apiserver, controller manager, scheduler, kubelet and proxy, and their own services end at once, as they should.',
    next: ['`systemctl status snap.microk8s.daemon-kubelite`; `microk8s inspect`'],
    // A sample stands alone, without the text that tells it from other units.
    samples: ['   Active: inactive (dead) since Mon; snap.microk8s.daemon-kubelet'],
    source: 'canonical/microk8s microk8s-resources/wrappers/run-kubelite-with-args, snap/snapcraft.yaml',
  },
  {
    id: 'unit-dead',
    matches: /^\s*Active: inactive \(dead\)/,
    kind: 'state',
    part: 'kubelet',
    says: 'A unit does not run (inactive): it was stopped, or never started.',
    next: ['`systemctl start` with the name of the unit above, then `systemctl status` again'],
    needs: { component: kubelet },
    samples: ['   Active: inactive (dead) since Mon 2026-01-01 00:00:00 UTC; 5min ago'],
    source: 'systemd src/systemctl',
  },
  {
    id: 'go-panic',
    matches: /^(?:panic: )(runtime error: .{1,200}|.{1,200} \[recovered\])|^\[signal SIGSEGV: segmentation violation/,
    kind: 'cause',
    catchAll: true,
    part: 'kube-apiserver',
    says: ({ component = '', groups: [, reason = ''] }) =>
      `${component === '' ? 'A program' : component} ended by a fault of its own (Go panic)${reason === '' ? '' : `: ${reason}`}. Its configuration may have led it there, but it is a bug of that version.`,
    next: [
      'look the first lines below "goroutine" up in its issues; go back to the version that worked, or on to a newer one',
    ],
    samples: [
      'panic: runtime error: invalid memory address or nil pointer dereference',
      '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x262b009]',
    ],
    not: ['panic: tocommit(12) is out of range [lastIndex(3)]. Was the raft log corrupted, truncated, or lost?'],
    source: 'Go runtime/panic.go',
  },
  {
    id: 'kubelet-failed-to-run',
    matches: /failed to run Kubelet: (.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: 'The kubelet ends at start: $1',
    next: ['{kubelet-log}'],
    samples: ['"command failed" err="failed to run Kubelet: something new"'],
    source: 'kubernetes cmd/kubelet/app/server.go',
  },
];
