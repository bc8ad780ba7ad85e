import { present } from '../optional.ts';
import { type SessionRow, sessionRows, sessionTable } from './rows.ts';

/** A line of a tool that means something, with the command above it. */
export interface Said {
  readonly row: Pick<SessionRow, 'means' | 'confidence' | 'why'>;
  readonly groups: Readonly<{ [name: string]: string }>;
  /** 1-based line of the text. */
  readonly line: number;
  readonly text: string;
  readonly command: string;
  /** What the command asks for, as far as it names it. */
  readonly target?: string;
  readonly port?: number;
}

/** A device of `ip a`. */
export interface ShownDevice {
  readonly name: string;
  readonly flags: readonly string[];
  readonly addresses: readonly string[];
  readonly line: number;
  readonly text: string;
}

/** What somebody copied out of a terminal. */
export interface Session {
  readonly said: readonly Said[];
  readonly devices: readonly ShownDevice[];
  readonly nameservers: readonly { readonly address: string; readonly line: number; readonly text: string }[];
  readonly search: readonly string[];
  readonly lines: number;
  readonly understood: number;
  readonly firstNotUnderstood?: { readonly line: number; readonly text: string };
  /** Commands and pages that tools of the network begin with. */
  readonly commands: number;
  /** Commands of other tools. */
  readonly others: number;
}

const tools =
  'ping6?|curl|wget|nc|ncat|netcat|telnet|traceroute6?|tracepath6?|mtr|ip6?|ifconfig|route|nslookup|dig|host|getent|iptables|ip6tables|iptables-save|ip6tables-save|nft|ss|netstat|arp|arping|cat /etc/resolv\\.conf|cat /etc/hosts|resolvectl';
// `$ ping -c 3 10.0.0.5`, `root@host:~# ip a`, `[root@n1 ~]# curl -v http://10.0.0.5/`
const promptLine =
  /^(?:\[[^\]\s]{1,64}@[^\]]{1,100}\]|[\w.-]{1,64}@[\w.-]{1,100}[:~ ][^$#%]{0,100}|[\w./~ -]{0,40})? ?[$#%❯➜] {0,3}(?:sudo )?(\S.{0,400})$/;
const netTool = new RegExp(`^(?:\\S{0,60}/)?(?:${tools})(?: |$)`);
// Pages that say by themselves whose they are.
const pageHead =
  /^(?:PING |traceroute to )(?<name>\S{1,255}) ?\((?<address>[0-9a-f.:]{2,45})\)|^\* {2,3}Trying \[?(?<trying>[0-9a-f.:]{2,45}?)\]?(?::(?<port>\d{1,5}))?\.\.\./;

const targetIn = (command: string): { target?: string; port?: number } => {
  const url = /\bhttps?:\/\/\[?([\w.:-]{1,255}?)\]?(?::(\d{1,5}))?(?:\/|$|\s)/.exec(command);
  if (url !== null) return given(url[1], url[2] ?? (command.includes('https://') ? '443' : '80'));
  const words = command
    .split(/\s+/)
    .slice(1)
    .filter((word) => !word.startsWith('-'));
  const address = words.find((word) => /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f]{0,4}:[0-9a-f:]{2,40}$/i.test(word));
  const name = /^(?:nslookup|dig|host|ping)\b/.test(command)
    ? words.find((word) => /^[a-z][\w.-]{0,254}$/i.test(word))
    : undefined;
  const port = /^(?:nc|ncat|netcat|telnet)\b/.test(command) ? words.find((word) => /^\d{1,5}$/.test(word)) : undefined;
  return given(address ?? name, port);
};

const given = (target: string | undefined, port: string | undefined) => ({
  ...(target === undefined ? {} : { target }),
  ...(port === undefined ? {} : { port: Number(port) }),
});

interface Open {
  readonly said: Said[];
  readonly devices: ShownDevice[];
  readonly nameservers: { address: string; line: number; text: string }[];
  search: readonly string[];
  about: { readonly command: string; readonly target?: string; readonly port?: number };
  lines: number;
  understood: number;
  commands: number;
  others: number;
  first?: { readonly line: number; readonly text: string };
}

/** Splits a paste at its prompts and reads what each tool said. */
export function readSession(text: string): Session {
  const open: Open = {
    said: [],
    devices: [],
    nameservers: [],
    search: [],
    about: { command: '' },
    lines: 0,
    understood: 0,
    commands: 0,
    others: 0,
  };
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (line.trim() === '' || line.length > longest) continue;
    open.lines += 1;
    if (!takePrompt(open, line)) takeLine(open, line, i + 1);
  }
  const { about: _, first, ...session } = open;
  return { ...session, ...(first === undefined ? {} : { firstNotUnderstood: first }) };
}

/** No tool prints longer lines than this. */
const longest = 2000;

function takePrompt(open: Open, line: string): boolean {
  const command = /^ *\d{1,2} /.test(line) ? undefined : promptLine.exec(line)?.[1];
  if (command === undefined) return false;
  const ofNet = netTool.test(command);
  open.about = ofNet ? { command, ...targetIn(command) } : { command: '' };
  if (ofNet) open.understood += 1;
  open[ofNet ? 'commands' : 'others'] += 1;
  return true;
}

function takeLine(open: Open, text: string, line: number): void {
  takeHead(open, text);
  const row = sessionTable.find(text, sessionRows);
  if (row === undefined) {
    open.first ??= { line, text: text.slice(0, 200) };
    return;
  }
  open.understood += 1;
  const { means, confidence, why } = row;
  const groups = Object.entries(row.matches.exec(text)?.groups ?? {}).filter(([, value]) => value !== undefined);
  open.said.push({
    row: present({ means, confidence, why }),
    groups: Object.fromEntries(groups),
    line,
    text,
    ...open.about,
  });
  takeContext(open, text, line);
}

/** `PING web (10.0.0.5)`, `*   Trying 10.0.0.5:80...`: the page itself says what is asked for. */
function takeHead(open: Open, text: string): void {
  const head = pageHead.exec(text)?.groups;
  if (head === undefined) return;
  if (open.about.command === '') open.commands += 1;
  const { target, port } = open.about;
  const shown = head['port'] ?? (port === undefined ? undefined : String(port));
  open.about = { command: open.about.command, ...given(head['address'] ?? head['trying'] ?? target, shown) };
}

/** Devices with their addresses, name servers and the search list. */
function takeContext(open: Open, text: string, line: number): void {
  const { devices, nameservers } = open;
  const device = /^\d{1,4}: ([\w.-]{1,40})(?:@[\w.-]{1,40})?: <([A-Z0-9_,-]{0,200})>/.exec(text);
  if (device !== null)
    devices.push({ name: device[1] ?? '', flags: (device[2] ?? '').split(','), addresses: [], line, text });
  const address = /^ {4,8}inet6? ([0-9a-f.:]{2,45})(?:\/\d{1,3})?/.exec(text)?.[1];
  const last = devices.pop();
  if (last !== undefined)
    devices.push(address === undefined ? last : { ...last, addresses: [...last.addresses, address] });
  const server = /^nameserver ([0-9a-f.:]{2,45})/.exec(text)?.[1];
  if (server !== undefined) nameservers.push({ address: server, line, text });
  if (text.startsWith('search ')) open.search = text.trim().split(/\s+/).slice(1);
}

/** Whether a text has what network tools said at a terminal, beside the commands that led there. */
export const hasSession = ({ commands, said }: Session): boolean =>
  commands > 0 && said.some(({ row }) => row.means !== 'page');

/** Whether a text is such a session: nothing but commands or pages of network tools. */
export const isSession = (session: Session): boolean => session.others === 0 && hasSession(session);

/** How much of a session was understood. */
export const coverageOfSession = ({ lines, understood, firstNotUnderstood: first }: Session) => ({
  format: 'network-session',
  lines,
  understood,
  ...(first === undefined ? {} : { firstNotUnderstood: first }),
  timeZone: { name: 'unknown', provenance: 'unknown' } as const,
});
