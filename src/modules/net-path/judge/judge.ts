import type { Code } from '../../../core/code.ts';
import type { Confidence, Evidence, Facts, Finding, Severity } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { codes } from '../codes.ts';
import type { World } from '../model/world.ts';
import type { Branch } from '../walk/conversation.ts';
import type { Break } from '../walk/state.ts';
import { causeOf } from './causes.ts';
import { detours } from './detour.ts';
import { fixesFor } from './fixes.ts';
import { hiddenSource } from './hidden-source.ts';
import type { Judged } from './judged.ts';
import { leftovers } from './leftovers.ts';
import { lostDevices } from './lost-device.ts';
import { verdictOf } from './path-data.ts';
import { refine } from './refine.ts';
import { refineEnd } from './refine-end.ts';
import { refineFilter } from './refine-filter.ts';
import { replyBreaks } from './reply-breaks.ts';
import { serviceBreak } from './service-break.ts';
import type { Setting } from './setting.ts';
import { strayRoutes } from './stray-route.ts';

/** All breaks of all ways, refined, each once, with the ways it stops. */
export function judge(world: World, branches: readonly Branch[]): readonly Judged[] {
  const found = new Map<string, { found: Break; branches: Branch[] }>();
  for (const branch of branches) {
    const setting: Setting = { world, branch, branches };
    const service = serviceBreak(setting);
    const there = [
      ...(service === undefined ? [] : [service]),
      ...detours(setting),
      ...lostDevices(setting),
      ...strayRoutes(setting),
      ...branch.there.breaks,
    ];
    const all = [...there, ...replyBreaks(branch), ...hiddenSource(setting), ...leftovers(setting)].filter(
      // A backend that conntrack keeps and that still answers is draining.
      ({ name }) => name !== 'conntrack-stale' || verdictOf(branch) === 'fails',
    );
    const refined = all.map((one) => refineEnd(refineFilter(refine(one, setting), setting), setting));
    for (const one of refined.filter((each) => each.name !== 'reply-not-translated' || refined.length === 1)) {
      const key = `${one.name} ${one.ns.host} ${one.ns.inode} ${one.device ?? ''}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { found: one, branches: [branch] });
      else if (!known.branches.includes(branch)) known.branches.push(branch);
    }
  }
  return [...found.values()];
}

const byName = new Map<string, Code<Facts>>(codes.map((code) => [code.entry.name, code]));

/** Breaks that hang on what another host says, or on who else might answer. */
const likelyOnly = [
  'masquerade-missing',
  'service-unknown',
  'no-return-route',
  'overlapping-networks',
  'mask-too-long',
];

const evidenceOf = ({ records, facts }: Break): readonly Evidence[] =>
  records.length > 0
    ? records.slice(0, 5).map(({ source, line, text }) => ({ source, text, ...(line === undefined ? {} : { line }) }))
    : [{ source: 'the walk', text: JSON.stringify(facts) }];

/** One finding a code; what another one explains hangs under it. `ways`: how many there are, with those that nothing stops. */
export function findingsOf(judged: readonly Judged[], ways: number): readonly Finding[] {
  const first = new Map<string, Judged>();
  for (const one of judged) if (!first.has(one.found.name)) first.set(one.found.name, one);
  return [...first.values()].flatMap(({ found, branches }) => {
    const code = byName.get(found.name);
    if (code === undefined) return [];
    const cause = isOwnCause(found, first, judged) ? undefined : causeOf(found, judged);
    const doubted =
      branches.some(({ there }) => there.unseen.some(({ id }) => id === 'undecided')) ||
      // An undecided rule may lead past it.
      (branches.length < ways && branches.every(({ share }) => share === undefined));
    const confidence: Confidence = doubted || likelyOnly.includes(found.name) ? 'likely' : 'proven';
    const share = branches.reduce<number | undefined>(
      (sum, branch) => (sum === undefined || branch.share === undefined ? undefined : sum + branch.share),
      0,
    );
    const facts = factsOf(found, share, othersOf(judged, found));
    return [
      code(facts, {
        confidence,
        ...severityOf(found),
        evidence: nonEmpty(evidenceOf(found)),
        fixes: fixesFor(found, code.entry.code),
        ...(cause === undefined ? {} : { consequenceOf: cause }),
      }),
    ];
  });
}

/** Two that explain each other: the first of them is the cause. */
function isOwnCause(found: Break, first: ReadonlyMap<string, Judged>, judged: readonly Judged[]): boolean {
  const met = new Set<string>();
  let name = causeOf(found, judged);
  while (name !== undefined && name !== found.name && !met.has(name)) {
    met.add(name);
    const next = first.get(name)?.found;
    name = next && causeOf(next, judged);
  }
  const order = [...first.keys()];
  return name === found.name && [...met].every((other) => order.indexOf(found.name) < order.indexOf(other));
}

/** TCP is told and sends smaller segments; a dead leg is passed over once it is known to be: it arrives all the same. */
function severityOf({ name, harmless }: Break): { readonly severity?: Severity } {
  if (harmless !== true) return {};
  if (name === 'too-big-for-path') return { severity: 'info' };
  return name === 'multipath-leg-dead' ? { severity: 'warning' } : {};
}

/** The same fault elsewhere. */
const othersOf = (judged: readonly Judged[], { name, ...found }: Break): readonly string[] =>
  judged
    .filter((one) => one.found.name === name && (one.found.ns !== found.ns || one.found.device !== found.device))
    .map(({ found: { ns, device } }) => (device === undefined ? ns.label : `${ns.label} ${device}`));

const factsOf = ({ ns, device, facts, reply }: Break, share: number | undefined, alsoAt: readonly string[]): Facts => ({
  namespace: ns.label,
  ...(device === undefined ? {} : { device }),
  ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  direction: reply ? 'reply' : 'request',
  ...(share === undefined || share > 0.9999 ? {} : { share: Math.round(share * 1000) / 1000 }),
  ...(alsoAt.length === 0 ? {} : { alsoAt }),
});
