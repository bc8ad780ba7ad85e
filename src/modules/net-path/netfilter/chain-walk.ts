import { merge } from './merge.ts';
import type { RuleRef } from './rule-ref.ts';
import type { BaseChain, Chain, Fork, HookContext, Rule, Step, Table } from './ruleset.ts';
import { type Assumption, stateOf, type Way } from './way.ts';

/** A way on which a base chain has spoken. */
export interface Verdict extends Way {
  readonly verdict: 'accept' | 'drop' | 'reject' | 'unknown';
  readonly by: RuleRef;
  readonly rejectWith?: string;
}

interface Result {
  /** Ways that came to the end of the chain, or met RETURN. */
  readonly returned: readonly Way[];
  readonly ended: readonly Verdict[];
}

/** The kernel refuses deeper jumps (NFT_JUMP_STACK_SIZE 16; iptables checks for loops). */
const deepest = 64;

interface Walk {
  readonly table: Table;
  readonly context: HookContext;
  readonly ended: Verdict[];
}

/** Runs ways through a base chain; its policy is the caller's. */
export function runChain(base: BaseChain, ways: readonly Way[], context: HookContext): Result {
  const walk: Walk = { table: base.table, context, ended: [] };
  const returned = through(base.chain, ways, walk, 0);
  return { returned, ended: walk.ended };
}

function through(chain: Chain, ways: readonly Way[], walk: Walk, depth: number): readonly Way[] {
  const returned: Way[] = [];
  let live = ways;
  for (let index = 0; index < chain.size && live.length > 0; index += 1) {
    const packets = live.filter((way) => !chain.excludes(index, way.packet));
    if (packets.length === 0) continue;
    const rule = chain.rule(index);
    const out = live.flatMap((way) => (packets.includes(way) ? applied(rule, way, walk, depth, returned) : [way]));
    live = merge(out, stateOf);
  }
  return merge([...returned, ...live], stateOf);
}

/** Where the ways are within one rule. */
interface Within {
  /** Still matching. */
  readonly still: Way[];
  /** On to the next rule. */
  readonly on: Way[];
  readonly returned: Way[];
  met: boolean;
}

/** The ways that go on behind the rule. */
function applied(rule: Rule, way: Way, walk: Walk, depth: number, returned: Way[]): readonly Way[] {
  let at: Within = { still: [way], on: [], returned, met: false };
  for (const [index, step] of rule.steps.entries()) {
    const after: Within = { ...at, still: [] };
    for (const one of at.still) {
      for (const taken of forksOf(rule, index, one, step(one, walk.context))) take(taken, rule, after, walk, depth);
    }
    at = after;
  }
  if (at.met || at.still.length > 0) walk.context.met?.(rule.ref);
  return [...at.on, ...at.still.map((one) => noted(one, rule))];
}

function take({ fork, to }: Taken, rule: Rule, within: Within, walk: Walk, depth: number): void {
  if (fork.go.to === 'skip') within.on.push(to);
  else if (fork.go.to === 'next') within.still.push(to);
  else {
    within.met = true;
    within.on.push(...settled(rule, fork, noted(to, rule), walk, depth, within.returned));
  }
}

const noted = (way: Way, rule: Rule): Way => ({ ...way, trace: [...way.trace, rule.ref] });

interface Taken {
  readonly fork: Fork;
  readonly to: Way;
}

function forksOf(rule: Rule, at: number, way: Way, { forks, doubt }: Step): readonly Taken[] {
  return forks.map((fork, option): Taken => {
    const to = fork.way ?? way;
    if (doubt !== undefined)
      return { fork, to: assuming(to, rule, at, { option, options: forks.length, what: doubt }) };
    return { fork, to: fork.share === undefined ? to : { ...to, share: to.share * fork.share } };
  });
}

/** A single option is no choice: nothing is known, and nothing can resolve it. */
function assuming(way: Way, rule: Rule, at: number, one: Pick<Assumption, 'option' | 'options' | 'what'>): Way {
  const { backend, family, table, chain, number, handle, source } = rule.ref;
  const place = `${source} ${backend} ${family} ${table} ${chain} ${number ?? handle} ${at}`;
  const times = way.assumptions.filter(({ id }) => id.startsWith(`${place} `)).length;
  const options = one.options > 1 ? one.options : Number.POSITIVE_INFINITY;
  const assumption: Assumption = { ...one, options, id: `${place} ${times}`, rule: rule.ref };
  return { ...way, assumptions: [...way.assumptions, assumption] };
}

/** Carries out a verdict or a jump; what comes back goes on behind the rule. */
function settled(rule: Rule, { go }: Fork, way: Way, walk: Walk, depth: number, returned: Way[]): readonly Way[] {
  switch (go.to) {
    case 'return':
      returned.push(way);
      return [];
    case 'jump':
    case 'goto': {
      const target = walk.table.chain(go.chain);
      if (target === undefined || depth >= deepest) {
        const what = `chain ${go.chain} is not in the capture`;
        const lost = assuming(way, rule, rule.steps.length, { option: 0, options: 1, what });
        walk.ended.push({ ...lost, verdict: 'unknown', by: rule.ref });
        return [];
      }
      const back = through(target, [way], walk, depth + 1);
      if (go.to === 'jump') return back;
      returned.push(...back);
      return [];
    }
    case 'reject':
      walk.ended.push({ ...way, verdict: 'reject', by: rule.ref, rejectWith: go.rejectWith });
      return [];
    case 'accept':
    case 'drop':
    case 'unknown':
      walk.ended.push({ ...way, verdict: go.to, by: rule.ref });
      return [];
    default:
      return [way];
  }
}
