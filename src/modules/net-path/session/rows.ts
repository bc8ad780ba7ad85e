import type { Table } from '../../../core/knowledge.ts';
import { findRow } from '../../../core/patterns/find-row.ts';
import type { SessionRow } from './meaning.ts';
import { answerRows } from './rows/answers.ts';
import { arpingRows } from './rows/arping.ts';
import { certificateRows } from './rows/certificates.ts';
import { connectRows } from './rows/connect.ts';
import { daemonRows } from './rows/daemons.ts';
import { databaseRows } from './rows/databases.ts';
import { dockerRows } from './rows/docker.ts';
import { errorRows } from './rows/errors.ts';
import { firewallRows } from './rows/firewalls.ts';
import { kernelRows } from './rows/kernel.ts';
import { libraryRows } from './rows/libraries.ts';
import { nameRows } from './rows/names.ts';
import { nginxRows } from './rows/nginx.ts';
import { packetRows } from './rows/packets.ts';
import { pageRows } from './rows/pages.ts';
import { pingRows } from './rows/ping.ts';
import { programRows } from './rows/programs.ts';
import { proxyRows } from './rows/proxies.ts';
import { stateRows } from './rows/states.ts';
import { tlsRows } from './rows/tls.ts';
import { traceRows } from './rows/traces.ts';
import { tunnelRows } from './rows/tunnels.ts';
import { windowsRows } from './rows/windows.ts';

export const sessionRows: readonly SessionRow[] = [
  ...arpingRows,
  ...pingRows,
  ...kernelRows,
  ...daemonRows,
  ...libraryRows,
  ...nginxRows,
  ...proxyRows,
  ...tunnelRows,
  ...packetRows,
  ...programRows,
  ...databaseRows,
  ...traceRows,
  ...nameRows,
  ...certificateRows,
  ...tlsRows,
  ...connectRows,
  ...errorRows,
  ...windowsRows,
  ...answerRows,
  ...stateRows,
  ...dockerRows,
  ...firewallRows,
  ...pageRows,
];

const forTool = new Map<string, readonly SessionRow[]>();

/** The rows that count under a tool's command. */
export function rowsUnder(tool: string): readonly SessionRow[] {
  const known = forTool.get(tool) ?? sessionRows.filter(({ under = tool }) => under === tool);
  forTool.set(tool, known);
  return known;
}

export const sessionTable: Table<SessionRow> = {
  name: 'network tools',
  rows: sessionRows,
  find: (text, rows) => findRow(rows, text),
};
