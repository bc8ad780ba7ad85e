import { headOf } from '../../../core/safe-text.ts';
import { present } from '../optional.ts';
import { type Ask, askOf, commandIn, given } from './commands.ts';
import { pageOf } from './heads.ts';
import { inEnglish } from './languages.ts';
import type { SessionRow } from './meaning.ts';
import { daemonLine } from './rows/daemons.ts';
import { kernelLine } from './rows/kernel.ts';
import { rowsUnder, sessionTable } from './rows.ts';
import { isItsVoice, isProgram } from './voices.ts';

/** A line of a tool that means something. */
export interface Said {
  readonly row: Pick<
    SessionRow,
    'id' | 'means' | 'confidence' | 'severity' | 'says' | 'why' | 'rulesOut' | 'next' | 'own'
  >;
  readonly groups: Readonly<{ [name: string]: string }>;
  /** 1-based line of the text. */
  readonly line: number;
  readonly text: string;
  /** Which of the asks it stands under. */
  readonly ask: number;
  /** What the line itself names. */
  readonly target?: string;
  readonly port?: number;
  /** Name of its text, where there are several. */
  readonly source?: string;
  /** Other lines that show it. */
  readonly also?: readonly { readonly line: number; readonly text: string }[];
}

/** A device of `ip a`. */
export interface ShownDevice {
  readonly name: string;
  readonly flags: readonly string[];
  readonly addresses: readonly string[];
  readonly line: number;
  readonly text: string;
}

/** What somebody copied out of a terminal, or the kernel's log of its network. */
export interface Session {
  readonly asks: readonly Ask[];
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
  /** Lines that show by themselves whose they are. */
  readonly own: number;
  /** Lines of the log of a kernel or of what sets up its devices. */
  readonly kernel: number;
}

const speaks =
  /^(?:curl: \(\d{1,3}\) |(?:ping6?|nc|ncat|netcat|telnet|ssh|wget|Ncat|traceroute6?|mtr|RTNETLINK answers): |ssh: connect to host |connect to \S{2,80} port )/;
const remote = /\bremote host \((?<address>[0-9a-f.:]{2,45})\)/;
const aimed =
  /\b(?:[Cc]onnect(?:ing|ed|ion)? to|Connected to) (?:host |address )?(?:\[?(?<six>[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\]?|(?<name>(?!(?:remote|server|host|address|the|an?|your|this)\b)[\w.-]{1,255}?))(?: \((?:(?<address>[0-9a-f.:]{2,45})|[\w.-]{1,255})\))?(?:\|(?<piped>[0-9a-f.:]{2,45})\|)?(?:(?::|,? port )(?<port>\d{1,5}))?(?=[\s;,)|]|:(?:\s|$)|\.(?:\s|$)|\.\.\.|$)/;
/** Go, libpq, MySQL, Redis, apt, urllib3, Node.js: where they wanted to. */
const programAimed =
  /\bdial (?:tcp|udp) \[?(?<address>[0-9a-f.:]{2,45}?)\]?:(?<port>\d{1,5}): |\bserver at "[^"]{1,255}" \((?<address2>[0-9a-f.:]{2,45})\), port (?<port2>\d{1,5})|\bserver on '(?<name>[\w.-]{1,255}):(?<port3>\d{1,5})'|\bto Redis at (?<name2>[\w.-]{1,255}):(?<port4>\d{1,5}): |.{0,500}onnect(?:ion)? to [\w.-]{1,255}:(?<port5>\d{1,5}) \((?<address3>[0-9a-f.:]{2,45})\)|\bhost='(?<name3>[\w.-]{1,255})', port=(?<port6>\d{1,5})|\bconnect E[A-Z]{5,15} (?<address4>[0-9a-f.:]{2,45}):(?<port7>\d{1,5})|\bto the host, on port (?<port8>\d{1,5})|(?:\b(?:Get|Head|Post) "|unable to access ')https?:\/\/(?!.{0,300}\bdial (?:tcp|udp) [\d[])(?!.{0,300}onnect to )(?<name4>[\w.-]{1,255})(?::(?<port9>\d{1,5}))?\//;

interface Open {
  readonly asks: Ask[];
  readonly said: Said[];
  readonly devices: ShownDevice[];
  readonly nameservers: { address: string; line: number; text: string }[];
  search: readonly string[];
  lines: number;
  understood: number;
  commands: number;
  others: number;
  own: number;
  kernel: number;
  first?: { readonly line: number; readonly text: string };
}

/** No tool prints longer lines than this. */
const longest = 2000;
/** Of a longer paste the rest is counted and not kept. */
const most = 20_000;

/** Splits a paste at its prompts and reads what each tool said. */
export function readSession(text: string): Session {
  const open: Open = {
    ...{ asks: [{ command: '', tool: '', line: 1 }], said: [], devices: [], nameservers: [], search: [] },
    ...{ lines: 0, understood: 0, commands: 0, others: 0, own: 0, kernel: 0 },
  };
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (line.trim() === '') continue;
    open.lines += 1;
    if (line.length > longest) open.first ??= { line: i + 1, text: headOf(line, 200) };
    else if (!takeCommand(open, line, i + 1)) takeLine(open, line, i + 1);
  }
  const { first, ...session } = open;
  return { ...session, ...(first === undefined ? {} : { firstNotUnderstood: first }) };
}

function takeCommand(open: Open, line: string, at: number): boolean {
  const command = commandIn(line);
  if (command === undefined) return false;
  const prompt = /^[^\s:~/]{0,80}/.exec(line.slice(0, line.length - command.length))?.[0] ?? '';
  const ask = { ...askOf(command, at), prompt };
  open.asks.push(ask);
  if (ask.tool !== '') open.understood += 1;
  open[ask.tool === '' || isProgram(ask.command) ? 'others' : 'commands'] += 1;
  return true;
}

function takeLine(open: Open, original: string, line: number): void {
  const text = inEnglish(original);
  takeHead(open, text, line);
  if (kernelLine.test(text) || daemonLine.test(text)) open.kernel += 1;
  const ask = open.asks.length - 1;
  const tool = open.asks[ask]?.tool ?? '';
  const row = sessionTable.find(text, rowsUnder(tool));
  // Under another tool's command, or under none, words that any program may print mean nothing.
  const isOwn = row?.own === true || speaks.test(text);
  const counts = row?.means === 'page' || isOwn || (tool !== '' && isItsVoice(tool, text));
  if (row === undefined || !counts) {
    open.first ??= { line, text: headOf(original, 200) };
    return;
  }
  open.understood += 1;
  if (isOwn) open.own += 1;
  takeContext(open, text, line);
  if (row.means === 'page' || open.said.length >= most) return;
  const { id, means, confidence, severity, says, why, rulesOut, next, own } = row;
  const found = Object.entries(row.matches.exec(text)?.groups ?? {}).filter(([, value]) => value !== undefined);
  const to = aimOf(text);
  open.said.push({
    row: present({ id, means, confidence, severity, says, why, rulesOut, next, own }),
    groups: Object.fromEntries(found.map(([name, value]) => [name.replace(/\d{1,2}$/, ''), value])),
    ...{ line, text: original, ask },
    ...given(to?.['piped'] ?? to?.['address'] ?? to?.['six'] ?? to?.['name'], to?.['port']),
  });
}

/** What a line itself names as its target. */
function aimOf(text: string): { readonly [key: string]: string | undefined } | undefined {
  const program = programAimed.exec(text)?.groups;
  if (program === undefined) return (remote.exec(text) ?? aimed.exec(text))?.groups;
  return Object.fromEntries(
    Object.entries(program).flatMap(([key, value]) => (value === undefined ? [] : [[key.replace(/\d$/, ''), value]])),
  );
}

/** `PING web (10.0.0.5)`, `*   Trying 10.0.0.5:80...`: the page itself says what is asked for. */
function takeHead(open: Open, text: string, line: number): void {
  const page = pageOf(text);
  if (page === undefined) return;
  const { tool, address, name, port } = page;
  const last = open.asks.at(-1);
  if (last !== undefined && last.tool !== '' && !startsAnew(last, tool, text)) {
    open.asks[open.asks.length - 1] = {
      ...last,
      ...given(address ?? last.target ?? name, port ?? last.port?.toString()),
      ...present({ named: address === undefined ? undefined : last.target }),
    };
    return;
  }
  open.commands += 1;
  open.asks.push({
    command: '',
    tool,
    line,
    ...given(address ?? name, port),
    ...present({ named: address === undefined ? undefined : name }),
  });
}

/** A second page without a command of its own. */
const startsAnew = ({ command, tool }: Ask, of: string, text: string): boolean =>
  command === '' &&
  (tool !== of || (of !== 'curl' && of !== 'telnet' && !text.startsWith('RemotePort')) || text.startsWith('* Host '));

/** Devices with their addresses, name servers and the search list. */
function takeContext(open: Open, text: string, line: number): void {
  const { devices, nameservers } = open;
  const device = /^\d{1,5}: ([\w.-]{1,40})(?:@[\w.-]{1,40})?: <([A-Z0-9_,-]{0,200})>/.exec(text);
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

/** Meanings that are no fault. */
const plain = new Set(['answer', 'connected', 'error', 'shown', 'page']);

/** Whether a text has what network tools said at a terminal, beside the commands that led there. */
export const hasSession = (session: Session): boolean => {
  const { asks, commands, own, said, lines, understood } = session;
  if (isKernelLog(session)) return true;
  if (said.some(({ ask, row }) => !plain.has(row.means) && isProgram(asks[ask]?.command ?? ''))) return true;
  return commands > 0 ? said.length > 0 || understood > commands : said.length > 0 && own * 2 >= lines;
};

const ofLog = /^(?:kernel|daemon|wireguard-no)-/;

/** A kernel's log in which a fault of the network stands. */
const isKernelLog = ({ said, kernel, lines }: Session): boolean =>
  kernel * 2 >= lines && said.some(({ row }) => ofLog.test(row.id) && row.means !== 'shown');

/** Whether a text is such a session: commands and pages of network tools, or among others one of them that failed. */
export function isSession(session: Session): boolean {
  if (!hasSession(session)) return false;
  if (isKernelLog(session)) return true;
  const { asks, said, others, commands, lines, understood } = session;
  const isMostly =
    others === 0 ? understood * 4 >= lines : said.length > 0 && others <= commands && understood * 2 >= lines;
  return isMostly || said.some(({ ask, row }) => !plain.has(row.means) && asks[ask]?.command !== '');
}

/** How much of a session was understood. */
export const coverageOfSession = ({ lines, understood, firstNotUnderstood: first }: Session) => ({
  format: 'network-session',
  lines,
  understood,
  ...(first === undefined ? {} : { firstNotUnderstood: first }),
  timeZone: { name: 'unknown', provenance: 'unknown' } as const,
});
