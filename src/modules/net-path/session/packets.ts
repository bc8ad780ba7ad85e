import { groupBy } from '../../../core/group.ts';
import type { Said } from './session.ts';

/** As many of the same question without an answer are repeats, not a beginning. */
const repeats = 3;

/** Questions in a capture that nobody answers. */
export function packetFaults(said: readonly Said[]): readonly Said[] {
  return [...silentNeighbors(said), ...silentServers(said), ...silentEchoes(said), ...unanswered(said)];
}

const of = (said: readonly Said[], id: string) => said.filter(({ row }) => row.id === id);

function silentNeighbors(said: readonly Said[]): readonly Said[] {
  const answered = new Set(of(said, 'dump-arp-answer').map(({ groups }) => groups['from']));
  const asked = groupBy(of(said, 'dump-arp-question'), ({ groups }) => `${groups['to']} ${groups['from']}`);
  return [...asked.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined || all.length < repeats || answered.has(first.groups['to'])) return [];
    const row = {
      ...first.row,
      means: 'neighbour-silent' as const,
      confidence: 'likely' as const,
      says: '{from} asks for {address} again and again (ARP), and nobody answers.',
      why: 'The host is off, has another address, or is in another VLAN. On a third machine the answer cannot be seen: it goes to who asks.',
      next: ['on {from}: `ip neigh show {address}`, `arping -I DEVICE {address}`'],
    };
    return [{ ...first, row, groups: { ...first.groups, address: first.groups['to'] ?? '' } }];
  });
}

/** `arping`: two hardware addresses answer for one. */
export function answeredByTwo(said: readonly Said[]): readonly Said[] {
  const replies = said.flatMap((one) => {
    const [, address, hardware] = /^Unicast reply from ([0-9.]{7,15}) \[([0-9A-Fa-f:]{17})\]/.exec(one.text) ?? [];
    return address === undefined || hardware === undefined ? [] : [{ one, address, hardware: hardware.toLowerCase() }];
  });
  const other = replies.find(
    ({ address, hardware }) => address === replies[0]?.address && hardware !== replies[0].hardware,
  );
  const [first] = replies;
  if (first === undefined || other === undefined) return [];
  const row = {
    ...other.one.row,
    means: 'duplicate-address' as const,
    confidence: 'likely' as const,
    says: `Two hardware addresses answer for ${other.address}: ${first.hardware} and ${other.hardware}.`,
    why: 'Two hosts have the address, or a host answers by two of its devices in one network (arp_ignore), or by proxy ARP.',
    next: ['`bridge fdb show | grep MAC`, the MAC table of the switch: at which ports are they?'],
  };
  return [{ ...other.one, row, also: [{ line: first.one.line, text: first.one.text }] }];
}

function silentServers(said: readonly Said[]): readonly Said[] {
  const packets = of(said, 'dump-tcp');
  const flags = (from: string | undefined, to: string | undefined) =>
    packets.filter(({ groups }) => groups['from'] === from && groups['to'] === to).map(({ groups }) => groups['flags']);
  const starts = groupBy(
    packets.filter(({ groups }) => groups['flags'] === 'S'),
    ({ groups }) => `${groups['from']} ${groups['to']}`,
  );
  const faults: Said[] = [];
  for (const all of starts.values()) {
    const [first] = all;
    if (first === undefined) continue;
    const { from, to } = first.groups;
    const back = flags(to, from);
    const address = (to ?? '').replace(/\.\w{1,20}$/, '');
    const make = (row: Partial<Said['row']>): Said => ({
      ...first,
      row: { ...first.row, confidence: 'likely', ...row },
      groups: { ...first.groups, address, host: address },
    });
    if (back.some((one) => one?.startsWith('R')) && !back.includes('S.'))
      faults.push(
        make({
          means: 'nothing-listens',
          says: '{to} refuses the connection of {from} (RST).',
          next: ['on {host}: `ss -ltnp`: what listens, and on which address?'],
        }),
      );
    else if (back.length === 0 && all.length >= repeats)
      faults.push(
        make({
          means: 'no-answer',
          says: '{from} sends SYN again and again to {to}; no answer is seen here.',
          why: 'A filter drops it behind this point, the target is off, or the answer takes another way or is dropped before here.',
          next: ['the same capture on {host}: does the SYN arrive, does a SYN-ACK leave, and through which device?'],
        }),
      );
    else if (back.filter((one) => one === 'S.').length >= repeats && flags(from, to).every((one) => one === 'S'))
      faults.push(
        make({
          means: 'no-answer',
          says: '{to} answers {from} again and again, and the answer does not get there.',
          why: 'The SYN arrives and the SYN-ACK leaves: it is lost on the way back (filter, missing route, another path).',
          next: ['the same capture nearer to {from}: where does the SYN-ACK end?'],
        }),
      );
  }
  return faults.slice(0, 5);
}

function silentEchoes(said: readonly Said[]): readonly Said[] {
  const echoes = of(said, 'dump-echo');
  const asked = groupBy(
    echoes.filter(({ groups }) => groups['kind'] === 'request'),
    ({ groups }) => `${groups['from']} ${groups['to']}`,
  );
  return [...asked.values()]
    .flatMap((all) => {
      const [first] = all;
      const isAnswered = echoes.some(
        ({ groups }) => groups['kind'] === 'reply' && groups['from'] === first?.groups['to'],
      );
      if (first === undefined || isAnswered || all.length < repeats) return [];
      const row = {
        ...first.row,
        means: 'no-answer' as const,
        confidence: 'likely' as const,
        says: '{from} pings {to}; no answer is seen here.',
        why: 'A filter drops it behind this point, the target is off, or the answer takes another way.',
        next: ['the same capture on {to}: does the request arrive, does a reply leave, and through which device?'],
      };
      return [{ ...first, row }];
    })
    .slice(0, 5);
}

/** Of a whole table a few half-open connections are usual; of one that was asked for they are what is looked for. */
const few = 5;

/** `conntrack -L -d …`: the first packet went on, and nothing came back through this host. */
function unanswered(said: readonly Said[]): readonly Said[] {
  const all = of(said, 'conntrack-unanswered');
  if (all.length > few) return [];
  return all.map((one) => ({
    ...one,
    row: {
      ...one.row,
      means: 'no-answer' as const,
      confidence: 'possible' as const,
      says: 'The SYN of {from} for {to}:{port} went on to {address}, and no answer came back through here.',
      why: 'The backend is off or filtered, or its answer takes another way; an entry that is a second old says nothing.',
      next: [
        'on the host of {address}: `tcpdump -ni any host {from}`: does the SYN arrive, and where does the answer leave?',
      ],
    },
  }));
}
