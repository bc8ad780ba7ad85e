import { nonEmpty } from '../../../core/finding.ts';
import { type Component, controlPlane } from '../model/manifests.ts';
import { argvName } from '../model/process-name.ts';
import { breaks, facts, partOf, type Raised, type Rule, type RuleContext, state, type Unchecked } from './rule.ts';

/** The kubelet looks for manifests every 20 s and pulls images: after its start static pods may take this long, in ms. */
const startTime = 120_000;

/** Components that the kubelet is told to run and that no process is. */
function notRunning(context: RuleContext): (Raised | Unchecked)[] {
  const { processes } = context.model.node;
  const runs = (program: string): boolean => processes?.some(({ argv }) => argvName(argv) === program) ?? false;
  // A listing without any of them is not the host's: /proc of a container, or hidden from this user.
  if (!['kubelet', 'containerd', ...controlPlane].some(runs)) return [];
  const wanted = context.model.components.filter(
    ({ pod, program }) => pod !== undefined && controlPlane.includes(program),
  );
  const down = controlPlane.flatMap((program) => wanted.filter((one) => one.program === program && !runs(program)));
  const [first] = down;
  if (first === undefined) return [];
  return down.some((one) => isStarting(context, one))
    ? [
        {
          unchecked: 'component-down',
          reason: `${first.program} does not run, and may be starting: the kubelet or the manifest is new`,
          command: `sleep 60; sudo diag k8s-paths control-plane-down`,
        },
      ]
    : [finding(context, first, down)];
}

function isStarting({ model, observations, now }: RuleContext, { path }: Component): boolean {
  const since = [model.kubelet.process?.startedAt, observations.files[path]?.modifiedAt];
  return since.some((at) => at !== undefined && now >= Date.parse(at) && now - Date.parse(at) < startTime);
}

function finding({ observations }: RuleContext, first: Component, down: readonly Component[]): Raised {
  const said = observations.logs.find(({ container }) => container === first.program)?.errors.at(-1);
  return {
    name: 'component-down',
    facts: facts(first.path, { subject: first.program, items: down.map(({ program }) => program) }),
    confidence: 'proven',
    evidence: nonEmpty([
      ...down.map(({ program, path }) => state('/proc', `no process is called ${program}, which ${path} asks for`)),
      ...(said === undefined ? [] : [{ source: said.file, text: said.text.slice(0, 300) }]),
    ]),
    ...breaks(partOf(first.program)),
    derived: true,
  };
}

export const processRules: readonly Rule[] = [{ theme: 'manifests', names: ['component-down'], run: notRunning }];
