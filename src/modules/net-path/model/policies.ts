import { covers, parseAddress, parsePrefix } from '../address/address.ts';
import type { Answer } from '../capture/capture.ts';
import { recordOf } from './json.ts';
import type { Policy } from './namespace.ts';

/** src 10.1.0.0/24 dst 10.2.0.0/24 proto tcp */
const selector = /^src (\S{1,64}) dst (\S{1,64})(?: |$)/;
/** dir out action block priority 2343; the policies of sockets say `socket in`. */
const direction = /^[ \t]+dir (in|out|fwd) /m;
/** A policy without a template lets pass what it does not block. */
const changes = /^[ \t]+(?:dir .*action block|tmpl )/m;

/**
 * What `ip xfrm policy` prints: a line of addresses, and indented ones about it (iproute2, ip/ipxfrm.c). Where each leads
 * is not read: `ip xfrm state` prints keys.
 */
export function readPolicies(answer: Answer | undefined): readonly Policy[] {
  if (answer === undefined) return [];
  const lines = answer.text.split('\n');
  const heads = lines.flatMap((line, at) => (selector.test(line) ? [at] : []));
  return heads.flatMap((at, i): readonly Policy[] => {
    const line = lines[at] ?? '';
    const about = `${lines.slice(at + 1, heads[i + 1]).join('\n')} `;
    const [, source = '', destination = ''] = selector.exec(line) ?? [];
    const family = source.includes(':') ? 6 : 4;
    const [from, to] = [parsePrefix(source, family), parsePrefix(destination, family)];
    const way = direction.exec(about)?.[1];
    if (from === undefined || to === undefined || way === undefined || !changes.test(about)) return [];
    return [{ from, to, direction: way, record: recordOf(answer, line, at) }];
  });
}

export const isOfPolicy = (line: string): boolean => selector.test(line) || /^\s/.test(line);

/** The policy whose addresses take a packet in; its other selectors may leave it out. */
export function policyFor(
  policies: readonly Policy[],
  way: string,
  packet: { readonly source: string; readonly destination: string },
): Policy | undefined {
  const [source, destination] = [parseAddress(packet.source), parseAddress(packet.destination)];
  if (source === undefined || destination === undefined) return undefined;
  return policies.find((one) => one.direction === way && covers(one.from, source) && covers(one.to, destination));
}
