import { rowCells } from '../../core/csv-row.ts';
import { isObject, parsed } from '../../core/json.ts';
import { keyValueOf } from '../eventlog/text/key-value.ts';

/** A process as text: what `Get-CimInstance Win32_Process`, `Get-Process` or wmic show of it. */
export interface WorkerRow {
  readonly processId: string | undefined;
  readonly started: string | undefined;
  readonly commandLine: string | undefined;
  readonly computer: string | undefined;
  readonly line: number;
}

const columns: Readonly<Record<string, keyof WorkerRow>> = {
  processid: 'processId',
  id: 'processId',
  handle: 'processId',
  creationdate: 'started',
  starttime: 'started',
  commandline: 'commandLine',
  pscomputername: 'computer',
  csname: 'computer',
  node: 'computer',
};

type Draft = { -readonly [K in keyof WorkerRow]: WorkerRow[K] };
const emptyRow = (line: number): Draft => ({
  processId: undefined,
  started: undefined,
  commandLine: undefined,
  computer: undefined,
  line,
});
const columnOf = (name: string): keyof WorkerRow | undefined =>
  columns[name.trim().replace(/[\s"]/g, '').toLowerCase()];

/** The rows of an output in any of its forms: JSON, CSV, list or table. */
export function workerRows(text: string): WorkerRow[] {
  const bare = text.trimStart();
  if (bare.startsWith('{') || bare.startsWith('[')) return jsonRows(text);
  const lines = text.split(/\r\r\n|\r?\n/);
  const header = lines.findIndex((line) => csvHeader(line) !== undefined);
  if (header >= 0) return csvRows(lines, header);
  const listed = listRows(lines);
  return listed.length > 0 ? listed : tableRows(lines);
}

function jsonRows(text: string): WorkerRow[] {
  const value = parsed(text);
  return (Array.isArray(value) ? value : [value]).filter(isObject).map((one) => {
    const row = emptyRow(1);
    for (const [name, given] of Object.entries(one)) set(row, name, isObject(given) ? given['value'] : given);
    return row;
  });
}

function set(row: Draft, name: string, value: unknown): void {
  const column = columnOf(name);
  if (column === undefined || column === 'line' || value === null || value === undefined) return;
  row[column] ??= String(value).trim();
}

function csvHeader(line: string): { delimiter: string; names: string[] } | undefined {
  for (const delimiter of [',', ';', '\t']) {
    const names = rowCells(line, delimiter) ?? [];
    if (names.length > 1 && names.filter((name) => columnOf(name) !== undefined).length > 1)
      return { delimiter, names };
  }
  return undefined;
}

function csvRows(lines: readonly string[], at: number): WorkerRow[] {
  const header = csvHeader(lines[at] ?? '');
  return lines.slice(at + 1).flatMap((line, i) => {
    const cells = line.trim() === '' ? [] : (rowCells(line, header?.delimiter ?? ',') ?? []);
    const row = emptyRow(at + 2 + i);
    for (const [column, name] of (header?.names ?? []).entries()) set(row, name, cells[column]);
    return cells.length > 1 ? [row] : [];
  });
}

/** `ProcessId : 9252` (Format-List; a long value goes on, indented) and `ProcessId=9252` (wmic /format:list). */
function listRows(lines: readonly string[]): WorkerRow[] {
  const rows: Draft[] = [];
  let row: Draft | undefined;
  let last: keyof WorkerRow | undefined;
  for (const [i, line] of lines.entries()) {
    const pair = keyValueOf(line.replace(/^(\w+)=/, '$1: '));
    const column = pair === undefined ? undefined : columnOf(pair.key);
    if (pair !== undefined && column !== undefined) {
      if (row === undefined || row[column] !== undefined) {
        row = emptyRow(i + 1);
        rows.push(row);
      }
      set(row, pair.key, pair.value);
      last = column;
    } else if (row !== undefined && last === 'commandLine' && /^\s{8,}\S/.test(line)) {
      row.commandLine += ` ${line.trim()}`;
    } else last = undefined;
  }
  return rows;
}

const date = /\d{14}\.\d{6}[+-]\d{3}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}:\d{2}(?:[\s\u202f][AP]M)?/i;

/** A row of a table: the pid, the date and the command line, in whatever order the columns are. */
function tableRows(lines: readonly string[]): WorkerRow[] {
  return lines.flatMap((line, i) => {
    const started = date.exec(line.slice(0, 4000))?.[0];
    if (started === undefined) return [];
    const without = line.replace(started, ' ');
    const command = /(?:"?[a-z]:\\|\bw3wp).*?w3wp\.exe.*?(?=\s{2,}\d+\s*$|$)/i.exec(without)?.[0];
    const rest = command === undefined ? without : without.replace(command, ' ');
    const processId = /(?:^|\s)(\d{1,10})(?=\s|$)/.exec(rest)?.[1];
    return processId === undefined ? [] : [{ ...emptyRow(i + 1), processId, started, commandLine: command }];
  });
}
