import { defineCode } from '../../../core/code.ts';
import { docs } from './sources.ts';

export const ownServer = defineCode<{
  /** Id of the row of `faults/`. */
  fault: string;
  says: string;
  /** Lines that say so. */
  lines: number;
  /** What else it says is wrong, a sentence each. */
  besides: readonly string[];
  cure: readonly string[];
}>({
  code: 'SMTP176',
  name: 'own-server',
  severity: 'critical',
  summary: 'The mail server that wrote the log does not work itself: a setting, a file, a daemon of its own.',
  title: (f) => f.says,
  why: (f) => ['The server says so of itself; no other server refused anything there.', ...f.besides].join(' '),
  next: (f) => f.cure,
  docs: [docs.postfixDebug],
});
