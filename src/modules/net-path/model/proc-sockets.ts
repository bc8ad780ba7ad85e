import type { Address } from '../address/address.ts';
import type { FileLine, Files } from './kernel-files.ts';
import type { ListeningSocket } from './namespace.ts';

/** TCP_LISTEN and, of UDP, TCP_CLOSE (include/net/tcp_states.h). */
const waiting = { tcp: '0A', udp: '07' };

/** Sockets of /proc/net/tcp and its kin that something may arrive at; whether one of IPv6 takes IPv4 too is not told. */
export const readProcSockets = (files: Files): readonly ListeningSocket[] =>
  (['tcp', 'tcp6', 'udp', 'udp6'] as const).flatMap((name) => {
    const protocol = name.startsWith('tcp') ? 'tcp' : 'udp';
    return (files.get(`/proc/net/${name}`) ?? []).flatMap((line) => socketOf(line, protocol, name.endsWith('6')));
  });

/** `   0: 00000000:1F90 00000000:0000 0A …` */
function socketOf({ text, record }: FileLine, protocol: 'tcp' | 'udp', six: boolean): readonly ListeningSocket[] {
  const [, local = '', port = '', state] =
    /^ {0,6}\d{1,9}: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]{8,32}:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(text) ??
    [];
  if (state !== waiting[protocol]) return [];
  const words = local.match(/.{8}/g) ?? [];
  const value = words.reduce(
    (sum, word) => (sum << 32n) | BigInt(`0x${(word.match(/../g) ?? []).toReversed().join('')}`),
    0n,
  );
  const mapped = six && value >> 32n === 0xffffn;
  const address: Address = mapped ? { family: 4, value: value & 0xffffffffn } : { family: six ? 6 : 4, value };
  const family = address.value === 0n && six ? 'both' : address.family;
  return [{ protocol, family, port: Number.parseInt(port, 16), ...(address.value === 0n ? {} : { address }), record }];
}
