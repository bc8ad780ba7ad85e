import { patchFix, pathPart, pointerPart, removing, replacing } from '../../../kubernetes/kubectl-fix.ts';
import type { Meta } from '../../../kubernetes/objects/types/meta.ts';
import { selects } from '../../../kubernetes/scheduling/labels.ts';
import { oneMoreHelps } from '../infer/budgets.ts';
import { nearestPods } from '../infer/services.ts';
import { type Maker, managedBy, ownerOf, targetOf } from './maker.ts';

/** Takes the pause off. */
export const resume: Maker = ({ code, stop, cluster }) => {
  const one = cluster.objects.workloads.find((other) => isNamed(other, stop) && other.kind === 'Deployment');
  if (one?.from !== 'object') return [];
  return patchFix({
    id: 'resume',
    code,
    title: `Resume ${one.name}`,
    effect: `Rolls out the newest template at once.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    field: '{.spec.paused}',
    was: 'true',
    becomes: '',
    ...removing('/spec/paused', true),
  });
};

const isNamed = (a: Meta, b: { readonly name: string; readonly namespace: string }): boolean =>
  a.name === b.name && a.namespace === b.namespace;

/** Lets pods through that the webhook should have seen. */
export const ignoreWebhook: Maker = ({ code, stop, cluster }) => {
  const found = cluster.objects.webhooks.filter(({ hooks }) => hooks.some(({ name }) => name === stop.subject));
  const [one, other] = found;
  if (one?.from !== 'object' || other !== undefined) return [];
  const at = one.hooks.findIndex(({ name }) => name === stop.subject);
  if (one.hooks[at]?.failurePolicy !== 'Fail') return [];
  const path = `/webhooks/${at}`;
  const isIt = { op: 'test', path: `${path}/name`, value: stop.subject } as const;
  return patchFix({
    id: 'ignore-webhook',
    code,
    title: `Let requests pass that webhook ${stop.subject} does not answer`,
    effect: `Objects are made without what the webhook checks or adds; undo it when it answers again.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    field: `{.webhooks[${at}].failurePolicy}`,
    was: 'Fail',
    becomes: 'Ignore',
    ...replacing(`${path}/failurePolicy`, 'Fail', 'Ignore', isIt),
  });
};

/** Selects the pods that all labels but one are of. */
export const correctSelector: Maker = ({ code, stop, cluster }) => {
  const one = cluster.objects.services.find((other) => isNamed(other, stop));
  const near = one === undefined ? undefined : nearestPods(one, cluster);
  if (one?.from !== 'object' || near === undefined || near.values.length !== 1) return [];
  const { key, wanted, values } = near;
  const [value = ''] = values;
  return patchFix({
    id: 'correct-selector',
    code,
    title: `Let Service ${one.name} select ${key}=${value}`,
    effect: `Traffic of the Service goes to these pods at once: be sure that they are the ones meant.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    field: `{.spec.selector.${pathPart(key)}}`,
    was: wanted,
    becomes: value,
    ...replacing(`/spec/selector/${pointerPart(key)}`, wanted, value),
  });
};

/** Gives pods to the default scheduler. */
export const defaultScheduler: Maker = ({ code, stop, cluster }) => {
  const one = ownerOf(stop, cluster);
  const name = one?.template?.spec.schedulerName;
  if (one === undefined || name === undefined || name !== stop.subject) return [];
  return patchFix({
    id: 'default-scheduler',
    code,
    title: `Leave the pods of ${one.name} to the default scheduler`,
    effect: `Rolls its pods out anew.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    field: '{.spec.template.spec.schedulerName}',
    was: name,
    becomes: 'default-scheduler',
    ...replacing('/spec/template/spec/schedulerName', name, 'default-scheduler'),
  });
};

/** Takes a node's name out of a template. */
export const anyNode: Maker = ({ code, stop, cluster }) => {
  const one = ownerOf(stop, cluster);
  const name = one?.template?.spec.nodeName;
  if (one === undefined || name === undefined || name !== stop.node) return [];
  return patchFix({
    id: 'any-node',
    code,
    title: `Let a scheduler choose the nodes of ${one.name}`,
    effect: `Rolls its pods out anew.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    field: '{.spec.template.spec.nodeName}',
    was: name,
    becomes: '',
    ...removing('/spec/template/spec/nodeName', name),
  });
};

/** One replica more, so that one may go; where the budget counts otherwise, it would change nothing. */
export const scaleUp: Maker = ({ code, stop, cluster }) => {
  const { workloads, budgets, autoscalers } = cluster.objects;
  const budget = budgets.find((other) => isNamed(other, stop));
  if (budget === undefined || oneMoreHelps(budget) !== true) return [];
  const found = workloads.filter(
    ({ kind, namespace, template }) =>
      (kind === 'Deployment' || kind === 'StatefulSet') &&
      namespace === stop.namespace &&
      template !== undefined &&
      selects(budget.selector, template.labels),
  );
  const [one, other] = found;
  const { replicas } = one ?? {};
  if (one === undefined || other !== undefined || replicas === undefined || replicas === 0) return [];
  // An autoscaler sets the number back within a minute.
  if (autoscalers.some(({ target, namespace }) => namespace === one.namespace && target.name === one.name)) return [];
  return patchFix({
    id: 'scale-up',
    code,
    title: `Scale ${one.name} from ${replicas} to ${replicas + 1}`,
    effect: `One pod more is made; the drain goes on when it is ready. Undo it afterwards.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    field: '{.spec.replicas}',
    was: String(replicas),
    becomes: String(replicas + 1),
    ...replacing('/spec/replicas', replicas, replicas + 1),
  });
};
