import { beginsAnError } from '../../../core/own-error.ts';
import { headOf } from '../../../core/safe-text.ts';
import { settingOf } from '../../../kubernetes/messages/setting.ts';
import { doubted } from './doubt.ts';
import { type Found, findMessage } from './find-message.ts';
import { joinedReadings, logLines } from './joined-readings.ts';
import { readKubeObjects } from './kube-objects.ts';
import { isKubernetes } from './kubernetes-words.ts';
import { bare, occurrenceOf, ofTable, type Reader } from './occurrence.ts';
import { type ErrorReading, type Example, isFault, noRow, type Occurrence } from './reading.ts';
import { readTables, type TableReading } from './table-states.ts';
import { coverageOf, type TextCoverage, unknownTrouble } from './text-coverage.ts';
import { type PlainLine, unwrap } from './unwrap.ts';

/** What a text was read as. */
export interface ErrorText {
  /** Whether the text is anything of Kubernetes at all. */
  readonly recognized: boolean;
  /** Understood messages, causes first, each meaning once. */
  readonly readings: readonly ErrorReading[];
  /** `kubectl JSON of 3 pods`, `log of 120 lines`. */
  readonly format: string;
  readonly coverage: TextCoverage;
  /** The last line that tells of trouble and that no row knows. */
  readonly unknown?: Example;
}

/** What is joined to find messages that were wrapped, and looked at for what the text is about. */
const joinedLength = 64 * 1024;
/** So many lines a wrapped message goes over at most. */
const mostWrapped = 4;

/** The text that was read last: whoever asks what a text is, and then what it says, reads it once. */
let last: { readonly text: string; readonly skipped: number; readonly read: ErrorText } | undefined;

/** Reads a pasted text: what its messages mean, and where to look. `skipped`: lines before it that are not in it. */
export function readErrorText(text: string, skipped = 0): ErrorText {
  if (last?.text !== text || last.skipped !== skipped)
    last = { text, skipped, read: ofObjects(text) ?? ofLines(text, skipped) };
  return last.read;
}

function ofObjects(text: string): ErrorText | undefined {
  const objects = readKubeObjects(text);
  if (objects === undefined) return undefined;
  const setting = settingOf(text);
  const place = { whole: text.slice(0, joinedLength) };
  const occurrences = objects.troubles.map(
    ({ object, text: words, says: own, next = [], shown, example }): Occurrence => {
      const told = `${object}: ${words}`;
      const at = example ?? { quote: told };
      const found = findMessage(words, place);
      if (found !== undefined && found.message.catchAll !== true) return occurrenceOf(found, words, setting, at);
      const says = own ?? `${told.replace(/[\s:.]+$/, '')}.`;
      const reading: ErrorReading = { ...bare, id: `object-${object}-${words}`, kind: 'state', says, next, ...at };
      return { rank: noRow, reading: shown === true ? { ...reading, shown, confidence: 'possible' } : reading };
    },
  );
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return {
    recognized: true,
    readings: joinedReadings(occurrences, []),
    format: `${objects.format} of ${objects.objects} ${objects.kinds.join(', ')}`,
    coverage: { lines, understood: objects.isSettled ? lines : 0 },
  };
}

function ofLines(text: string, skipped: number): ErrorText {
  const setting = settingOf(text);
  const lines = unwrap(text, setting, skipped);
  const place = { whole: text.slice(0, joinedLength) };
  const tables = readTables(lines);
  const known = new Set(tables.lines);
  const rest = lines.filter(({ isCommand, number }) => isCommand !== true && !tables.lines.has(number));
  const direct = [
    ...tables.troubles.map((trouble) => ofTable(trouble, { setting, place })),
    ...rest.flatMap((line, i) => ofLine(line, rest.slice(i + 1, i + mostWrapped), { setting, place, known })),
  ];
  const isLog = lines.filter(({ level }) => level !== undefined).length >= logLines;
  const isTelling = direct.some(({ reading }) => isFault(reading) && reading.catchAll !== true);
  const joined = isTelling || isLog ? [] : joinedOccurrences(unjudged(lines, tables), { setting });
  if (joined.length > 0) for (const { number } of lines) known.add(number);
  const isTypical = isKubernetes(place.whole);
  const words = isTypical ? lastWords(lines, known) : [];
  const readings = doubted(joinedReadings([...joined, ...direct, ...words], lines), lines, known);
  const unknown = unknownTrouble(lines, known);
  const coverage = coverageOf(lines, known);
  return {
    recognized: readings.length > 0 || isTypical || lines.some(({ level }) => level !== undefined),
    readings,
    format: isLog ? `log of ${lines.length} lines` : tables.lines.size > 0 ? 'text with tables' : 'text',
    coverage,
    ...(unknown === undefined ? {} : { unknown }),
  };
}

/** Without the rows of tables that were read and tell of no trouble, or of one that is over: `OutOfDisk  Unknown …` of an old node. */
function unjudged(lines: readonly PlainLine[], { lines: rows, past, troubles }: TableReading): readonly PlainLine[] {
  const troubled = new Set(troubles.map(({ line }) => line));
  return lines.filter(({ number }) => !past.has(number) && (!rows.has(number) || troubled.has(number)));
}

interface LineReader extends Reader {
  /** Numbers of lines that something is known about; grows. */
  readonly known: Set<number>;
}

/** What a line says, by itself or with the lines behind it that belong to it. */
function ofLine(line: PlainLine, behind: readonly PlainLine[], { setting, place, known }: LineReader): Occurrence[] {
  const at = { ...place, component: line.component, isFatal: line.level === 'fatal' };
  const own = findMessage(line.text, at);
  const { tail, isWhole } = tailOf(line, behind, own);
  const joined = isWhole ? undefined : wrapped([line, ...tail], (text) => findMessage(text, at), own);
  const found = joined?.found ?? own;
  if (found === undefined) return [];
  known.add(line.number);
  // The rest of a long message that is known; what stands for itself is read for itself.
  const rest = joined === undefined ? tail.filter(({ text }) => !beginsAnError.test(text)) : tail;
  for (const { number } of rest) known.add(number);
  const quote = { line: line.number, quote: joined?.text ?? line.text };
  return [{ ...occurrenceOf(found, quote.quote, setting, quote, line), line }];
}

/** The lines behind a line that belong to it, and whether its row needs none of them. */
function tailOf(line: PlainLine, behind: readonly PlainLine[], own: Found | undefined) {
  const isKnown = own !== undefined && own.message.catchAll !== true;
  if (isKnown && isCutOff(line, behind[0])) return { tail: behind.slice(0, 1), isWhole: false };
  const end = behind.findIndex((next) => !isBrokenOff(next, line));
  return { tail: behind.slice(0, end < 0 ? behind.length : end), isWhole: isKnown };
}

/** A message that ends with a colon: what it announces stands on the next line. */
const isCutOff = ({ text }: PlainLine, next: PlainLine | undefined): boolean =>
  /:\s*$/.test(text) && next !== undefined && next.level === undefined && next.isCommand !== true;

/** A line without a prefix behind one that has a prefix: a terminal or an editor broke it off. */
const isBrokenOff = (line: PlainLine, before: PlainLine): boolean =>
  before.level !== undefined &&
  before.text.length > 60 &&
  line.level === undefined &&
  (line.component === undefined || line.component === before.component) &&
  line.second === undefined;

/** The row of the lines as one. What is well in the rest does not tell of the first line. */
function wrapped(lines: readonly PlainLine[], find: (text: string) => Found | undefined, own: Found | undefined) {
  const texts = lines.map(({ text }) => text);
  const length = texts[0]?.length ?? 0;
  for (const text of [texts.join(''), texts.map((one) => one.trim()).join(' ')]) {
    const found = lines.length < 2 ? undefined : find(text);
    if (found === undefined || found.message.catchAll === true) continue;
    const isOfFirst = own === undefined && found.index < length;
    if (isFault(found.message) || isOfFirst) return { found, text };
  }
  return undefined;
}

/** Messages that a terminal or a mail wrapped: the lines joined, with and without a blank. */
function joinedOccurrences(lines: readonly PlainLine[], { setting }: Omit<Reader, 'place'>): Occurrence[] {
  const texts = lines.filter(({ isCommand }) => isCommand !== true).map(({ text }) => text.trim());
  for (const joined of [texts.join(' '), texts.join('')]) {
    const text = joined.slice(0, joinedLength);
    const found = findMessage(text, { whole: text });
    if (found === undefined || found.message.catchAll === true || !isFault(found.message)) continue;
    const at = Math.max(0, found.index - 60);
    return [occurrenceOf(found, text, setting, { quote: joined.slice(at, at + 400) })];
  }
  return [];
}

/** What a program said when it ended, where no row knows what it means: it is no less the fault. */
function lastWords(lines: readonly PlainLine[], known: ReadonlySet<number>): Occurrence[] {
  const last = lines.findLast(({ level, number }) => level === 'fatal' && !known.has(number));
  if (last === undefined) return [];
  const quote = headOf(last.text.trim(), 600);
  const message = / level=\w{1,10} msg="(.{1,600}?)"(?: |$)/.exec(quote)?.[1] ?? quote;
  const who = last.component === undefined ? 'A program' : last.component;
  const says = `${who} ended with a message that diag does not know: ${headOf(message, 200)}`;
  const reading: ErrorReading = {
    ...bare,
    id: 'last-words',
    kind: 'state',
    confidence: 'possible',
    says,
    line: last.number,
    quote,
  };
  return [{ rank: noRow, reading: { ...reading, level: 'fatal', catchAll: true }, line: last }];
}
