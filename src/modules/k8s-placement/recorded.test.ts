import { describe, expect, test } from 'vitest';
import { type RecordedState, recordedObjects, recordedStates } from '../../../test/support/k8s-objects.ts';
import { runCli } from '../../../test/support/run-cli.ts';

interface Report {
  readonly findings: readonly {
    readonly name: string;
    readonly confidence: string;
    readonly facts: Record<string, unknown>;
  }[];
  readonly data: {
    readonly placement: readonly {
      readonly pod: string;
      readonly refused: string | null;
      readonly nodes: readonly { readonly node: string; readonly failsAt: string | null }[];
      readonly message: { readonly agrees: boolean | null };
      readonly changes: readonly { readonly change: string; readonly opens: readonly string[] }[];
    }[];
    readonly survival: readonly {
      readonly ref: string;
      readonly controller: string;
      readonly startsWithoutApi: boolean;
    }[];
  };
}

async function reportOf({ list }: RecordedState, ...words: string[]): Promise<Report> {
  const { stdout, stderr } = await runCli(['k8s-placement', '-', '--format', 'json', ...words], {
    stdin: JSON.stringify(list, null, 4),
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

/** Owners in the words of the records, and the codes that name them here. */
const owners: Readonly<Record<string, string>> = {
  'spec.nodeName': 'bypassed',
  'spec.nodeSelector': 'selector-mismatch',
  'taint maintenance': 'evicting',
  'preemption in progress': 'preempting',
  'spec.schedulerName': 'scheduler-unknown',
  CNI: 'condition-taint',
};

const states = ['1.20.2', '1.36.2'].flatMap(recordedStates);
const placed = states.filter(({ case: name }) => name.startsWith('place-'));

describe.skipIf(recordedObjects === undefined)('recorded states (needs DIAG_K8S_OBJECTS)', () => {
  test.each(placed.map((state) => [`${state.kubernetes} ${state.case}`, state] as const))(
    '%s: each node and its filter',
    async (_, state) => {
      const { findings, data } = await reportOf(state);
      const { owner, prefilter, findings: none, controllers: _controllers, ...nodes } = state.expect;
      if (none !== undefined) expect(findings).toEqual([]);
      if (owner !== undefined) expect(findings.map(({ name }) => name)).toContain(owners[owner]);
      for (const [node, plugin] of Object.entries(nodes)) {
        const seen = data.placement.map((one) => one.nodes.find((other) => other.node === node)?.failsAt);
        expect([node, seen[0]]).toEqual([node, plugin]);
      }
      if (prefilter !== undefined) expect(data.placement[0]?.refused).toBe(prefilter);
      for (const { message } of data.placement) expect(message.agrees).not.toBe(false);
    },
  );

  const others = states.filter(
    ({ case: name, expect: { owner } }) => /^(?:flow|run)-/.test(name) && owner !== 'spec.nodeSelector',
  );
  const admission = /nodename|bypass|out-of-cpu|noexecute|scheduler-stopped/;
  test.each(
    others
      .filter(({ case: name }) => !admission.test(name))
      .map((state) => [`${state.kubernetes} ${state.case}`, state] as const),
  )('%s: nothing about placement is wrong, and nothing is said', async (_, state) => {
    expect((await reportOf(state)).findings).toEqual([]);
  });

  test('who starts without an API server', async () => {
    const state = states.find(({ case: name }) => name === 'place-static-mirror');
    if (state === undefined) throw new Error('not recorded');
    const { data } = await reportOf(state);
    expect(data.survival.map(({ controller, startsWithoutApi }) => [controller, startsWithoutApi])).toEqual([
      ['daemonset', false],
      ['deployment', false],
      ['static', true],
    ]);
  });

  test('less is never surer: events and sentences alone name the same obstacle', async () => {
    const surer = ['possible', 'likely', 'proven'];
    for (const state of placed.filter(({ texts }) => Object.keys(texts).length > 0)) {
      const whole = await reportOf(state);
      const said = Object.values(state.texts).flat().join('\n');
      if (!/\b0\/\d+ nodes are available/.test(said)) continue;
      const { stdout } = await runCli(['k8s-placement', '-', '--format', 'json'], { stdin: said });
      const { findings } = JSON.parse(stdout) as Report;
      expect(findings.length).toBeGreaterThan(0);
      for (const { confidence } of findings)
        expect(surer.indexOf(confidence)).toBeLessThanOrEqual(surer.indexOf(whole.findings[0]?.confidence ?? 'proven'));
    }
  });
});
