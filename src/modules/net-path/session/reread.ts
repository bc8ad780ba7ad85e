import { type Ask, isUdp } from './commands.ts';
import { notAdded } from './rows/errors.ts';
import type { Said } from './session.ts';

/** What a line means under its command and beside the other lines of its page. */
export const reread = (one: Said, ask: Ask, heard: readonly Said[]): Said =>
  [asAdded, asSent, asEnded, asAny, asLinkLocal, onLoopback, asArping, onWindows, asPinged, asScanned].reduce(
    (said, again) => again(said, ask, heard),
    one,
  );

/** `ip route add … via …`, older kernels: what is refused is the new route, whose gateway is on no link. */
const asAdded = (one: Said, { command }: Ask): Said =>
  one.text.startsWith('RTNETLINK answers: ') &&
  /^ip (?:-\S{1,10} )?r\w{0,4} (?:add|append|replace|change)\b/.test(command)
    ? { ...one, row: { id: 'gateway-invalid', means: 'error', own: true, why: notAdded } }
    : one;

/** nc and ncat call UDP connected that nobody answered. */
const asSent = (one: Said, ask: Ask): Said =>
  !ask.tool.startsWith('nmap') && isUdp(ask) && (one.row.means === 'answer' || one.row.means === 'connected')
    ? {
        ...one,
        row: {
          ...one.row,
          means: 'error',
          why: 'UDP has no connections: that it was sent does not say that it arrived',
        },
      }
    : one;

/** A server that ends a connection at its end, as after QUIT, cuts nothing. */
const asEnded = (one: Said, { carries }: Ask): Said =>
  carries === true && one.text.startsWith('Connection closed by foreign host')
    ? {
        ...one,
        row: {
          ...one.row,
          means: 'error',
          why: 'the server ended it, after something had come over it: the network as far as works, and the lines before tell more',
        },
      }
    : one;

/** Forwarders drop questions of type ANY, or answer them over TCP only. */
const asAny = (one: Said, { command }: Ask): Said =>
  one.row.means === 'nameserver-unreachable' &&
  /^(?:host (?:.{0,60} )?-a\b|(?:dig|host|nslookup) .{0,200}\bANY\b)/i.test(command)
    ? {
        ...one,
        row: {
          ...one.row,
          confidence: 'possible',
          severity: 'warning',
          why: 'The question was of type ANY, which many servers and forwarders do not answer (RFC 8482); others may be answered.',
        },
      }
    : one;

/** `ping fe80::1` without its device. */
const asLinkLocal = (one: Said, { target = '' }: Ask): Said =>
  one.row.id === 'connect-invalid' && /^(?:fe80|ff\d\d):/i.test(target)
    ? {
        ...one,
        row: { ...one.row, means: 'error', why: `such an address is of one link: ping ${target}%DEVICE names which` },
      }
    : one;

/** On loopback no host is off and no way back is missing. */
const onLoopback = (one: Said, ask: Ask): Said =>
  one.row.id === 'silence' && /^(?:127\.|::1$|localhost$)/.test(one.target ?? ask.target ?? '')
    ? {
        ...one,
        row: {
          ...one.row,
          says: 'No answer comes from {where}, which is this host itself: the program hangs, its queue is full, or a filter here drops it.',
          why: 'Loopback loses nothing.',
          next: [
            '`ss -ltn`: is Recv-Q of that port as large as Send-Q? Then the program takes no connections',
            '`iptables-save -c`, `nft list ruleset`',
          ],
        },
      }
    : one;

/** arping of a hardware address sends an ordinary ping to all, which many hosts do not answer. */
function asArping(one: Said, _: Ask, said: readonly Said[]): Said {
  if (one.row.id !== 'arping-silent') return one;
  const host = said.find(({ row }) => row.id === 'arping-head')?.groups['host'];
  if (host !== undefined && /^[\d.]{7,15}$/.test(host)) return { ...one, groups: { ...one.groups, host } };
  const why = 'a ping to a hardware address goes to broadcast, which many hosts do not answer: this says little';
  return { ...one, row: { ...one.row, means: 'error', why } };
}

const pinged = new Set(['ping-host-unreachable', 'ping-net-unreachable']);

/** Windows has no ip(8); who answers it may. */
const onWindows = (one: Said): Said =>
  /^Ping request could not find host /.test(one.text)
    ? {
        ...one,
        row: {
          ...one.row,
          next: ['`ipconfig /all`: which name servers? Then `nslookup {name}`, `nslookup {name} SERVER`'],
        },
      }
    : onPingedWindows(one);

const onPingedWindows = (one: Said): Said =>
  pinged.has(one.row.id) && /^Reply from /.test(one.text)
    ? {
        ...one,
        row: {
          ...one.row,
          next: [
            'on {from}: `route print` and `arp -a` of Windows, `ip route` and `ip neigh` of Linux: next hop, and is it there?',
          ],
        },
      }
    : one;

/** nmap has an answer of the host: it is not off. */
const asScanned = (one: Said, _: Ask, said: readonly Said[]): Said =>
  one.row.id === 'port-filtered' && said.some(({ row }) => row.id === 'nmap-host-up')
    ? {
        ...one,
        row: { ...one.row, says: 'A filter drops what goes to {where}: the host is up, and that port keeps silent.' },
      }
    : one;

/** Test-NetConnection says in one page that the host answers ping and that its port does not. */
const asPinged = (one: Said, _: Ask, said: readonly Said[]): Said =>
  one.row.id === 'windows-not-connected' && said.some(({ text }) => /^PingSucceeded {0,20}: True/.test(text))
    ? {
        ...one,
        row: {
          ...one.row,
          says: '{host} answers ping, and makes no TCP connection on port {port}: nothing listens there, or a filter drops or rejects it.',
          why: 'Test-NetConnection says the same of a closed port and a filter.',
        },
      }
    : one;

/** `Request timed out.` of a Windows ping that was answered at other times. */
export function timedOutAtTimes(one: Said, { tool }: Ask, said: readonly Said[]): Said {
  const isOne = tool.startsWith('ping') && one.row.id === 'silence' && one.text.startsWith('Request timed out');
  return isOne && said.some(({ row }) => row.means === 'answer')
    ? { ...one, row: { ...one.row, ...lost, says: 'Some packets to {where} are answered, and some are not.' } }
    : one;
}

/** Some answers are missing, and no statistics tell how many. */
export const lost = {
  id: 'some-unanswered',
  means: 'packets-lost',
  confidence: 'possible',
  next: ['`mtr -rwzc 100 {address}`: from which hop on to the end?'],
} as const;
