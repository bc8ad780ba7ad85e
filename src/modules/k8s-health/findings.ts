import { type Confidence, confidences, type Finding, nonEmpty, severities } from '../../core/finding.ts';
import type { FixScript } from '../../core/fix-script.ts';
import { groupBy } from '../../core/group.ts';
import { causeOf } from './causes.ts';
import type { Draft } from './draft.ts';
import type { EndpointState } from './state.ts';

/** Evidence kept per finding. */
const maxEvidence = 12;
const maxConcerns = 1000;

/** Joins equal faults into one finding each and names the cause of those that are consequences. */
export function findingsOf(
  drafts: readonly Draft[],
  states: readonly EndpointState[],
  fixesOf: (drafts: readonly Draft[]) => readonly FixScript[],
): Finding[] {
  const caused = new Map<Draft, string | undefined>(drafts.map((draft) => [draft, causeOf(draft, drafts, states)]));
  return [...groupBy(drafts, ({ code }) => code.entry.name).values()].map((group) => join(group, caused, fixesOf));
}

function join(
  group: readonly Draft[],
  caused: ReadonlyMap<Draft, string | undefined>,
  fixesOf: (drafts: readonly Draft[]) => readonly FixScript[],
): Finding {
  const own = group.filter((draft) => caused.get(draft) === undefined);
  const told = own.length > 0 ? [...own, ...group.filter((draft) => !own.includes(draft))] : group;
  const first = told[0] as Draft;
  const severity = severities.find((one) =>
    told.some((draft) => (draft.severity ?? draft.code.entry.severity) === one),
  );
  const cause = own.length > 0 ? undefined : caused.get(first);
  return first.code(
    { concerns: told.slice(0, maxConcerns).map(({ concern }) => concern) },
    {
      confidence: surest(told.map(({ confidence }) => confidence)),
      evidence: nonEmpty(told.flatMap(({ evidence }) => evidence).slice(0, maxEvidence)),
      rulesOut: [...new Set(told.flatMap(({ rulesOut = [] }) => rulesOut))],
      ...(severity === undefined ? {} : { severity }),
      ...(cause === undefined ? { fixes: fixesOf(told) } : { consequenceOf: cause }),
    },
  );
}

const surest = (all: readonly Confidence[]): Confidence => confidences.find((one) => all.includes(one)) ?? 'possible';
