import { headOf } from '../../../core/safe-text.ts';
import { present } from '../optional.ts';
import { aimOf } from './aims.ts';
import { type Ask, askOf, commandIn, given } from './commands.ts';
import { takeDevice } from './devices.ts';
import { pageOf, statistics } from './heads.ts';
import { inEnglish } from './languages.ts';
import { isConnected, isFrame, isLibrary } from './libraries.ts';
import { headingOf, placeOf, type Shells, takePrompt } from './place.ts';
import { proxyLine } from './rows/backends.ts';
import { daemonLine } from './rows/daemons.ts';
import { kernelLine } from './rows/kernel.ts';
import { rowsUnder, sessionTable } from './rows.ts';
import type { Said, Session, ShownDevice, ShownWord } from './session.ts';
import { isItsVoice, isProgram, stepOf } from './voices.ts';

const speaks =
  /^(?:curl: \(\d{1,3}\) |fatal: unable to access '|(?:ping6?|nc|ncat|netcat|telnet|ssh|wget|Ncat|traceroute6?|mtr|RTNETLINK answers): |(?:psql|pg_\w{1,12}): (?:error: )?(?:connection to server|could not)|.{0,300}\bconnection to server (?:at|on socket) "|(?:fatal: \[[^\]]{1,255}\]: |\S{1,255} \| )UNREACHABLE! =>| {4}"msg": "Failed to connect to the host via ssh|ssh: connect to host |connect to \S{2,80} port )/;
interface Open {
  readonly asks: Ask[];
  readonly said: Said[];
  readonly devices: ShownDevice[];
  readonly nameservers: ShownWord[];
  readonly search: ShownWord[];
  readonly shells: Shells;
  lines: number;
  understood: number;
  commands: number;
  others: number;
  own: number;
  kernel: number;
  libraries: number;
  connected?: number;
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
    ...{
      lines: 0,
      understood: 0,
      commands: 0,
      others: 0,
      own: 0,
      kernel: 0,
      libraries: 0,
      shells: { bound: new Map() },
    },
  };
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (line.trim() === '') continue;
    open.lines += 1;
    if (line.length > longest) open.first ??= { line: i + 1, text: headOf(line, 200) };
    else if (!takeCommand(open, line, i + 1)) takeLine(open, line, i + 1);
  }
  const { first, shells: _, ...session } = open;
  return { ...session, ...(first === undefined ? {} : { firstNotUnderstood: first }) };
}

function takeCommand(open: Open, line: string, at: number): boolean {
  const command = commandIn(line);
  if (command === undefined) return takeHeading(open, line, at);
  const { asks, shells } = open;
  const prompt = line.slice(0, line.length - command.length).replace(/^> $/, '');
  const shell = takePrompt(shells, prompt === '' ? undefined : prompt, command, {
    ask: asks.length,
    hasFailed: (ask) => open.said.some((one) => one.ask === ask && hasFailed(one)),
  });
  const ask = { ...askOf(command, at), place: placeOf(command, shell) };
  asks.push(ask);
  if (ask.tool !== '') open.understood += 1;
  open[ask.tool === '' || isProgram(ask.command) ? 'others' : 'commands'] += 1;
  return true;
}

const hasFailed = ({ row: { means } }: Said): boolean => means === 'error' || !plain.has(means);

/** What stands under a heading is of the place that it names. */
function takeHeading({ asks, shells }: Open, line: string, at: number): false {
  const section = headingOf(line);
  if (section === undefined) return false;
  shells.section = section;
  asks.push({ command: '', tool: '', line: at, place: { host: section } });
  return false;
}

function takeLine(open: Open, original: string, line: number): void {
  const english = inEnglish(original);
  const text = stepOf(english);
  takeHead(open, text, line);
  if (kernelLine.test(text) || daemonLine.test(text) || proxyLine.test(text)) open.kernel += 1;
  const ask = open.asks.length - 1;
  const { tool = '' } = open.asks[ask] ?? {};
  const row = sessionTable.find(text, rowsUnder(tool));
  // Under another tool's command, or under none, words that any program may print mean nothing.
  const voice = voiceOf(open, text, tool);
  if (voice === 'frame') {
    open.understood += 1;
    return;
  }
  const isOwn = row?.own === true || speaks.test(text) || text !== english;
  if (row === undefined || !(row.means === 'page' || isOwn || voice !== undefined)) {
    passOver(open, original, text, line);
    return;
  }
  open.understood += 1;
  if (isOwn) open.own += 1;
  else if (voice === 'library') open.libraries += 1;
  takeContext(open, text, line);
  if (row.means === 'page' || open.said.length >= most) return;
  const { id, means, confidence, severity, says, why, rulesOut, next, own } = row;
  const found = Object.entries(row.matches.exec(text)?.groups ?? {}).filter(([, value]) => value !== undefined);
  open.said.push({
    row: present({ id, means, confidence, severity, says, why, rulesOut, next, own }),
    groups: Object.fromEntries(found.map(([name, value]) => [name.replace(/\d{1,2}$/, ''), value])),
    ...{ line, text: original, ask },
    ...aimOf(text),
  });
}

/**
 * Whose words a line may have: those of the tool that was started, or of a program where no command is in the text.
 * Under another tool's command, or under none, words that any program may print mean nothing.
 */
function voiceOf(
  { commands, others, libraries }: Open,
  text: string,
  tool: string,
): 'tool' | 'library' | 'frame' | undefined {
  if (tool !== '') return isItsVoice(tool, text) ? 'tool' : undefined;
  if (commands + others > 0) return undefined;
  return isLibrary(text) ? 'library' : libraries > 0 && isFrame(text) ? 'frame' : undefined;
}

/** A line that counts for nothing. Behind `Escape character is` it was said or typed over the connection of the tool. */
function passOver(open: Open, original: string, text: string, line: number): void {
  const { asks, said, libraries } = open;
  const at = asks.length - 1;
  const ask = asks[at];
  const last = said.at(-1);
  open.first ??= { line, text: headOf(original, 200) };
  if (libraries > 0 && isConnected(text)) open.connected = line;
  if (ask !== undefined && ask.tool !== '' && last?.ask === at && last.text.startsWith('Escape character'))
    asks[at] = { ...ask, carries: true };
}

/** `PING web (10.0.0.5)`, `*   Trying 10.0.0.5:80...`: the page itself says what is asked for. */
function takeHead(open: Open, text: string, line: number): void {
  const page = pageOf(text);
  if (page === undefined) return;
  const { tool, address, name, port } = page;
  const last = open.asks.at(-1);
  if (statistics.test(text) && last !== undefined && endsIts(last, name)) return;
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
    ...present({ place: last?.place }),
    ...given(address ?? name, port),
    ...present({ named: address === undefined ? undefined : name }),
  });
}

/** The statistics of a ping whose beginning is in the paste too, or of a command that was copied. */
const endsIts = ({ command, target, named }: Ask, name: string | undefined): boolean =>
  command !== '' || target === name || named === name;

/** A second page without a command of its own. */
const startsAnew = ({ command, tool }: Ask, of: string, text: string): boolean =>
  command === '' &&
  (tool !== of || (of !== 'curl' && of !== 'telnet' && !text.startsWith('RemotePort')) || text.startsWith('* Host '));

/** Devices with their addresses, name servers and the search list. */
function takeContext(open: Open, text: string, line: number): void {
  const { devices, nameservers } = open;
  const ask = open.asks.length - 1;
  takeDevice(devices, text, line, ask);
  const server = /^nameserver ([0-9a-f.:]{2,45})/.exec(text)?.[1];
  if (server !== undefined) nameservers.push({ word: server, line, text, ask });
  if (!text.startsWith('search ')) return;
  for (const word of text.trim().split(/\s+/).slice(1)) open.search.push({ word, line, text, ask });
}

/** Meanings that are no fault. */
export const plain = new Set(['answer', 'connected', 'error', 'shown', 'page']);

/** How much of a session was understood. */
export const coverageOfSession = ({ lines, understood, firstNotUnderstood: first }: Session) => ({
  format: 'network-session',
  lines,
  understood,
  ...(first === undefined ? {} : { firstNotUnderstood: first }),
  timeZone: { name: 'unknown', provenance: 'unknown' } as const,
});
