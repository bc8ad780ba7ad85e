import { type Address, type Family, parseAddress } from '../address/address.ts';
import type { Answer } from '../capture/capture.ts';
import { present } from '../optional.ts';
import { recordOf } from './json.ts';
import type { ListeningSocket } from './namespace.ts';

// tcp   LISTEN 0      128    127.0.0.1%lo:631    0.0.0.0:*
// udp   UNCONN 0      0              [::]:5353      [::]:*
const socketLine = /^(tcp|udp)\s+(LISTEN|UNCONN|ESTAB)\s+(\d+)\s+(\d+)\s+(\S+):(\d+|\*)\s+(\S+):(\d+|\*)(?:\s|$)/;

/** Whether a line is one of `ss`, whatever its socket is for. */
export const isSocket = (line: string): boolean => socketLine.test(line);

/** Sockets that something may arrive at, from `ss -Hltun`. */
export const readSockets = (answer: Answer): readonly ListeningSocket[] =>
  answer.text.split('\n').flatMap((line, offset) => {
    const socket = socketOf(line);
    return socket === undefined ? [] : [{ ...socket, record: recordOf(answer, line.trim(), offset) }];
  });

function socketOf(line: string): Omit<ListeningSocket, 'record'> | undefined {
  const match = socketLine.exec(line);
  if (match === null) return undefined;
  const [, protocol, state, waiting, backlog, local = '', port, peer = '', peerPort] = match;
  if (port === '*' || (protocol === 'tcp' && state !== 'LISTEN')) return undefined;
  const { address, family, device } = boundTo(local);
  const other = peerPort === '*' ? undefined : boundTo(peer).address;
  return {
    protocol: protocol === 'tcp' ? 'tcp' : 'udp',
    family,
    port: Number(port),
    // One more than the backlog fits: sk_acceptq_is_full compares with >.
    ...(protocol === 'tcp' && Number(waiting) > Number(backlog) && { full: true as const }),
    ...present({ address, device, remote: other && { address: other, port: Number(peerPort) } }),
  };
}

/** `*` is both families; `[::]` is IPv6 alone (ss prints `*` for a socket without IPV6_V6ONLY). */
function boundTo(text: string): { address?: Address; family: Family | 'both'; device?: string } {
  const [host = '', device] = text.replace(/[[\]]/g, '').split('%', 2);
  const scope = device === undefined ? {} : { device };
  if (host === '*') return { family: 'both', ...scope };
  const parsed = parseAddress(host);
  // ::ffff:10.0.0.1: an IPv6 socket that takes IPv4 alone.
  const mapped = parsed?.family === 6 && parsed.value >> 32n === 0xffffn;
  const address: Address | undefined = mapped ? { family: 4, value: parsed.value & 0xffffffffn } : parsed;
  if (address === undefined) return { family: 'both', ...scope };
  return address.value === 0n ? { family: address.family, ...scope } : { address, family: address.family, ...scope };
}
