import type { Message } from '../error-text/message.ts';

const log = (group: number): string => `\`journalctl -n 100 --no-pager -l -u $${group}\``;

/** How the main process of a unit ended, in systemd's words. */
function howEnded(code: string, status: string, result: string): string {
  if (result === 'oom-kill') return 'because the kernel killed it for want of memory';
  if (result === 'timeout') return 'because it did not get ready in the time its unit gives it';
  if (result === 'watchdog') return 'because it did not answer its watchdog';
  if (result !== '') return `with the result ${result}`;
  return code === 'exited' ? `by itself, with status ${status.replace(/\/n\/a$/, '')}` : `by the signal ${status}`;
}

/** A unit that ends, is started anew, and is given up at last. */
export const endedUnitMessages: readonly Message[] = [
  {
    id: 'unit-given-up',
    matches:
      /(\S{1,80}?)(?:\.service)?: (?:Start request repeated too quickly|Failed with result '?start-limit)|start request repeated too quickly for (\S{1,80}?)(?:\.service)?\s*$|(\S{1,80}?)(?:\.service)? start request repeated too quickly, refusing to start/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: 'systemd has given the unit $1$2$3 up: it ended so often in a row that it is not started any more, whatever was mended since.',
    next: [
      log(1),
      log(2),
      log(3),
      'once mended: `systemctl reset-failed $1`, then `systemctl start $1`',
      'once mended: `systemctl reset-failed $2`, then `systemctl start $2`',
      'once mended: `systemctl reset-failed $3`, then `systemctl start $3`',
    ],
    samples: [
      'kubelet.service: Start request repeated too quickly.',
      'start request repeated too quickly for kubelet.service',
      'etcd.service start request repeated too quickly, refusing to start.',
      "kubelet.service: Failed with result 'start-limit-hit'.",
    ],
    yieldsTo: /^(?!unit-restarts$)/,
    source: 'systemd src/core/service.c, src/core/unit.c (unit_test_start_limit)',
  },
  {
    id: 'unit-restarted',
    matches:
      /(\S{1,80}?)(?:\.service)?: [Ss]cheduled restart job, restart counter is at (\d{1,9})|(\S{1,80}?)(?:\.service)? holdoff time over, scheduling restart/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: ({ groups: [, unit = '', times = '', old = ''] }) =>
      `systemd starts the unit ${unit}${old} anew because it ended${times === '' ? '' : ` (${times} times by then)`}: what it said last says why.`,
    next: [log(1), log(3)],
    samples: [
      'kubelet.service: Scheduled restart job, restart counter is at 557.',
      'kubelet.service holdoff time over, scheduling restart.',
    ],
    yieldsTo: /^(?!unit-(?:given-up|restarts)$)/,
    source: 'systemd src/core/service.c (service_enter_restart)',
  },
  {
    id: 'unit-ended',
    matches:
      /(\S{1,80}?)(?:\.service)?: (?:[Mm]ain process exited, code=(\w{1,10}), status=(\S{1,30})|Failed with result '?([\w-]{1,30}))|(?:Unit |^)(\S{1,80}?)(?:\.service)? (?:entered failed state|(?<=\.service )failed\.$)/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: ({ groups: [, unit = '', code = '', status = '', result = '', failed = ''] }) =>
      failed === ''
        ? `The unit ${unit} ended ${howEnded(code, status, result)}; what it said last says why.`
        : `The unit ${failed} ended and counts as failed; what it said last says why.`,
    next: [log(1), log(5)],
    samples: [
      'kubelet.service: Main process exited, code=exited, status=1/FAILURE',
      'kubelet.service: main process exited, code=killed, status=9/KILL',
      "kubelet.service: Failed with result 'exit-code'.",
      'Unit kubelet.service entered failed state.',
      'kubelet.service failed.',
    ],
    yieldsTo: /^(?!unit-(?:restarts|restarted|given-up)$)/,
    source: 'systemd src/core/service.c',
  },
];
