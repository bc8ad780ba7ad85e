import { apiserverCodes } from './catalog/apiserver.ts';
import { controlPlaneCodes } from './catalog/control-plane.ts';
import { etcdCodes } from './catalog/etcd.ts';
import type { HealthCode } from './catalog/health-code.ts';
import { nodeCodes } from './catalog/node.ts';
import { trustCodes } from './catalog/trust.ts';

/** The whole catalog, in the order of its numbers. */
export const codes: readonly HealthCode[] = [
  ...etcdCodes,
  ...apiserverCodes,
  ...controlPlaneCodes,
  ...nodeCodes,
  ...trustCodes,
];
