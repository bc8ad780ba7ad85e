import type { InputCoverage } from '../../core/coverage.ts';
import { unrecognizedInput } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { isMaillog, MaillogReader } from './fast/maillog.ts';
import { observeRange } from './fast/observe-range.ts';
import { canScan, openScanner } from './fast/scanner.ts';
import { faultOfOthers } from './faults/table.ts';
import { merge } from './merge.ts';
import type { SmtpObservations } from './observations.ts';
import { joinParts } from './parts.ts';
import { dayOrderOf } from './read/day-order.ts';
import { PlainRecords } from './read/plain/plain-records.ts';
import { LogReader } from './read/reader.ts';
import type { ReadOptions } from './read-options.ts';
import { Tally } from './tally.ts';

/** So much of a log tells what it is. */
const headBytes = 64 * 1024;

/** Reads all inputs. Throws an input error where none of them tells of mails. */
export async function observe(ports: Ports, options: ReadOptions): Promise<SmtpObservations> {
  const tally = new Tally(options.keepFailures);
  const inputs: InputCoverage[] = [];
  let split: SmtpObservations | undefined;
  let onlyEvents = true;
  for (const source of ports.sources) {
    const { head, source: whole } = await ports.peek(source, headBytes);
    const kind = kindOf(head);
    onlyEvents &&= kind === 'events';
    const parts = kind === 'maillog' ? await readRanges(whole, ports, options) : undefined;
    if (parts === undefined)
      inputs.push(await readSource({ source: whole, head, kind }, ports, withOrder(head, kind, options), tally));
    else split = split === undefined ? parts : merge(split, parts);
  }
  const read = tally.observations(inputs);
  const all = split === undefined ? read : inputs.length === 0 ? split : merge(read, split);
  checkRecognized(all.inputs, onlyEvents && all.sent === 0 && all.failures.length === 0 && all.signs.length === 0);
  return all;
}

/** What reads an input: told by its beginning. */
type Kind = 'events' | 'maillog' | 'general';

const kindOf = (head: Buffer): Kind =>
  isEventLog(head) ? 'events' : isMaillog(head.toString('latin1')) ? 'maillog' : 'general';

/** With the order of day and month that the beginning of an application's log shows. */
function withOrder(head: Buffer, kind: Kind, options: ReadOptions): ReadOptions {
  const order = kind === 'general' ? dayOrderOf(head.toString('utf8'), options.now) : undefined;
  return order === undefined ? options : { ...options, order };
}

/** A large Postfix log, read by several threads; undefined for a smaller one. */
async function readRanges(source: Source, ports: Ports, options: ReadOptions): Promise<SmtpObservations | undefined> {
  const parts = canScan() ? await ports.inRanges(source, 'smtp-throttle', options, observeRange) : undefined;
  return parts === undefined ? undefined : joinParts(parts);
}

/** A source with what its beginning shows. */
interface Looked {
  readonly source: Source;
  readonly head: Buffer;
  readonly kind: Kind;
}

async function readSource(
  { source, head, kind }: Looked,
  ports: Ports,
  options: ReadOptions,
  tally: Tally,
): Promise<InputCoverage> {
  if (kind === 'events') return readEvents(source, ports, options, tally);
  const fast = kind === 'maillog' ? await readMaillog(source, ports, options, tally) : undefined;
  return fast ?? (await readGenerally(source, head, ports, options, tally));
}

/** Whether a text is a Windows event log: EVTX, XML, or the table that Event Viewer exports. */
const isEventLog = (head: Buffer): boolean =>
  /^(?:\xff\xfe|\xef\xbb\xbf)?(?:ElfFile|\s{0,9}(?:<\?xml[^>]{0,100}>\s{0,9})?<Events?[\s>]|"?Level"?,"?Date and Time"?,"?Source"?)/.test(
    head.subarray(0, 400).toString('latin1').replaceAll('\0', ''),
  );

/** Reads Windows events: what they say is read like a record of an application log. */
async function readEvents(source: Source, ports: Ports, options: ReadOptions, tally: Tally): Promise<InputCoverage> {
  const reader = new LogReader(source.name, options, tally);
  const zone = { name: options.zone, provenance: options.zoneProvenance };
  const reading = ports.events(source, { zone });
  let number = 0;
  for await (const { id, provider, message, data, time, line, computer } of reading.events) {
    number++;
    const said = message ?? Object.values(data).join('\n');
    const text = `Event ID: ${id} ${provider ?? ''}\n${said}`;
    const fault = faultOfOthers(said);
    if (fault !== undefined) tally.fault(fault.id, source.name, line ?? number, text);
    reader.record({
      line: line ?? number,
      text,
      ...(time.utc === undefined ? {} : { at: Date.parse(time.utc) }),
      ...(computer === undefined ? {} : { host: computer }),
    });
  }
  return reading.coverage();
}

async function readGenerally(
  source: Source,
  head: Buffer,
  ports: Ports,
  options: ReadOptions,
  tally: Tally,
): Promise<InputCoverage> {
  const reader = new LogReader(source.name, options, tally);
  reader.sees(head.toString('utf8').split(/\r?\n/));
  const text = ports.text(source);
  const records = new PlainRecords(reader, options);
  await text.bytes((bytes, last) => records.block(bytes, last));
  return reader.end(text.encoding);
}

/** Reads a Postfix log by its bytes; undefined where this machine cannot. */
async function readMaillog(
  source: Source,
  ports: Ports,
  options: ReadOptions,
  tally: Tally,
): Promise<InputCoverage | undefined> {
  const scanner = openScanner();
  if (scanner === undefined) return undefined;
  const reader = new MaillogReader(source.name, options, tally, scanner, false);
  await ports.fill(source, scanner.data, (filled, last) => reader.block(filled, last));
  return reader.end();
}

/** `noneOfMail`: all are event logs, which are read whatever they tell of, and no event is about a mail. */
function checkRecognized(inputs: readonly InputCoverage[], noneOfMail: boolean): void {
  if (!noneOfMail && inputs.some(({ format, understood }) => format !== 'unknown' && understood > 0)) return;
  const names = inputs.map(({ source }) => source).join(', ');
  // Blank lines are understood, and are of no format.
  const empty = inputs.every(({ format, lines, understood }) => format === 'unknown' && understood === lines);
  throw unrecognizedInput(
    empty ? `${names}: empty` : `${names}: nothing in it tells of mails that were sent or refused`,
    'give an application log, a mail log, bounces, or a table of sent mails as CSV',
  );
}
