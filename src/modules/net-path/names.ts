import { type Address, parseAddress } from './address/address.ts';
import type { Answer } from './capture/capture.ts';
import { recordOf } from './model/json.ts';
import type { Namespace, Record } from './model/namespace.ts';

/** How a name resolves in a namespace, as far as its own files tell. */
export interface NameAnswer {
  readonly name: string;
  /** From the hosts file; empty where a name server would be asked. */
  readonly addresses: readonly Address[];
  readonly record?: Record;
  /** Of resolv.conf, in order. */
  readonly nameservers: readonly { readonly address: Address; readonly record: Record }[];
  /** Names as they would be asked, in order (resolver(3): ndots and the search list). */
  readonly asks: readonly string[];
  /** Which of the files were read. */
  readonly files: readonly string[];
}

const fileOf = (ns: Namespace, name: string): Answer | undefined =>
  ns.capture.answers.find(
    ({ command, status }) => status === 0 && command.startsWith('cat ') && command.endsWith(`/${name}`),
  );

const wordsOf = (line: string): string[] =>
  line
    .replace(/[#;].*$/, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean);

/** Looks a name up as FROM's files say; nothing is asked. */
export function resolveName(ns: Namespace, name: string): NameAnswer {
  const hosts = fileOf(ns, 'hosts');
  const resolver = fileOf(ns, 'resolv.conf');
  const found = hosts === undefined ? [] : inHosts(hosts, name);
  const lines =
    resolver === undefined
      ? []
      : resolver.text.split('\n').map((line, i) => ({ words: wordsOf(line), record: recordOf(resolver, line, i) }));
  const nameservers = lines.flatMap(({ words, record }) => {
    const address = words[0] === 'nameserver' ? parseAddress((words[1] ?? '').split('%')[0] ?? '') : undefined;
    return address === undefined ? [] : [{ address, record }];
  });
  const search =
    lines
      .filter(({ words }) => words[0] === 'search' || words[0] === 'domain')
      .at(-1)
      ?.words.slice(1) ?? [];
  const ndots = lines
    .flatMap(({ words }) => (words[0] === 'options' ? words : []))
    .flatMap((word) => /^ndots:(\d{1,2})$/.exec(word)?.[1] ?? []);
  const record = found[0]?.record;
  return {
    name,
    addresses: found.map(({ address }) => address),
    // glibc asks the first three (resolver(5), MAXNS).
    nameservers: nameservers.slice(0, 3),
    asks: asksOf(name, search, Number(ndots.at(-1) ?? 1)),
    files: [hosts, resolver].flatMap((one) => (one === undefined ? [] : [one.command.slice(4)])),
    ...(record === undefined ? {} : { record }),
  };
}

function inHosts(hosts: Answer, name: string): { address: Address; record: Record }[] {
  const rows = hosts.text.split('\n').flatMap((line, i) => {
    const [first = '', ...names] = wordsOf(line);
    const address = parseAddress(first);
    const known = names.some((one) => one.toLowerCase() === name.toLowerCase());
    return address === undefined || !known ? [] : [{ address, record: recordOf(hosts, line, i) }];
  });
  if (rows.length > 0 || name.toLowerCase() !== 'localhost') return rows;
  return [{ address: { family: 4, value: 0x7f000001n }, record: { source: 'RFC 6761', text: 'localhost' } }];
}

function asksOf(name: string, search: readonly string[], ndots: number): string[] {
  if (name.endsWith('.')) return [name];
  const dots = name.split('.').length - 1;
  const listed = search.map((domain) => `${name}.${domain}`);
  return dots >= ndots ? [name, ...listed] : [...listed, name];
}
