import type { Message } from '../error-text/message.ts';

const look = '`dmesg -T | tail -100`, and what the hypervisor or the board of the host says of that time';
const backUp = 'move what matters off this node (`kubectl drain`), back up etcd first where it is on it';

/** What the kernel of a node complains of apart from memory, file systems and the network. */
export const kernelMessages: readonly Message[] = [
  {
    id: 'kernel-oops',
    matches:
      /\bBUG: (?:unable to handle (?:kernel|page fault)|kernel NULL pointer)|\bkernel BUG at |\bgeneral protection fault(?:: [0-9a-f]{4} \[#\d|, (?:probably|maybe) for )|\bdivide error: 0000|\bKernel panic - not syncing(?:: (.{1,120}))?/,
    kind: 'cause',
    part: 'disk',
    says: 'The kernel of the node met a fault of its own: whatever ran there may hang or be lost until it is booted again.',
    next: [look, 'boot the node; the same trace twice is a bug of that kernel or a driver: change its version'],
    samples: [
      'BUG: unable to handle kernel NULL pointer dereference at 0000000000000058',
      'Kernel panic - not syncing: Fatal exception in interrupt',
      'general protection fault: 0000 [#1] SMP PTI',
      'general protection fault, probably for non-canonical address 0xdead000000000108: 0000 [#1] PREEMPT SMP NOPTI',
    ],
    // Of a program: show_signal() says it with "ip:" behind.
    not: [
      'traps: java[4711] general protection fault ip:7f3f5a3d2e9c sp:7ffd1b2c3d40 error:0 in libc-2.31.so[7f3f5a3ab000+178000]',
    ],
    source: 'Linux arch/x86/mm/fault.c, arch/x86/kernel/traps.c, kernel/panic.c',
  },
  {
    id: 'cpu-stalled',
    matches:
      /\bsoft lockup - CPU#\d{1,4} stuck for (\d{1,6})s!(?: \[([^\]:]{1,40}))?|\brcu\w{0,12}(?:: INFO: \w{1,20})? ?(?:self-detected stall|detected stalls) on CPU|\bhard LOCKUP\b/,
    kind: 'cause',
    part: 'disk',
    says: 'A CPU of the node did not get to run anything else for a long time: the hypervisor takes it away (steal time), or a driver hangs. etcd and the kubelet miss their deadlines meanwhile.',
    next: ['`vmstat 1 5` (st) and `top`: does the hypervisor take the time?', look],
    samples: [
      'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kubelet:900]',
      'rcu: INFO: rcu_sched self-detected stall on CPU',
    ],
    source: 'Linux kernel/watchdog.c, kernel/rcu/tree_stall.h',
  },
  {
    id: 'hardware-error',
    matches:
      /\[Hardware Error\]: event severity: (fatal|recoverable)|\bmce: \[Hardware Error\]: CPU|\bUE memory read error\b/,
    kind: 'cause',
    part: 'disk',
    says: 'The hardware of the node reports an error that it could not correct: memory, CPU or bus.',
    next: ['`ras-mc-ctl --summary` or `ipmitool sel list` names the part', backUp],
    samples: [
      '{1}[Hardware Error]: event severity: fatal',
      'mce: [Hardware Error]: CPU 3: Machine Check: 0 Bank 5: be00',
    ],
    not: ['{1}[Hardware Error]: event severity: corrected'],
    source: 'Linux drivers/firmware/efi/cper.c, arch/x86/kernel/cpu/mce',
  },
  {
    id: 'hardware-corrected',
    matches: /\[Hardware Error\]: event severity: corrected|\bCE memory read error\b/,
    kind: 'state',
    confidence: 'possible',
    says: 'The hardware of the node corrected an error of its memory or bus: one is nothing, many of one module announce that it fails.',
    next: ['`ras-mc-ctl --summary` or `ipmitool sel list`: how many, and of which module?'],
    samples: [
      'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x1)',
      '{1}[Hardware Error]: event severity: corrected',
    ],
    source: 'Linux drivers/edac/edac_mc.c',
  },
  {
    id: 'disk-sectors',
    matches:
      /\bcritical (?:medium|target) error, dev (?!(?:fd|sr|loop)\d)(\w{1,20})|\bBuffer I\/O error on dev(?:ice)? (?!(?:fd|sr|loop)\d)(\w{1,20})|\bDevice: (\/dev\/\w{1,20})\b.{0,40}, \d{1,6} (?:Currently unreadable|Offline uncorrectable)|\bnvme (nvme\d{1,3}): (?:I\/O \d{1,6}.{0,40} timeout|controller is down)/,
    kind: 'cause',
    part: 'disk',
    says: ({ groups }) =>
      `A disk of the node${groups.slice(1).find(Boolean) === undefined ? '' : ` (${groups.slice(1).find(Boolean)})`} cannot be read or does not answer: it fails, or its cable, controller or volume does.`,
    next: ['`smartctl -a DEVICE`, `dmesg -T | tail -50`; of a volume of a cloud, its state there', backUp],
    samples: [
      'blk_update_request: critical medium error, dev sda, sector 123456',
      'Buffer I/O error on dev sdb, logical block 0, async page read',
      'Device: /dev/sda [SAT], 128 Currently unreadable (pending) sectors',
      'nvme nvme0: I/O 12 QID 3 timeout, aborting',
    ],
    not: [
      'Buffer I/O error on dev fd0, logical block 0, async page read',
      'blk_update_request: critical medium error, dev sr0, sector 0',
      'Buffer I/O error on dev loop3, logical block 512, async page read',
      'ata1.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x0',
    ],
    source: 'Linux block/blk-core.c, fs/buffer.c, drivers/nvme/host/pci.c; smartmontools smartd.cpp',
  },
  {
    id: 'drive-empty',
    matches:
      /\b(?:I\/O|critical (?:medium|target)) error, dev (?:fd|sr)\d{1,2},|\bBuffer I\/O error on dev(?:ice)? (?:fd|sr)\d{1,2},/,
    kind: 'harmless',
    says: 'Harmless: the drive of a floppy or CD, mostly a virtual one with nothing in it; no disk of the node.',
    samples: [
      'blk_update_request: I/O error, dev fd0, sector 0',
      'I/O error, dev sr0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2',
      'Buffer I/O error on dev fd0, logical block 0, async page read',
      'blk_update_request: critical medium error, dev sr0, sector 0',
    ],
    not: ['blk_update_request: I/O error, dev sda, sector 12345', 'Buffer I/O error on dev sdb, logical block 0'],
    source: 'Linux drivers/block/floppy.c, drivers/scsi/sr.c, block/blk-core.c',
  },
  {
    id: 'ata-exception',
    matches: /\bata\d{1,3}(?:\.\d\d)?: (?:failed command|exception Emask)/,
    kind: 'cause',
    confidence: 'possible',
    part: 'disk',
    says: 'A command to a drive of the node failed or got no answer, and the kernel tries it again: one is nothing; many announce that the disk, its cable or its controller fails.',
    next: ['`smartctl -a DEVICE`, `dmesg -T | grep ata`: how many of that link, and do I/O errors follow?'],
    yieldsTo: /^(?:disk-sectors|io-error|xfs-down)$/,
    samples: [
      'ata1.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x0',
      'ata3.00: failed command: READ FPDMA QUEUED',
    ],
    source: 'Linux drivers/ata/libata-eh.c ata_eh_link_report',
  },
  {
    id: 'xfs-down',
    matches: /\bXFS \(([\w-]{1,40})\): .{0,80}(?:Shutting down filesystem|Filesystem has been shut down)/i,
    kind: 'cause',
    part: 'disk',
    says: 'The kernel took the file system $1 down after errors (XFS): whatever lies on it answers with input/output errors.',
    next: ['`dmesg -T | tail -50`: the disk below it; then unmount, `xfs_repair`, mount', backUp],
    samples: ['XFS (dm-3): Log I/O Error Detected. Shutting down filesystem'],
    source: 'Linux fs/xfs/xfs_fsops.c',
  },
  {
    id: 'netdevice-held',
    matches: /\bunregister_netdevice: waiting for (\S{1,40}) to become free\. Usage count = \d/,
    kind: 'state',
    confidence: 'possible',
    part: 'cni',
    says: 'The kernel cannot remove the network device $1 of a container that is gone: pods are made and deleted slowly or not at all on this node until it is booted. A bug of older kernels.',
    next: ['boot the node; a newer kernel where it comes again'],
    samples: ['unregister_netdevice: waiting for eth0 to become free. Usage count = 1'],
    source: 'Linux net/core/dev.c netdev_wait_allrefs; docker/for-linux issue 211',
  },
  {
    id: 'nic-hung',
    matches:
      /NETDEV WATCHDOG: (?:(\S{1,40}) \(\S{1,40}\)|.{0,40}?): transmit queue \d{1,4} timed out|(\S{1,40}): (?:initiating reset due to tx timeout|Detected (?:Hardware Unit Hang|Tx Unit Hang))/,
    kind: 'state',
    says: 'The network card $1$2 of this node hangs: it does not send what it was given, and the driver resets it. Connections of the node break off meanwhile, and it may turn NotReady.',
    next: [
      '`ethtool -S` and `ethtool -i` of that device: errors, driver, firmware; another cable or port of the switch',
      'where it comes again: newer driver or firmware, or offloads off (`ethtool -K` … `tso off gso off`), as known of some cards',
    ],
    samples: [
      'NETDEV WATCHDOG: eth0 (e1000e): transmit queue 0 timed out',
      'ixgbe 0000:08:00.1 enp8s0f1: NETDEV WATCHDOG: CPU: 2: transmit queue 17 timed out 5768 ms',
      'ixgbe 0000:08:00.1 enp8s0f1: initiating reset due to tx timeout',
      'e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:',
    ],
    not: ['e1000e 0000:00:1f.6 eno1: NIC Link is Up 1000 Mbps Full Duplex'],
    source: 'Linux net/sched/sch_generic.c (dev_watchdog); drivers/net/ethernet/intel',
  },
];
