import type { Table } from '../../../core/knowledge.ts';
import { findRow } from '../../../core/patterns/find-row.ts';
import type { FaultRow } from './fault-row.ts';
import { otherFaults } from './other-servers.ts';
import { postfixFaults } from './postfix.ts';
import { postfixParts } from './postfix-parts.ts';
import { postfixFatal, postfixServices } from './postfix-services.ts';

const postfixRows: readonly FaultRow[] = [...postfixFaults, ...postfixServices, ...postfixParts, postfixFatal];
/** What mail servers say of themselves; causes first. */
export const faultTable: Table<FaultRow> = {
  name: 'faults of a mail server',
  rows: [...otherFaults, ...postfixRows],
  find: (text, rows) => findRow(rows, text),
};

const byId = new Map(faultTable.rows.map((row) => [row.id, row]));
export const faultOf = (id: string): FaultRow | undefined => byId.get(id);

/** Whether a fault is one that nothing here explains. */
export const isUnread = (id: string): boolean => id === postfixFatal.id;

/** What a line of Postfix says of Postfix itself; undefined where it is about a mail or a caller. */
export const faultOfPostfix = (text: string): FaultRow | undefined => findRow(postfixRows, text);
/** The same of Exim, sendmail and Exchange. */
export const faultOfOthers = (text: string): FaultRow | undefined => findRow(otherFaults, text);
