import type { Table } from '../../src/core/knowledge.ts';
import { mountReasons } from '../../src/kubernetes/volumes/mount-reasons.ts';
import { eventMessages } from '../../src/modules/iis-drift/events/kinds.ts';
import { flowMessages } from '../../src/modules/k8s-flow/messages/messages.ts';
import { kubernetesMessages } from '../../src/modules/k8s-paths/error-text/find-message.ts';
import { reasonTable } from '../../src/modules/k8s-placement/reason-table.ts';
import { sessionTable } from '../../src/modules/net-path/session/rows.ts';
import { faultTable } from '../../src/modules/smtp-throttle/faults/table.ts';
import { successTable } from '../../src/modules/smtp-throttle/read/success-rows.ts';
import { replyTable } from '../../src/modules/smtp-throttle/replies/table.ts';

/** Every table of messages in diag, one line a table. */
export const tables: readonly Table[] = [
  reasonTable,
  kubernetesMessages,
  eventMessages,
  flowMessages,
  mountReasons,
  sessionTable,
  replyTable,
  faultTable,
  successTable,
];
