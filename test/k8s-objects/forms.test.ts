import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type RecordedState, recordedObjects, recordedStates } from '../support/k8s-objects.ts';
import { runCli } from '../support/run-cli.ts';

/** The same state in the layouts that kubectl, the API and bundles write, and in kubectl's texts. */

type Item = { readonly kind: string; readonly apiVersion: string } & Record<string, unknown>;

interface Said {
  readonly name: string;
  readonly confidence: string;
  readonly isRoot: boolean;
}

async function said(module: string, text: string, ...words: string[]): Promise<readonly Said[]> {
  const { stdout, stderr } = await runCli([module, '-', '--json', ...words], { stdin: text });
  expect(stderr).not.toContain('DIAG0');
  const { findings = [] } = JSON.parse(stdout) as {
    findings?: readonly { name: string; confidence: string; role: string; consequenceOf?: string }[];
  };
  return findings.map(({ name, confidence, role, consequenceOf }) => ({
    name,
    confidence,
    isRoot: role === 'cause' && consequenceOf === undefined,
  }));
}

/** One list a kind, items without kind, as the API answers. */
function listsOf({ list }: RecordedState, indent: number): readonly (readonly [string, string])[] {
  const kinds = grouped(list['items'] as Item[]);
  return [...kinds].map(([kind, items]) => [
    kind,
    JSON.stringify(
      {
        kind: `${kind}List`,
        apiVersion: items[0]?.apiVersion,
        metadata: {},
        items: items.map(({ kind: _kind, apiVersion: _version, ...rest }) => rest),
      },
      null,
      indent,
    ),
  ]);
}

function grouped(items: readonly Item[]): Map<string, Item[]> {
  const map = new Map<string, Item[]>();
  for (const item of items) map.set(item.kind, [...(map.get(item.kind) ?? []), item]);
  return map;
}

const layouts: Readonly<Record<string, (state: RecordedState) => string>> = {
  'one line': ({ list }) => JSON.stringify(list),
  'a list a kind': (state) =>
    listsOf(state, 0)
      .map(([, text]) => text)
      .join('\n'),
  'a bundle': (state) =>
    listsOf(state, 2)
      .map(([kind, text]) => `==== FILE cluster-resources/${kind.toLowerCase()}s/shop.json ====\n${text}`)
      .join('\n'),
  // kubectl quotes what YAML 1.1 takes for a truth or a time.
  YAML: ({ list }) => stringify(list, { version: '1.1' }),
};

const surer = ['possible', 'likely', 'proven'];

/** What a text may say where the objects tell more: the same arrow, in general words. */
const vaguer: Readonly<Record<string, readonly string[]>> = {
  'not-schedulable': ['insufficient-now', 'insufficient-ever', 'condition-taint', 'taint-not-tolerated', 'cordoned'],
  'create-refused': ['quota-exceeded'],
  'image-pull-failing': ['image-not-found', 'image-unreachable', 'image-rate-limited', 'image-unauthorized'],
  'container-ended': ['crash-loop', 'evicted'],
  // A page of describe and an event show neither schedulerName nor whether it is an init container.
  'scheduler-silent': ['scheduler-name-unknown'],
  'crash-loop': ['init-failing'],
};

const states = ['1.36.2', '1.20.2'].flatMap(recordedStates);
const named = states.map((state) => [`${state.kubernetes} ${state.case}`, state] as const);

describe.skipIf(recordedObjects === undefined)('the same state in other forms (DIAG_K8S_OBJECTS)', () => {
  test.each(named)('%s', async (_, state) => {
    for (const module of ['k8s-flow', 'k8s-placement']) {
      const whole = await said(module, JSON.stringify(state.list, null, 4), '--at', state.takenAt);
      for (const [layout, write] of Object.entries(layouts))
        expect([layout, await said(module, write(state), '--at', state.takenAt)]).toEqual([layout, whole]);
      const texts = Object.entries(state.texts);
      const all = texts.map(([command, lines]) => `$ ${command}\n${lines.join('\n')}`).join('\n');
      for (const text of [all, ...texts.map(([, lines]) => lines.join('\n'))])
        expectNoMore(await said(module, text), whole);
    }
  });
});

/** Each root of a text is one of the whole, and no surer; what is over stands in old events, as no more than possible. */
function expectNoMore(told: readonly Said[], whole: readonly Said[]): void {
  for (const one of told.filter(({ isRoot }) => isRoot)) {
    const same = whole.find(({ name }) => name === one.name || vaguer[one.name]?.includes(name) === true);
    const bound = same === undefined ? 'possible' : same.confidence;
    expect([one.name, surer.indexOf(one.confidence) <= surer.indexOf(bound)]).toEqual([one.name, true]);
  }
}
