import { nonEmpty } from '../../../core/finding.ts';
import { headOf } from '../../../core/safe-text.ts';
import { portsOf } from '../manifests/port-rules.ts';
import { type Component, controlPlane } from '../model/manifests.ts';
import { argvName } from '../model/process-name.ts';
import type { ProcessFact } from '../observations.ts';
import {
  breaks,
  facts,
  partOf,
  type Raised,
  type Rule,
  type RuleContext,
  state,
  type Unchecked,
} from '../rules/rule.ts';

/** The kubelet looks for manifests every 20 s and pulls images: after its start static pods may take this long, in ms. */
const startTime = 120_000;

/** Components that the kubelet is told to run and that no process is, or that serve no port of theirs. */
function notRunning(context: RuleContext): (Raised | Unchecked)[] {
  // A listing without any of them is not the host's: /proc of a container, or hidden from this user.
  if (!['kubelet', 'containerd', ...controlPlane].some((program) => runs(context, program))) return [];
  const wanted = context.model.components.filter(({ pod }) => pod !== undefined);
  const down = controlPlane.flatMap((program) =>
    wanted.filter((one) => one.program === program && isDown(context, one)),
  );
  const [first] = down;
  if (first === undefined) return [];
  return down.some((one) => isStarting(context, one))
    ? [
        {
          unchecked: 'component-down',
          reason: `${first.program} does not run, and may be starting: the kubelet, the process or the manifest is new`,
          command: 'sleep 60; sudo diag k8s-paths control-plane-down',
        },
      ]
    : [finding(context, first, down)];
}

const processOf = ({ model }: RuleContext, program: string): ProcessFact | undefined =>
  model.node.processes?.find(({ argv }) => argvName(argv) === program);

const runs = (context: RuleContext, program: string): boolean => processOf(context, program) !== undefined;

const isDown = (context: RuleContext, component: Component): boolean =>
  !runs(context, component.program) || isDeaf(context, component);

/** Whether no port it should serve is open. */
function isDeaf({ model }: RuleContext, component: Component): boolean {
  const { listeners } = model.node;
  const ports = portsOf(component);
  if (listeners === undefined || component.pod?.hostNetwork === false || ports.length === 0) return false;
  return !listeners.some(({ port }) => ports.includes(port));
}

function isStarting(context: RuleContext, { path, program }: Component): boolean {
  const { model, observations, now } = context;
  const started = [model.kubelet.process?.startedAt, processOf(context, program)?.startedAt];
  return [...started, observations.files[path]?.modifiedAt].some(
    (at) => at !== undefined && Math.abs(now - Date.parse(at)) < startTime,
  );
}

function finding(context: RuleContext, first: Component, down: readonly Component[]): Raised {
  const said = context.observations.logs.find(({ container }) => container === first.program)?.errors.at(-1);
  const isSilent = runs(context, first.program);
  return {
    name: 'component-down',
    facts: facts(first.path, {
      subject: first.program,
      actual: isSilent ? `nothing listens on ${portsOf(first).join(', ')}` : 'no process',
      items: down.map(({ program }) => program),
    }),
    confidence: 'proven',
    evidence: nonEmpty([
      ...down.map((one) => proof(context, one)),
      ...(said === undefined ? [] : [{ source: said.file, text: headOf(said.text, 300) }]),
    ]),
    ...breaks(partOf(first.program)),
    derived: true,
  };
}

const proof = (context: RuleContext, one: Component) =>
  runs(context, one.program)
    ? state('/proc/net/tcp', `nothing listens on ${portsOf(one).join(', ')}, which ${one.path} asks for`)
    : state('/proc', `no process is called ${one.program}, which ${one.path} asks for`);

export const processRules: readonly Rule[] = [{ theme: 'manifests', names: ['component-down'], run: notRunning }];
