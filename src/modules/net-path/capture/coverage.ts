import type { InputCoverage } from '../../../core/coverage.ts';
import { headOf } from '../../../core/safe-text.ts';
import { parseAddress } from '../address/address.ts';
import { objectsIn } from '../model/json.ts';
import { isFileLine } from '../model/kernel-files.ts';
import { isOfPolicy } from '../model/policies.ts';
import { isSetting } from '../model/read-namespace.ts';
import { isSocket } from '../model/sockets.ts';
import { readConntrackLine } from '../netfilter/conntrack.ts';
import { savedRules } from '../netfilter/iptables/saved-rules.ts';
import { isIpvsLine } from '../netfilter/ipvs.ts';
import { readNft } from '../netfilter/nft/read.ts';
import { type Answer, isCommand, type NamespaceCapture } from './capture.ts';

/** Offsets of the lines of an answer that its reader did not take. */
type Reader = (answer: Answer) => readonly number[];

const linesOf = ({ text }: Answer): readonly string[] => (text === '' ? [] : text.split('\n'));

const byLine =
  (takes: (line: string) => boolean): Reader =>
  (answer) =>
    linesOf(answer).flatMap((line, at) => (line.trim() === '' || takes(line) ? [] : [at]));

const json: Reader = (answer) => (objectsIn(answer) === undefined ? linesOf(answer).map((_, at) => at) : []);

const save: Reader = (answer) => savedRules(answer).notUnderstood.map(({ line }) => line - (answer.line ?? 1));

const nft: Reader = (answer) =>
  readNft(answer.text, { source: answer.command, firstLine: 0, managedByIptables: () => true }).notUnderstood.length > 0
    ? linesOf(answer).map((_, at) => at)
    : [];

const isHost = (line: string): boolean =>
  line.trimStart().startsWith('#') || parseAddress(line.trim().split(/[\s%]/)[0] ?? '') !== undefined;

const readers: readonly (readonly [string, Reader])[] = [
  ['ip xfrm policy', byLine(isOfPolicy)],
  ['ip', json],
  ['bridge', json],
  ['ss -Hltun', byLine(isSocket)],
  ['grep -rs . /proc/net/xt_recent', byLine((line) => line.startsWith('/proc/net/xt_recent/'))],
  ['grep -rs', byLine(isSetting)],
  ['grep -s .', byLine(isFileLine)],
  ['grep -sE', byLine((line) => /^\/proc\/(?:modules|net\/ip6?_tables_names):/.test(line))],
  ['iptables-legacy-save', save],
  ['ip6tables-legacy-save', save],
  ['iptables-nft-save', save],
  ['ip6tables-nft-save', save],
  ['iptables-save', save],
  ['ip6tables-save', save],
  ['nft -j list ruleset', nft],
  ['ipset save', byLine((line) => /^(?:create|add) /.test(line))],
  ['conntrack -S', byLine((line) => line.startsWith('cpu='))],
  ['conntrack -L', byLine((line) => readConntrackLine(line) !== undefined)],
  ['tc -j qdisc', json],
  ['cat /proc/net/ip_vs', byLine(isIpvsLine)],
  ['ipvsadm -Sn', byLine(isIpvsLine)],
];

/** resolver(5); what begins otherwise the resolver passes over as well. */
const ofResolver = /^\s*(?:[#;]|(?:nameserver|search|domain|options|sortlist)\s)/;

function readerOf({ command }: Answer): Reader | undefined {
  if (command.startsWith('cat ') && command.endsWith('/hosts')) return byLine(isHost);
  if (command.startsWith('cat ') && command.endsWith('/resolv.conf')) return byLine((line) => ofResolver.test(line));
  return readers.find(([begin]) => isCommand(command, begin))?.[1];
}

/** grep says 2 where one of the files is not there. */
const hasAnswer = ({ command, status }: Answer): boolean =>
  status === 0 || /^(?:\S{0,20}\/)?grep -(?:rs|s|sE) /.test(command);

/**
 * What readers took of the answers. What a command that failed had to say, and what none of the readers asks for, is
 * about something else: that the part is missing is told where the way needs it.
 */
export function coverageOf(
  namespaces: readonly NamespaceCapture[],
): Pick<InputCoverage, 'lines' | 'understood' | 'outside' | 'firstNotUnderstood'> {
  let lines = 0;
  let understood = 0;
  let outside = 0;
  let first: InputCoverage['firstNotUnderstood'];
  for (const answer of namespaces.flatMap(({ answers }) => answers)) {
    const said = linesOf(answer);
    const complaints = answer.error === '' ? 0 : answer.error.split('\n').length;
    const reader = hasAnswer(answer) ? readerOf(answer) : undefined;
    const left = reader?.(answer) ?? [];
    lines += said.length + complaints;
    outside += complaints + (reader === undefined ? said.length : 0);
    understood += reader === undefined ? 0 : said.length - left.length;
    if (first === undefined && left[0] !== undefined && answer.line !== undefined)
      first = { line: answer.line + left[0], text: headOf(said[left[0]] ?? '', 200) };
  }
  return { lines, understood, outside, ...(first === undefined ? {} : { firstNotUnderstood: first }) };
}
