import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { parseAddress } from './address/address.ts';

/** What the module was asked; JSON. */
export interface NetOptions {
  /** `host`, an address, a netns name, a PID or `pod:NS/NAME`; absent with `queries` alone and for pasted texts. */
  readonly from?: string;
  readonly to?: { readonly name: string; readonly port?: number };
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Whose namespace `host` is: a name of /run/netns or a PID. */
  readonly netns?: string;
  /** Length of the IP packet, bytes; DF is set. */
  readonly size?: number;
  readonly sourcePort?: number;
  /** A file of questions. */
  readonly queries?: string;
  /** Files to read, `-` for standard input. */
  readonly captures: readonly string[];
}

export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--proto <protocol>', description: 'tcp, udp or icmp (default: tcp with a port, else icmp)' },
  { flags: '--netns <name|pid>', description: 'the namespace that is `host`' },
  { flags: '--size <bytes>', description: 'length of the IP packet, with DF set' },
  { flags: '--source-port <n>', description: 'source port of the flow' },
  { flags: '--queries <file>', description: 'answer FROM TO [--iif DEV] [--mark N] lines as ip route get would' },
];

/** Reads words and options; throws usage errors. `words` holds FROM, TO and the captures. */
export function parseOptions(raw: RawOptions, _context: AnalysisContext): NetOptions {
  const words = wordsOf(raw['words']);
  const queries = text(raw, 'queries');
  const base = { ...numbers(raw), ...given('netns', text(raw, 'netns')), ...given('queries', queries) };
  if (queries !== undefined) return { ...base, protocol: 'icmp', captures: words };
  if (words.length === 0 || (words.length === 1 && words[0] === '-'))
    return { ...base, protocol: 'icmp', captures: ['-'] };
  const [from, to, ...captures] = words.length === 1 ? ['host', words[0] ?? ''] : words;
  // Nobody calls a host so: it is where the packet starts.
  if (words.length === 1 && to === 'host')
    throw usageError('net-path host: to where?', 'diag net-path host 10.96.0.1:443, or --help for all forms');
  if (to === '-')
    throw usageError(`net-path ${from} -: from where?`, `beside a capture FROM is given: diag net-path host ${from} -`);
  const target = parseTarget(to ?? '');
  return { ...base, ...given('from', from), to: target, protocol: protocolOf(raw, target), captures };
}

/** A list of the command line, or the menu's one answer: `pod-ns 10.96.0.1:443`. */
const wordsOf = (value: RawOptions[string] | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.trim().split(/\s+/) : [];

const text = (raw: RawOptions, name: string): string | undefined => {
  const value = raw[name];
  return typeof value === 'string' ? value : undefined;
};

const given = <K extends string, T>(name: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]: T });

/** The largest IPv4 packet; IPv6 jumbograms are nobody's business. */
const largest = 65_535;

function numbers(raw: RawOptions): { readonly size?: number; readonly sourcePort?: number } {
  return {
    ...given('size', whole('--size', text(raw, 'size'), 28, largest)),
    ...given('sourcePort', whole('--source-port', text(raw, 'sourcePort'), 1, 65_535)),
  };
}

function whole(option: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    throw usageError(`${option} ${value}: not a number from ${least} to ${most}`, `give ${least} to ${most}`);
  return number;
}

/** `10.0.0.1`, `10.0.0.1:80`, `fe80::1`, `[fe80::1]:80`, `web`, `web.shop:80`. */
export function parseTarget(text: string): { readonly name: string; readonly port?: number } {
  if (parseAddress(text) !== undefined) return { name: text };
  const match = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9._-]{1,255}))(?::(\d{1,5}))?$/.exec(text);
  const name = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? undefined : Number(match[3]);
  const wrong = name === undefined || (match?.[1] !== undefined && parseAddress(name)?.family !== 6);
  if (wrong || (port !== undefined && (port < 1 || port > 65_535)))
    throw usageError(
      `net-path ${text}: not ADDRESS[:PORT] or NAME[:PORT]`,
      /^\w{2,10}:\/\//.test(text)
        ? 'without the scheme and the path: web:80'
        : text.includes('/') || /\.(?:txt|log)$/.test(text)
          ? 'what ping, curl or dig printed is read by: diag triage FILE'
          : 'write it as 10.96.0.1:443, [2001:db8::1]:443 or web:80',
    );
  return { name, ...given('port', port) };
}

function protocolOf(raw: RawOptions, { port }: { readonly port?: number }): NetOptions['protocol'] {
  const asked = text(raw, 'proto');
  if (asked !== undefined && asked !== 'tcp' && asked !== 'udp' && asked !== 'icmp')
    throw usageError(`--proto ${asked}: not a protocol`, 'give tcp, udp or icmp');
  if ((asked === 'tcp' || asked === 'udp') && port === undefined)
    throw usageError(`--proto ${asked} needs a port`, 'write the target as ADDRESS:PORT');
  return asked ?? (port === undefined ? 'icmp' : 'tcp');
}
