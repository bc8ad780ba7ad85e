import { type Word, wordsOf } from './words.ts';

export interface Option {
  /** Without dashes: `ctstate`. */
  readonly name: string;
  readonly inverted: boolean;
  readonly values: readonly string[];
}

/** A match or a target with its options. */
export interface Part {
  readonly name: string;
  readonly options: readonly Option[];
}

export interface RuleWords {
  readonly chain: string;
  /** `-s -d -i -o -p -f`, by their long names. */
  readonly base: readonly Option[];
  readonly matches: readonly Part[];
  readonly target?: Part;
  readonly jump: 'jump' | 'goto' | 'none';
}

const longNames: Readonly<Record<string, string>> = {
  '-s': 'source',
  '--src': 'source',
  '--source': 'source',
  '-d': 'destination',
  '--dst': 'destination',
  '--destination': 'destination',
  '-i': 'in-interface',
  '--in-interface': 'in-interface',
  '-o': 'out-interface',
  '--out-interface': 'out-interface',
  '-p': 'protocol',
  '--proto': 'protocol',
  '--protocol': 'protocol',
  '-f': 'fragment',
  '--fragment': 'fragment',
};

/** Options whose values may begin with a dash, and how many they are. */
const fixedCount: Readonly<Record<string, number>> = {
  comment: 1,
  'log-prefix': 1,
  'nflog-prefix': 1,
  'ulog-prefix': 1,
  string: 1,
  'hex-string': 1,
  name: 1,
  bytecode: 1,
  path: 1,
  u32: 1,
  'match-set': 2,
  'tcp-flags': 2,
};

interface Draft {
  base: Option[];
  matches: { name: string; options: Option[] }[];
  target?: { name: string; options: Option[] };
  jump: RuleWords['jump'];
  protocol: string | undefined;
}

/** `-A CHAIN …` in parts; undefined where it is no such line. The counters in front of it are the caller's. */
export function ruleWords(line: string): RuleWords | undefined {
  const words = wordsOf(line);
  if (words[0]?.text !== '-A' && words[0]?.text !== '--append') return undefined;
  const chain = words[1]?.text;
  if (chain === undefined) return undefined;
  const draft: Draft = { base: [], matches: [], jump: 'none', protocol: undefined };
  let at = 2;
  while (at < words.length) at = readOption(words, at, draft);
  const { base, matches, target, jump } = draft;
  return { chain, base, matches, jump, ...(target === undefined ? {} : { target }) };
}

/** Reads one option with its values; says where the next begins. */
function readOption(words: readonly Word[], start: number, draft: Draft): number {
  const inverted = isBang(words[start]);
  const at = inverted ? start + 1 : start;
  const name = words[at]?.text ?? '';
  if (name === '-m' || name === '--match') {
    draft.matches.push({ name: words[at + 1]?.text ?? '', options: [] });
    return at + 2;
  }
  if (name === '-j' || name === '-g' || name === '--jump' || name === '--goto') {
    draft.target = { name: words[at + 1]?.text ?? '', options: [] };
    draft.jump = name === '-g' || name === '--goto' ? 'goto' : 'jump';
    return at + 2;
  }
  const { values, end, inside } = valuesFrom(words, at + 1, name.replace(/^-+/, ''));
  place(draft, name, { name: longNames[name] ?? name.replace(/^-+/, ''), inverted: inverted || inside, values });
  return end;
}

const isBang = (word: Word | undefined): boolean => word?.text === '!' && !word.quoted;

function valuesFrom(words: readonly Word[], start: number, name: string) {
  // Old form, `--dport ! 80`: iptables 1.4.2 and before wrote the ! behind the option.
  const next = words[start + 1];
  const inside = isBang(words[start]) && next !== undefined && !isOption(next);
  let at = inside ? start + 1 : start;
  const first = at;
  const count = fixedCount[name];
  if (count !== undefined) at = Math.min(words.length, first + count);
  else while (at < words.length && !isOption(words[at]) && !isBang(words[at])) at += 1;
  return { values: words.slice(first, at).map(({ text }) => text), end: at, inside };
}

const isOption = (word: Word | undefined): boolean =>
  word !== undefined && !word.quoted && /^-{1,2}[a-z0-9]/i.test(word.text) && !/^-\d/.test(word.text);

/** An option belongs to the packet itself, to the target once there is one, else to the last match. */
function place(draft: Draft, name: string, option: Option): void {
  if (Object.hasOwn(longNames, name)) {
    draft.base.push(option);
    if (option.name === 'protocol') draft.protocol = option.values[0];
    return;
  }
  if (draft.target !== undefined) draft.target.options.push(option);
  else if (draft.matches.length > 0) draft.matches.at(-1)?.options.push(option);
  // `-p tcp --dport 80`, as people write it: the protocol's own match is meant.
  else draft.matches.push({ name: draft.protocol ?? '', options: [option] });
}
