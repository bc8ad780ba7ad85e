import { compact, eventIdOf, type RawEvent } from '../raw-event.ts';
import { parseDateText } from '../time/date-text.ts';
import type { Block, Opener, Sink } from './block.ts';
import { messageOf } from './fields.ts';

const group = /^\s*ProviderName: (\S.*?)\s*$/;
const eventLog = /^\s*Index\s+Time\s+EntryType\s+Source\s/;

/** How the cells of a column look that `Select-Object` may put anywhere; of others nothing is asked. */
const cells: Readonly<Record<string, string>> = {
  timecreated: '(?<time>\\S.{6,40}?)',
  timegenerated: '(?<time>\\S.{6,40}?)',
  id: '(?<id>\\d{1,5})',
  eventid: '(?<id>\\d{1,5})',
  instanceid: '(?<id>\\d{1,10})',
  recordid: '(?<recordId>\\d{1,20})',
  index: '(?<recordId>\\d{1,20})',
  providername: '(?<provider>\\S+(?: \\S+){0,5}?)',
  source: '(?<provider>\\S+(?: \\S+){0,5}?)',
  leveldisplayname: '\\S+',
  level: '\\S+',
  entrytype: '\\S+',
  logname: '\\S+',
  machinename: '\\S+',
};

/** The columns of a header, whatever was selected and in whatever order; undefined for another line. */
function columnsOf(line: string): RegExp | undefined {
  const names = line.trim().split(/\s+/);
  const before = names.at(-1) === 'Message' ? names.slice(0, -1) : names;
  const known = before.map((name) => cells[name.toLowerCase()]);
  if (names.length < 2 || known.some((one) => one === undefined)) return undefined;
  const has = (group: string) => known.filter((one) => one?.startsWith(`(?<${group}>`)).length === 1;
  if (!has('id') || !has('time') || known.length !== new Set(before).size) return undefined;
  return new RegExp(`^\\s*${known.join('\\s+')}\\s*$`);
}

const isHead = (line: string): boolean => eventLog.test(line) || columnsOf(line) !== undefined;

/**
 * The tables PowerShell prints: `Get-WinEvent`, grouped by provider, and `Get-EventLog`. Messages
 * are cut at the width of the window, the latter's times have neither year nor seconds.
 */
export const openTable: Opener = (line, _number, sink) => {
  const provider = group.exec(line)?.[1];
  if (provider !== undefined) return new Table(sink, provider);
  return isHead(line) ? new Table(sink, undefined, line) : undefined;
};

class Table implements Block {
  readonly format = 'powershell-table';
  readonly #sink: Sink;
  #provider: string | undefined;
  #messageAt = -1;
  #columns: RegExp | undefined;
  #last: RawEvent | undefined;
  #any = false;

  constructor(sink: Sink, provider: string | undefined, header?: string) {
    this.#sink = sink;
    this.#provider = provider;
    if (header !== undefined) this.#header(header);
  }

  take(line: string, number: number): 'taken' | 'refused' {
    if (line.trim() === '') return 'taken';
    const provider = group.exec(line)?.[1];
    if (provider !== undefined) {
      this.#provider = provider;
      return 'taken';
    }
    if (isHead(line)) {
      this.#header(line);
      return 'taken';
    }
    if (/^[\s-]+$/.test(line)) return 'taken';
    return this.#row(line, number);
  }

  end(): boolean {
    this.#flush();
    return this.#any;
  }

  #header(line: string): void {
    this.#messageAt = line.indexOf('Message');
    this.#columns = columnsOf(line);
  }

  #row(line: string, number: number): 'taken' | 'refused' {
    const at = this.#messageAt < 0 ? line.length : this.#messageAt;
    const before = line.slice(0, at);
    const text = line.slice(at).trim();
    if (before.trim() === '' && this.#last !== undefined) {
      this.#last = { ...this.#last, message: `${this.#last.message ?? ''} ${text}`.trim() };
      return 'taken';
    }
    const event = this.#event(before, text, number);
    if (event === undefined) return 'refused';
    this.#flush();
    this.#last = event;
    return 'taken';
  }

  #event(before: string, text: string, number: number): RawEvent | undefined {
    const row = selectedRow(before, this.#columns) ?? winEventRow(before) ?? eventLogRow(before);
    if (row === undefined) return undefined;
    const { id, time, recordId, provider = this.#provider } = row;
    return {
      ...compact<RawEvent>({ provider, id, recordId, ...messageOf(text), line: number, data: {}, time: undefined }),
      time: { text: time },
    };
  }

  #flush(): void {
    if (this.#last === undefined) return;
    this.#any = true;
    this.#sink.event(this.#last);
    this.#last = undefined;
  }
}

interface Cells {
  readonly id: number;
  readonly time: string;
  readonly recordId?: string;
  readonly provider?: string;
}

/** A row by the columns of its header. */
function selectedRow(before: string, columns: RegExp | undefined): Cells | undefined {
  const found = columns?.exec(before)?.groups;
  const id = eventIdOf(found?.['id']);
  const time = found?.['time'] ?? '';
  if (id === undefined || parseDateText(time) === undefined) return undefined;
  const { provider, recordId } = found ?? {};
  return {
    id,
    time,
    ...(recordId === undefined ? {} : { recordId }),
    ...(provider === undefined || /(?:\.\.\.|…)$/.test(provider) ? {} : { provider }),
  };
}

/** `3/10/2026 3:31:36 PM          5074 Information`; the level may be empty. */
function winEventRow(before: string): Cells | undefined {
  const match = /^\s*(\S.{6,40}?)\s{1,30}(\d{1,5})(?:\s+\D{0,40})?$/.exec(before);
  const id = eventIdOf(match?.[2]);
  const time = match?.[1] ?? '';
  return id === undefined || parseDateText(time) === undefined ? undefined : { id, time };
}

/** `4711 Mar 10 15:31  Information WAS      1073746898`. */
function eventLogRow(before: string): Cells | undefined {
  const match = /^\s*(\d{1,10})\s+(\p{L}{3,4}\.? \d{1,2} \d{1,2}:\d{2})\s+(\S+)\s+(\S.{0,60}?)\s+(\d{1,10})\s*$/u.exec(
    before,
  );
  const id = eventIdOf(match?.[5]);
  if (match === null || id === undefined) return undefined;
  const [, recordId = '', time = '', , provider = ''] = match;
  const isCut = /(?:\.\.\.|…)$/.test(provider);
  return { id, time, recordId, ...(isCut ? {} : { provider }) };
}
