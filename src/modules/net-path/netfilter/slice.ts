import { parseAddress } from '../address/address.ts';
import { ruleStart } from './iptables/save-table.ts';
import { isObject, type Json, type JsonObject, listOf, nameOf, nftText } from './nft/json.ts';

/** Lines that a comment stands for, or ones of a chain that is kept: there its rules keep their numbers. */
const note = (count: number, chain: string | undefined): string =>
  chain === undefined ? `# +${count} lines left out` : `# +${count} rules left out of ${chain}`;

/** ` -j KUBE-SVC-XPGD46QRK7WJZT7O`, ` -g foo` */
const target = / -[jg] (\S{1,100})/;

/** Where rules that are left out stand together. */
interface LeftOut {
  readonly chain: string | undefined;
  count: number;
}

/**
 * The lines of iptables-save that a flow can touch, in a text that reads the same: rules in `keep` by their line number,
 * the chains they are in or lead to, and how many lines were left out in between. Numbers of rules and lines stay.
 */
export function sliceSave(text: string, firstLine: number, keep: ReadonlySet<number>): string {
  const chains = keptChains(text, firstLine, keep);
  const out: string[] = [];
  let left: LeftOut | undefined;
  const flush = () => {
    if (left !== undefined) out.push(note(left.count, left.chain));
    left = undefined;
  };
  let chain = '';
  eachLine(text, firstLine, (at, end, line) => {
    const isRule = text[at] === '-' || text[at] === '[';
    if (isRule) chain = chainAt(text, at, end, chain);
    if (isRule ? keep.has(line) : isKept(text, at, chains)) {
      flush();
      out.push(text.slice(at, end));
      return;
    }
    const of = isRule && chains.has(chain) ? chain : undefined;
    if (left?.chain !== of) flush();
    left ??= { chain: of, count: 0 };
    left.count += 1;
  });
  flush();
  return `${out.join('\n')}\n`;
}

/** Headers, and declarations of chains that are kept. */
const isKept = (text: string, at: number, chains: ReadonlySet<string>): boolean =>
  text[at] !== ':' || isBase(text, at) || chains.has(nameAt(text, at));

function eachLine(text: string, firstLine: number, to: (at: number, end: number, line: number) => void): void {
  let line = firstLine;
  for (let at = 0; at < text.length; line += 1) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    to(at, end, line);
    at = end + 1;
  }
}

/** The chain of a rule; mostly that of the rule before. */
function chainAt(text: string, at: number, end: number, before: string): string {
  const start = ruleStart(text, at) + 3;
  const behind = start + before.length;
  if (text.startsWith(before, start) && (behind >= end || text[behind] === ' ')) return before;
  const space = text.indexOf(' ', start);
  return text.slice(start, space < 0 || space > end ? end : space);
}

const nameAt = (text: string, at: number): string => text.slice(at + 1, text.indexOf(' ', at));
/** `:KUBE-SEP-… - [0:0]` has no policy: it is no base chain. */
const isBase = (text: string, at: number): boolean => !text.startsWith(' - ', text.indexOf(' ', at));

function keptChains(text: string, firstLine: number, keep: ReadonlySet<number>): ReadonlySet<string> {
  const chains = new Set<string>();
  eachLine(text, firstLine, (at, end, line) => {
    if (text[at] === ':' && isBase(text, at)) chains.add(nameAt(text, at));
    if (!keep.has(line)) return;
    chains.add(chainAt(text, at, end, ''));
    const to = target.exec(text.slice(at, end))?.[1];
    if (to !== undefined) chains.add(to);
  });
  return chains;
}

/** Smaller sets and maps are kept whole. */
const small = 16;

/**
 * The same of `nft -j list ruleset`: rules by handle (`ip kube-proxy services 12`), and of great sets and maps the
 * elements that name one of the flow's addresses, or none at all.
 */
export function sliceNft(text: string, keep: ReadonlySet<string>, addresses: ReadonlySet<string>): string {
  const whole = JSON.parse(text) as Json;
  const out: Json[] = [];
  for (const entry of isObject(whole) ? listOf(whole['nftables']) : []) {
    const found = nameOf(entry);
    if (found === undefined || !isObject(found.inside)) continue;
    const { name, inside } = found;
    if (name === 'set' || name === 'map') out.push({ [name]: thinned(inside, name === 'map', addresses) });
    else if (name !== 'rule' || keep.has(keyOf(inside))) out.push(entry);
    else leaveOut(out, inside);
  }
  return nftText({ nftables: out });
}

const keyOf = ({ family, table, chain, handle }: JsonObject): string => `${family} ${table} ${chain} ${handle}`;

/** `{"leftOut": {…, "rules": 3}}`: the rules behind it keep their numbers. */
function leaveOut(out: Json[], { family, table, chain }: JsonObject): void {
  const last = nameOf(out.at(-1));
  const place = { family: family ?? null, table: table ?? null, chain: chain ?? null };
  const known = last?.name === 'leftOut' && isObject(last.inside) ? last.inside : undefined;
  const same =
    known !== undefined && known['chain'] === chain && known['table'] === table && known['family'] === family;
  if (same) out.pop();
  out.push({ leftOut: { ...place, rules: same ? Number(known['rules']) + 1 : 1 } });
}

function thinned(object: JsonObject, isMap: boolean, addresses: ReadonlySet<string>): JsonObject {
  const elements = listOf(object['elem']);
  if (elements.length <= small) return object;
  return { ...object, elem: elements.filter((element) => mayMatch(isMap ? listOf(element)[0] : element, addresses)) };
}

/** An element whose key is of single values with an address that is not the flow's cannot match. */
function mayMatch(key: Json | undefined, addresses: ReadonlySet<string>): boolean {
  const found = nameOf(key);
  if (found?.name === 'elem' && isObject(found.inside)) return mayMatch(found.inside['val'], addresses);
  const parts = found?.name === 'concat' ? listOf(found.inside) : [key];
  const own = parts.filter((part): part is string => typeof part === 'string' && parseAddress(part) !== undefined);
  return own.every((address) => addresses.has(address));
}
