import type { Ask } from './commands.ts';
import type { Said } from './session.ts';

interface TraceEnd {
  readonly faults: readonly Said[];
  readonly isReached: boolean;
}

/** What routers mean by `!H` (traceroute(8), tracepath(8)). */
const rules = 'on {from}: `iptables-save -c`, `nft list ruleset`, `firewall-cmd --list-all`: which rule rejects?';
const marks: Readonly<{ [mark: string]: readonly [Said['row']['means'], string, next?: string] }> = {
  H: ['neighbour-silent', '{from} says that it cannot reach {where} (!H): nobody answers there on its link.'],
  N: ['no-route', '{from} says that it has no route to {where} (!N).'],
  X: ['filter-drops', '{from} says that a filter forbids the way to {where} (!X).', rules],
  A: ['filter-drops', '{from} says that a filter forbids the way to {where} (!A).', rules],
  Z: ['filter-drops', '{from} says that a filter forbids the way to {where} (!Z).', rules],
  F: ['too-big-for-path', '{from} says that the packets are too large for its next link (!F).'],
};

const names = new Set([
  'trace-hop',
  'trace-stars',
  'trace-refused',
  'trace-reached',
  'mtr-hop',
  'trace-head',
  'trace-too-many-hops',
]);

/** How a trace ends; stars on the way mean nothing where the end answers. Undefined where none is shown. */
export function traceEnd(ask: Ask, said: readonly Said[]): TraceEnd | undefined {
  const lines = said.filter(({ row }) => names.has(row.id));
  const hops = lines.filter(({ row, groups }) => row.id !== 'trace-head' && groups['hop'] !== undefined);
  const last = hops.at(-1);
  if (last === undefined) return undefined;
  if (last.row.id === 'mtr-hop') return mtrEnd(ask, hops, last);
  const refused = lines.findLast(({ row }) => row.id === 'trace-refused');
  const [means, says, next = 'on {from}: `ip route get {address}`'] = marks[refused?.groups['mark'] ?? ''] ?? [];
  if (refused !== undefined && means !== undefined && says !== undefined)
    return {
      isReached: false,
      faults: [as(refused, { means, says, confidence: 'likely', next: [next] })],
    };
  if (refused?.groups['mark'] === 'P' || said.some(({ row }) => row.id === 'trace-reached'))
    return { isReached: true, faults: [] };
  const target = lines.find(({ row }) => row.id === 'trace-head')?.groups['at'] ?? ask.target;
  const isAt = ({ groups }: Said) => target !== undefined && (groups['at'] ?? groups['name']) === target;
  if (hops.some(isAt)) return { isReached: true, faults: [] };
  const loop = loopIn(hops);
  if (loop !== undefined) return { isReached: false, faults: [loop] };
  const isEnded = last.row.id === 'trace-stars' || lines.some(({ row }) => row.id === 'trace-too-many-hops');
  return { isReached: false, faults: isEnded ? [silentBehind(hops, last)] : [] };
}

const as = (said: Said, row: Partial<Said['row']>): Said => ({ ...said, row: { ...said.row, ...row } });

/** The last that answered, and that nobody does behind it. */
function silentBehind(hops: readonly Said[], last: Said): Said {
  const answering = hops.findLast(
    (one) =>
      one.row.id === 'trace-hop' ||
      (one.row.id === 'mtr-hop' && one.groups['at'] !== '???' && Number(one.groups['loss']) < 100),
  );
  const at = answering?.groups['at'] ?? answering?.groups['name'];
  return as(answering ?? last, {
    means: 'no-answer',
    confidence: 'possible',
    says:
      at === undefined
        ? 'No router on the way to {where} answers, and neither does {where}.'
        : `Behind hop ${answering?.groups['hop']} (${at}) nobody answers on the way to {where}.`,
    why: 'A router or firewall behind it drops the packets, the target is off or does not answer such probes, or the way back from there is missing. Stars alone prove no fault: try the real port.',
    next: [
      'the real port instead of probes: `nc -vz {host} PORT`, `mtr -T -P PORT {host}`',
      'on {host}: `tcpdump -ni any host CLIENT`: do packets arrive? `ip route get CLIENT`: is there a way back?',
    ],
  });
}

/** Two routers that take turns three times. */
function loopIn(hops: readonly Said[]): Said | undefined {
  const at = hops.map(({ groups }) => groups['at'] ?? groups['name'] ?? '*');
  const i = at.findIndex(
    (one, k) =>
      one !== '*' &&
      one !== at[k + 1] &&
      at[k + 1] !== '*' &&
      [2, 4].every((n) => at[k + n] === one) &&
      [3, 5].every((n) => at[k + n] === at[k + 1]),
  );
  const first = hops[i];
  if (first === undefined) return undefined;
  return as(first, {
    means: 'routing-loop',
    confidence: 'likely',
    says: `Packets to {where} run in a circle between ${at[i]} and ${at[i + 1]}.`,
    next: [`on both routers: \`ip route get {address}\`: each sends it to the other`],
  });
}

function mtrEnd(ask: Ask, hops: readonly Said[], last: Said): TraceEnd {
  const loss = Number(last.groups['loss']);
  const isNamed = last.groups['at'] !== '???';
  if (!isNamed || loss >= 100) return { isReached: false, faults: [silentBehind(hops, last)] };
  // Without its command nobody knows whether the list is whole.
  const isWhole = ask.target !== undefined;
  if (loss === 0) return { isReached: isWhole, faults: [] };
  // Loss that begins at a hop and stays to the end is the path's; loss of a hop alone is that router's own.
  const from = hops.findLastIndex(({ groups }) => Number(groups['loss']) === 0) + 1;
  const begin = hops.slice(from).find(({ groups }) => groups['at'] !== '???');
  return {
    isReached: true,
    faults: [
      as(last, {
        means: 'packets-lost',
        confidence: isWhole ? 'likely' : 'possible',
        says: `${loss} % of the packets to ${ask.target ?? last.groups['at']} are lost, from hop ${begin?.groups['hop']} (${begin?.groups['at']}) on.`,
        why: 'Loss that goes on to the last hop is real; a hop in the middle that alone loses packets only limits its ICMP.',
        next: ['the same the other way round, from {host}: the way back may be another'],
      }),
    ],
  };
}
