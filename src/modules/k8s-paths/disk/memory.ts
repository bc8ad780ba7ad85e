import type { Message } from '../error-text/message.ts';

/** Memory that runs out, on the node or in a container. */
export const memoryMessages: readonly Message[] = [
  {
    id: 'cgroup-full',
    matches: /\/sys\/fs\/cgroup\/\S{0,300}: no space left on device/,
    kind: 'cause',
    confidence: 'possible',
    part: 'runtime',
    says: 'The kernel refuses another cgroup, and no disk is full: its 65,535 ids of memory cgroups are used up (kernels before 4.19 leak them), or a cpuset has no CPUs.',
    next: ['`cat /proc/cgroups`: how many of memory? A reboot frees what leaked; a newer kernel does not leak'],
    samples: [
      'unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1/a: no space left on device: unknown',
    ],
    not: ['mkdir /var/lib/kubelet/pods/x: no space left on device'],
    source: 'linux mm/memcontrol.c (MEM_CGROUP_ID_MAX), kernel/cgroup/cpuset.c; kubernetes #61937',
  },
  {
    id: 'talos-oom',
    matches: /Sending SIGKILL to cgroup .{0,60}OOMController.{0,60}"cgroup": ?\\?"([^"\\]{1,200})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'Talos killed the cgroup $1 because the node was short of memory (its own OOM controller, since 1.12).',
    next: [
      '`kubectl top pods -A --sort-by=memory` and `talosctl stats`; give the node more memory or the pods limits; an OOMConfig document sets when it kills',
    ],
    samples: [
      'Sending SIGKILL to cgroup {"component": "controller-runtime", "controller": "runtime.OOMController", "cgroup": "/sys/fs/cgroup/kubepods/burstable/pod77f0"}',
    ],
    source: 'talos internal/app/machined/pkg/controllers/runtime/oom.go',
  },
  {
    id: 'oom-kill',
    matches:
      /Out of memory: Kill(?:ed)? process|oom-kill:constraint=|Memory cgroup out of memory|^(?:.{0,80}\bkernel: |\[[^\]]{3,40}\] )?Killed process \d|SystemOOM/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ text }) => {
      const process =
        /Kill(?:ed)? process \d{1,10} \(([^)]{1,40})\)|,task=([^,]{1,40}),pid=/.exec(text)?.slice(1).find(Boolean) ??
        'a process';
      if (/Memory cgroup|CONSTRAINT_MEMCG/.test(text))
        return `The kernel killed ${process} because its cgroup had reached its memory limit: for a pod the limit of its container.`;
      if (/Out of memory|CONSTRAINT_NONE|global_oom/.test(text))
        return `The kernel killed ${process} because the whole node had run out of memory.`;
      return `The kernel killed ${process} for want of memory: "Memory cgroup" means the limit of a container, else the whole node.`;
    },
    next: ['`dmesg -T | grep -i -A2 "out of memory"` names the process; `kubectl top pods -A --sort-by=memory`'],
    samples: [
      'Out of memory: Killed process 4711 (java) total-vm:8GB',
      'Memory cgroup out of memory: Killed process 4711 (node)',
      '[Thu Dec  7 00:05:15 2017] Killed process 28438 (java) total-vm:20255636kB, anon-rss:466160kB',
    ],
    source: 'Linux mm/oom_kill.c',
  },
  {
    id: 'oom-invoked',
    matches: /\binvoked oom-killer/,
    kind: 'cause',
    part: 'kubelet',
    catchAll: true,
    says: 'The kernel is out of memory, of a container or of the whole node, and kills a process; which one and why, the lines below it say.',
    next: ['`dmesg -T | grep -i -A2 "out of memory"` names the process; `kubectl top pods -A --sort-by=memory`'],
    yieldsTo: /^oom-kill$/,
    samples: ['etcd invoked oom-killer: gfp_mask=0x14000c0(GFP_KERNEL), order=0, oom_score_adj=0'],
    source: 'Linux mm/oom_kill.c',
  },
  {
    id: 'container-oom-last',
    matches: /^\s*Reason: {2,}OOMKilled\s*$/,
    kind: 'cause',
    confidence: 'possible',
    says: 'A container was killed for using more memory than its limit when it last ended (OOMKilled); where it has been up and ready since, that is over.',
    next: ['compare its limit with what it uses (`kubectl top pod --containers`); raise the limit or find the leak'],
    samples: ['      Reason:       OOMKilled'],
    source: 'kubectl pkg/describe/describe.go',
  },
  {
    id: 'container-oom',
    matches: /\bOOMKilled\b/,
    kind: 'cause',
    says: 'A container was killed for using more memory than its limit (OOMKilled).',
    next: ['compare its limit with what it uses (`kubectl top pod --containers`); raise the limit or find the leak'],
    samples: ['container web ended with 137: OOMKilled: '],
    source: 'kubernetes pkg/kubelet/kuberuntime',
  },
];
