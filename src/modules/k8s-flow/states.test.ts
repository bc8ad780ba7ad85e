import { describe, expect, test } from 'vitest';
import { type RecordedState, readObjects, recordedObjects, recordedStates } from '../../../test/support/k8s-objects.ts';
import { readText } from '../../kubernetes/objects/text/read-text.ts';
import { analyze } from './analyze.ts';
import type { FlowFacts } from './catalog/flow-code.ts';
import { withTexts } from './with-texts.ts';

/** The arrows as the recordings name them. */
const numbers: Readonly<Record<string, number>> = {
  'deployment->replicaset': 2,
  'replicaset->pod': 3,
  'pod->scheduled': 4,
  'scheduled->sandbox': 5,
  sandbox: 7,
  image: 8,
  init: 9,
  container: 10,
  started: 10,
  ready: 11,
  endpoints: 12,
};

/** Recorded as lists of objects without what tells of it: the refusal stands in the answer of kubectl. */
const notInObjects = new Set(['flow-namespace-terminating']);
const states = ['1.36.2', '1.20.2'].flatMap(recordedStates).filter((state) => !notInObjects.has(state.case));
const named = (wanted: (state: RecordedState) => boolean) =>
  states.filter(wanted).map((state) => [`${state.kubernetes} ${state.case}`, state] as const);

const ofObjects = ({ list, takenAt }: RecordedState) => {
  const { objects, kinds } = readObjects(JSON.stringify(list));
  return analyze({ inputs: [], objects, kinds, gaps: [] }, { at: takenAt }).findings;
};

const ofTexts = ({ texts }: RecordedState) => {
  const text = Object.entries(texts).map(([command, lines]) => `$ ${command}\n${lines.join('\n')}`);
  const { objects, texts: blocks } = readObjects(text.join('\n'));
  const told = blocks.map(readText);
  const all = withTexts(objects, {
    pods: told.flatMap(({ pods }) => pods),
    nodes: told.flatMap(({ nodes }) => nodes),
    events: told.flatMap(({ events }) => events),
  });
  return analyze({ inputs: [], objects: all, kinds: {}, gaps: [] }, {}).findings;
};

describe.skipIf(recordedObjects === undefined)('recorded states of real control planes (DIAG_K8S_OBJECTS)', () => {
  test.each(named(({ expect: { arrow = '' } }) => arrow in numbers))('%s: one cause, at its arrow', (_, state) => {
    const causes = ofObjects(state).filter(({ role }) => role === 'cause');
    expect(new Set(causes.map(({ name }) => name)).size).toBe(1);
    const facts = causes[0]?.facts as FlowFacts | undefined;
    expect(facts?.arrow).toBe(numbers[state.expect['arrow'] ?? '']);
  });

  test.each(named(({ expect: { findings } }) => findings !== undefined && findings.length === 0))(
    '%s: a false friend',
    (_, state) => {
      expect(ofObjects(state)).toEqual([]);
      expect(ofTexts(state)).toEqual([]);
    },
  );

  test.each(named(() => true))('%s: its texts say nothing else than its objects, and are no surer', (_, state) => {
    const objects = ofObjects(state).map(({ name }) => name);
    const elsewhere = ofTexts(state).filter(({ role, name }) => role === 'cause' && !objects.includes(name));
    expect(elsewhere.filter(({ confidence }) => confidence === 'proven').map(({ name }) => name)).toEqual([]);
  });
});
