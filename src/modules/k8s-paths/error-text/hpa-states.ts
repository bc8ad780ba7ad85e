import type { Trouble } from './trouble.ts';
import type { PlainLine } from './unwrap.ts';

/** `web   Deployment/web   cpu: 412%/70%   2   8   8   31d`, of `kubectl get hpa`. */
const row =
  /^\s*(?:[a-z0-9][\w.-]{0,62}\s+)?(?:horizontalpodautoscaler\.autoscaling\/)?([a-z0-9][\w.-]{0,252})\s+[A-Z]\w{2,60}\/\S{1,253}\s+(\S.{0,300}?\/.{0,300}?)\s+(?:\d{1,6}|<unset>)\s+(\d{1,6})\s+(\d{1,6})\s+\d[\dydhms]{1,14}\s*$/;

/** A row of autoscalers; undefined where it is none, or where a metric is not known, which a message tells. */
export function judgeAutoscaler(line: PlainLine): Trouble[] | undefined {
  const [, name = '', targets = '', most = '', now = ''] = row.exec(line.text) ?? [];
  if (name === '' || targets.includes('<unknown>')) return undefined;
  if (most !== now || now === '0' || !isOverTarget(targets)) return [];
  return [
    {
      line: line.number,
      quote: line.text.trim(),
      id: 'hpa-at-maximum',
      says: `The autoscaler ${name} has its maximum of ${most} pods, and they are still over the target: it wants more than it may have.`,
      next: [
        'is the load what it should be? Then raise maxReplicas (and see that nodes have room), else find what the pods are busy with',
      ],
      kind: 'state',
      confidence: 'possible',
    },
  ];
}

/** Autoscalers leave a tenth above the target alone (--horizontal-pod-autoscaler-tolerance). */
const tolerance = 1.1;

/** `cpu: 412%/70%, memory: 30%/80%`, `900m/500m (avg)`: whether one of them is over. */
const isOverTarget = (targets: string): boolean =>
  [...targets.matchAll(/([\d.]{1,18})([a-zA-Z]{0,2})%?\/([\d.]{1,18})([a-zA-Z]{0,2})%?/g)].some(
    ([, value, unit, target, unitOfTarget]) => unit === unitOfTarget && Number(value) > Number(target) * tolerance,
  );
