import { headOf } from '../../../core/safe-text.ts';
import type { Trouble } from './trouble.ts';
import type { PlainLine } from './unwrap.ts';

/** What pages and tables of resources that kubectl has no own page for tell: Certificates, Gateways, Kustomizations, operators. */
export interface ConditionStates {
  readonly troubles: readonly Trouble[];
  /** Numbers of the lines that were read. */
  readonly lines: ReadonlySet<number>;
}

/** Conditions that hold of what is well, and those that hold of what is not; of others nobody can tell. */
const good =
  /^(?:Ready|Available|Healthy|Established|NamesAccepted|Synced|Programmed|Accepted|ResolvedRefs|Reconciled)$/;
const bad = /^(?:Degraded|Failed|Failing|Stalled|ValidateFailed|InvalidRequest|Denied|ReconcileError)$/;

/** A field of a condition, as `kubectl describe` puts them in order: Message, Reason, Status, Type. */
const field =
  /^\s*(Last [A-Z]\w{3,12} Time|Last Probe Time|Observed Generation|Message|Reason|Severity|Status|Type):(?:\s+(.{0,1000}?))?\s*$/;
/** So many lines a condition has at most. */
const longest = 12;
/** Within so many lines below its name, labels and annotations between, a page tells its kind. */
const mostHeading = 40;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly of: string;
  /** The line of its status. */
  readonly line: PlainLine;
}

/** Reads the conditions and the READY columns that a text has, wherever they stand. */
export function judgeConditions(lines: readonly PlainLine[]): ConditionStates {
  const known = new Set<number>();
  const troubles: Trouble[] = [];
  const told = new Set<string>();
  const judge = (one: Condition): void => {
    const isBad = good.test(one.type) ? one.status !== 'True' : one.status === 'True';
    // Ready repeats what the first of a page says.
    if (!isBad || (one.of !== '' && told.has(one.of))) return;
    told.add(one.of);
    troubles.push(troubleOf(one));
  };
  for (const { condition, numbers } of [...described(lines), ...ofTables(lines)]) {
    for (const number of numbers) known.add(number);
    judge(condition);
  }
  return { troubles, lines: known };
}

interface Read {
  readonly condition: Condition;
  readonly numbers: readonly number[];
}

type Fields = ReadonlyMap<string, { readonly value: string; readonly line: PlainLine }>;

/** Blocks of a page, each up to its `Type:`. */
function described(lines: readonly PlainLine[]): Read[] {
  const reads: Read[] = [];
  const fields = new Map<string, { readonly value: string; readonly line: PlainLine }>();
  let who = '';
  for (const [i, line] of lines.entries()) {
    who = whoBegins(lines, i) ?? who;
    const [, key, value = ''] = field.exec(line.text) ?? [];
    // `Status:` is a heading too.
    if (key === undefined || value === '') continue;
    // A key that comes again begins the next block.
    if (fields.has(key)) fields.clear();
    fields.set(key, { value, line });
    if (key !== 'Type') continue;
    reads.push(...readOf(fields, who));
    fields.clear();
  }
  return reads;
}

/** The object of the page that begins there: its `Name:`, its labels, and then its kind. */
function whoBegins(lines: readonly PlainLine[], at: number): string | undefined {
  const name = /^Name:\s+(\S{1,253})\s*$/.exec(lines[at]?.text ?? '')?.[1];
  if (name === undefined || !lines.slice(at + 1, at + 3).some(({ text }) => /^Labels:/.test(text))) return undefined;
  const head = lines.slice(at + 1, at + mostHeading).map(({ text }) => /^Kind:\s+(\w{1,80})\s*$/.exec(text)?.[1]);
  return `${head.find((kind) => kind !== undefined) ?? ''} ${name}`.trim();
}

function readOf(fields: Fields, who: string): Read[] {
  const of = (key: string): string => fields.get(key)?.value ?? '';
  const status = fields.get('Status');
  const type = of('Type');
  if (status === undefined || !/^(?:True|False|Unknown)$/.test(status.value)) return [];
  if (!good.test(type) && !bad.test(type)) return [];
  const numbers = [...fields.values()].map(({ line }) => line.number);
  if (Math.max(...numbers) - Math.min(...numbers) > longest) return [];
  const own = { type, status: status.value, reason: of('Reason'), message: of('Message') };
  return [{ condition: { ...own, of: who, line: status.line }, numbers }];
}

/** Rows below `NAME  READY  SECRET  AGE` whose second column is True or False. */
function ofTables(lines: readonly PlainLine[]): Read[] {
  const reads: Read[] = [];
  let columns: readonly string[] = [];
  for (const line of lines) {
    const words = line.text.trim().split(/\s+/, 40);
    if (/^\s*(?:NAMESPACE\s+)?NAME\s/.test(line.text)) columns = words;
    else if (line.isCommand === true || line.text.trim() === '') columns = [];
    else reads.push(...rowOf(line, words, columns));
  }
  return reads;
}

function rowOf(line: PlainLine, words: readonly string[], columns: readonly string[]): Read[] {
  const at = columns.indexOf('READY');
  // Only names stand before it; what stands behind may have blanks.
  if (at !== columns.indexOf('NAME') + 1) return [];
  const [name = '', status = ''] = words.slice(at - 1);
  if (!/^(?:True|False|Unknown)$/.test(status)) return [];
  // Another column of its own, as SYNCED.
  if (status === 'True' && words.slice(at).includes('False')) return [];
  const message = line.text.slice(line.text.indexOf(status, line.text.indexOf(name) + name.length) + status.length);
  const condition = { type: 'Ready', status, reason: '', message: '', of: '', line };
  return [
    {
      condition: { ...condition, of: name, message: columns.includes('STATUS') ? message.trim() : '' },
      numbers: [line.number],
    },
  ];
}

function troubleOf({ type, status, reason, message, of, line }: Condition): Trouble {
  const who = of === '' ? 'A resource' : of;
  const why = headOf([reason, message].filter(Boolean).join(': '), 300).replace(/\.$/, '');
  return {
    line: line.number,
    quote: line.text.trim(),
    ...(why === '' ? {} : { words: why }),
    id: `condition-${of}`,
    says: `${who} reports the condition ${type} as ${status}${why === '' ? '' : `: ${why}`}.`,
    next: [nextOf(of)],
    kind: 'state',
    confidence: 'possible',
  };
}

const nextOf = (of: string): string =>
  /^Certificate /.test(of)
    ? '`kubectl get certificaterequests,orders,challenges -A`, and `kubectl describe` of the one that is not ready: it says where the issuing stands'
    : '`kubectl describe` of it, and the log of the controller that owns its kind, say what it waits for; some minutes after it was made that may be normal';
