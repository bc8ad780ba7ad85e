import { type Ask, isProbe } from './commands.ts';
import { answeredByTwo, packetFaults } from './packets.ts';
import { lost, reread, timedOutAtTimes } from './reread.ts';
import { silence } from './rows/connect.ts';
import type { Said } from './session.ts';
import { traceEnd } from './traces.ts';

/** What an ask came to. */
export interface Outcome {
  readonly ask: Ask;
  /** Lines that say what is wrong, without those that the tool itself passed over. */
  readonly faults: readonly Said[];
  /** Errors that tell no cause on the path. */
  readonly errors: readonly Said[];
  readonly isAnswered: boolean;
}

const isPlain = ({ row: { means } }: Said): boolean =>
  means === 'answer' || means === 'connected' || means === 'error' || means === 'shown' || means === 'page';

/** Sets an ask's lines against each other: what was tried first and passed over is no fault. */
export function settle(ask: Ask, heard: readonly Said[]): Outcome {
  const said = heard.map((one) => reread(one, ask, heard));
  const trace = traceEnd(ask, said);
  const all = [...said, ...(trace?.faults ?? []), ...packetFaults(said), ...answeredByTwo(said)];
  const met = all.map((one) => timedOutAtTimes(one, ask, said));
  const kept = onceEach(ask, withoutTold(withoutOtherFamily(withoutPassedOver(ask, met)), ask)).map((one) =>
    answeredLater(one, said),
  );
  const faults = kept.filter((one) => !isPlain(one));
  return {
    ask,
    faults: [
      ...faults,
      ...(faults.length > 0 ? [] : [...unansweredHello(said), ...unansweredPings(said), ...withoutRecord(ask, said)]),
    ],
    errors: kept.filter(({ row }) => row.means === 'error'),
    isAnswered: trace === undefined ? answers(ask, said) : trace.isReached,
  };
}

const answers = ({ tool, command }: Ask, said: readonly Said[]): boolean => {
  const has = (id: string) => said.some(({ row }) => row.id === id);
  if (tool === 'dig') return has('dig-filled') || has('short-answer') || (hasAddress(said) && !has('dig-empty'));
  if (tool === 'nslookup' || tool === 'host' || tool === 'resolvectl') return hasAddress(said);
  const isOpen = said.some(({ row }) => row.means === 'connected');
  return (
    said.some(({ row }) => row.means === 'answer') ||
    (isOpen && (/^(?:telnet|nc|ncat|netcat)$/.test(tool) || command.includes(' telnet://')))
  );
};

/** A name's address: nslookup's own server, which it names first, is none. */
function hasAddress(said: readonly Said[]): boolean {
  const name = said.findIndex(({ row }) => row.id === 'lookup-name');
  return said.some(
    ({ row }, at) => row.id === 'name-answer' || (row.id === 'lookup-address' && name >= 0 && at > name),
  );
}

const attempts = new Set(['no-route', 'no-answer', 'nothing-listens', 'neighbour-silent', 'filter-drops']);

/** One address of a name fails, the next one is taken: IPv6 before IPv4, `::1` before 127.0.0.1. */
function withoutPassedOver(ask: Ask, said: readonly Said[]): readonly Said[] {
  if (/^(?:f?ping|nmap|trace|mtr|dig|nslookup|host$|tcpdump|resolvectl|ip)/.test(ask.tool)) return said;
  const made = said.findLastIndex(({ row }) => row.means === 'connected' || row.means === 'answer');
  const port = said[made]?.port ?? portOf(said[made]);
  const isPassed = (one: Said, at: number): boolean =>
    at < made &&
    (attempts.has(one.row.means) || one.row.id === 'curl-complains' || one.row.id === 'tool-error') &&
    (one.port === undefined || port === undefined || one.port === port);
  return said.filter((one, at) => !isPassed(one, at));
}

/** A host without IPv6 has no route there, and that is not why IPv4 fails too. */
function withoutOtherFamily(said: readonly Said[]): readonly Said[] {
  const isOther = ({ row, target }: Said): boolean => row.means === 'no-route' && target?.includes(':') === true;
  const isMet = said.some(
    ({ row, target }) => attempts.has(row.means) && target !== undefined && !target.includes(':'),
  );
  return isMet ? said.filter((one) => !isOther(one)) : said;
}

const portOf = (one: Said | undefined): number | undefined => {
  const port = /\bport (\d{1,5})\b| (\d{1,5}) port \[|:(\d{1,5})\.\.\. connected/.exec(one?.text ?? '');
  const digits = port?.[1] ?? port?.[2] ?? port?.[3];
  return digits === undefined ? undefined : Number(digits);
};

/** curl and wget say of one connection several times that it failed. */
function onceEach({ tool }: Ask, said: readonly Said[]): readonly Said[] {
  if (tool !== 'curl' && tool !== 'wget') return said;
  return said.filter(
    (one, at) =>
      isPlain(one) || said.findIndex(({ row, port }) => row.means === one.row.means && port === one.port) === at,
  );
}

/** A name server that is passed over for the next one, or a record type that a name does not have. */
function answeredLater(one: Said, said: readonly Said[]): Said {
  const { row, groups } = one;
  if (!hasAddress(said) && !said.some((other) => other.row.id === 'dig-filled')) return one;
  if (row.id === 'name-without-record') return { ...one, row: { ...row, means: 'page' } };
  if (row.means === 'nameserver-unreachable')
    return {
      ...one,
      row: {
        ...row,
        severity: 'warning',
        says: `${groups['server'] === undefined ? 'A name server' : 'The name server {server}'} does not answer; the question was answered all the same, later or by another one.`,
      },
    };
  if (row.means !== 'name-not-found-from-here') return one;
  return {
    ...one,
    row: {
      ...row,
      means: 'error',
      why: 'the name has an address, and the name server says NXDOMAIN of another type of record: a broken zone, on which musl gives up',
    },
  };
}

/** Which lines say more exactly what a vaguer one says too, by the vaguer's id. */
const vaguer: Readonly<{ [id: string]: (other: Said) => boolean }> = {
  silence: ({ row }) => row.id !== 'silence' && row.means !== 'connection-cut',
  'name-server-silent': ({ row, groups }) => row.means === 'nameserver-unreachable' && groups['server'] !== undefined,
  'name-without-record': ({ row }) => row.means === 'name-not-found-from-here' || row.id === 'name-server-fails',
  'curl-at-once': ({ row }) => !row.id.startsWith('curl-'),
  'curl-after-seconds': ({ row }) => !row.id.startsWith('curl-'),
  'curl-complains': ({ row }) => row.id !== 'curl-complains',
  'tls-not-made': ({ row }) => row.id !== 'tls-not-made',
  'tool-error': ({ row }) => row.id !== 'tool-error' && row.id !== 'ping-time-exceeded',
  'name-server-fails': ({ row }) => row.id !== 'name-server-fails',
  'some-unanswered': ({ row }) => row.id === 'partial-loss',
};

const silences = new Set(['neighbour-silent', 'no-answer']);
const refusals = new Set(['neighbour-silent', 'no-route', 'filter-drops', 'too-big-for-path']);

/** What a line says more exactly than another of the same ask. */
function withoutTold(said: readonly Said[], { ttl }: Ask): readonly Said[] {
  const faults = said.filter((one) => !isPlain(one));
  const hasTunnel = faults.some(({ row }) => row.means === 'tunnel-without-peer');
  const isBehind = said.some(({ row }) => row.id.startsWith('ssh-channel-'));
  const isRefused = faults.some(({ row }) => refusals.has(row.means));
  const isTold = ({ row, groups }: Said): boolean => {
    if (hasTunnel && silences.has(row.means)) return true;
    // The jump host is reached; nothing was made with the target that could be cut.
    if (isBehind && row.means === 'connection-cut') return true;
    // `ping -t 3`
    if (row.id === 'ping-time-exceeded') return ttl !== undefined && ttl < 32;
    if (row.means === 'packets-lost' && isRefused) return true;
    const isNamed = row.id === 'name-server-silent' && groups['server'] !== undefined;
    return !isNamed && faults.some((other) => vaguer[row.id]?.(other) === true);
  };
  return said.filter((one) => !isTold(one));
}

/** TLS or the key exchange of SSH begins, and nothing of it comes back in what was copied. */
function unansweredHello(said: readonly Said[]): readonly Said[] {
  const hello = said.findLast(({ row }) => row.id === 'tls-hello-sent' || row.id === 'ssh-keys-sent');
  const isAlone = !said.some(
    ({ row }) =>
      row.id === 'tls-came-back' || row.id === 'ssh-keys-came' || row.means === 'answer' || row.means === 'error',
  );
  if (hello === undefined || !isAlone) return [];
  return [
    {
      ...hello,
      row: {
        ...hello.row,
        means: 'no-answer',
        confidence: 'possible',
        says: `The connection to {where} is made, and nothing is shown that answers the ${hello.row.id === 'tls-hello-sent' ? 'TLS hello' : 'key exchange of SSH'}.`,
        why: 'If it hangs there: large packets do not pass (MTU of a VPN, overlay or PPPoE link with ICMP filtered), or the server or a middlebox hangs.',
        next: [
          '`ping -M do -s 1372 {address}`, then 1472: where does it stop? `ip link`: MTU of the devices on the way',
        ],
      },
    },
  ];
}

/** A ping that was not let run to its statistics. */
function unansweredPings(said: readonly Said[]): readonly Said[] {
  const missing = said.filter(({ row }) => row.id === 'ping-unanswered');
  const last = missing.at(-1);
  if (last === undefined || said.some(({ text }) => / packet loss/.test(text))) return [];
  const isAnswered = said.some(({ row }) => row.means === 'answer');
  // One that is late is no silence.
  if (!isAnswered && missing.length < 2) return [];
  const says = `Some packets to {where} are answered, and ${missing.length} of those shown not in time.`;
  return [{ ...last, row: { ...last.row, ...(isAnswered ? { ...lost, says } : silence) } }];
}

/** The name server answers, and has no record of the kind; of IPv6 addresses that is usual. */
function withoutRecord({ command }: Ask, said: readonly Said[]): readonly Said[] {
  const empty = said.find(({ row }) => row.id === 'dig-empty');
  const asked = `${command} ${said.find(({ row }) => row.id === 'dig-head')?.groups['asked'] ?? ''}`;
  if (empty === undefined || / (?:AAAA|MX|TXT|SRV|NS|SOA|CAA|PTR)\b|(?: |^)-x /i.test(asked)) return [];
  const row: Said['row'] = {
    ...empty.row,
    means: 'name-not-resolved',
    confidence: 'possible',
    says: 'The name server answers for {name}, and has no address for it (NOERROR, 0 answers).',
    why: 'The name exists with records of another type only, or this server only refers to another one.',
    next: ['`dig {name} ANY`, `dig +trace {name}`: which records, and from whom?'],
  };
  return [{ ...empty, row }];
}

/** Asks whose answer is not shown, and that say nothing of a fault either. */
export const isOpen = ({ ask, faults, errors, isAnswered }: Outcome): boolean =>
  isProbe(ask) && !isAnswered && faults.length === 0 && errors.length === 0;
