import type { Branch } from '../walk/conversation.ts';
import type { Break, End, Hop, Unseen } from '../walk/state.ts';

type Verdict = 'arrives' | 'fails' | 'unknown';

const stopping = (end: End): readonly Break[] => end.breaks.filter(({ harmless }) => harmless !== true);

/** Whether one direction arrives: not where something stops it, not known where it leaves what was seen. */
export function directionOf(end: End): Verdict {
  if (stopping(end).length > 0) return 'fails';
  return end.end === 'delivered' && end.unseen.length === 0 ? 'arrives' : 'unknown';
}

/** A way there and back. */
export function verdictOf({ there, back }: Branch): Verdict {
  const both = [directionOf(there), ...(back === undefined ? [] : [directionOf(back)])];
  if (both.includes('fails')) return 'fails';
  return both.includes('unknown') || back === undefined ? 'unknown' : 'arrives';
}

/** A way without a share is one that an undecided rule may lead: where it fails and another does not, nobody knows. */
export function wholeVerdict(branches: readonly Branch[]): Verdict {
  const each = branches.map(verdictOf);
  const sure = branches.filter(({ share }) => share !== undefined).map(verdictOf);
  if (sure.includes('fails') || (each.length > 0 && each.every((one) => one === 'fails'))) return 'fails';
  if (each.includes('fails')) return 'unknown';
  return each.length === 0 || each.includes('unknown') ? 'unknown' : 'arrives';
}

const hopData = ({ evidence, ...hop }: Hop, i: number) => ({
  n: i + 1,
  ...hop,
  ...(evidence === undefined ? {} : { evidence }),
});

const breaksAt = (end: End): { readonly breaksAt?: number } => {
  const first = stopping(end)[0];
  return first === undefined ? {} : { breaksAt: first.hop };
};

const direction = (end: End) => ({ hops: end.hops.map(hopData), ...breaksAt(end) });

/** `data.path` of the report. */
export function pathData(branches: readonly Branch[]) {
  const backs = branches.flatMap(({ back }) => back ?? []);
  const worst =
    backs.find((back) => directionOf(back) === 'fails') ??
    backs.find((back) => directionOf(back) === 'unknown') ??
    backs[0];
  return {
    verdict: wholeVerdict(branches),
    branches: branches.map((branch) => ({
      ...(branch.share === undefined ? {} : { share: Math.round(branch.share * 10_000) / 10_000 }),
      verdict: verdictOf(branch),
      ...direction(branch.there),
      ...(branch.back === undefined ? {} : { reply: { verdict: directionOf(branch.back), ...direction(branch.back) } }),
    })),
    reply: worst === undefined ? { verdict: 'unknown' } : { verdict: directionOf(worst), ...direction(worst) },
  };
}

/** What could not be seen, each once. */
export function unseenOf(branches: readonly Branch[]): readonly Unseen[] {
  const all = branches.flatMap(({ there, back }) => [...there.unseen, ...(back?.unseen ?? [])]);
  return all.filter((one, i) => all.findIndex(({ what }) => what === one.what) === i);
}
