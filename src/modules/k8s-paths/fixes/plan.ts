import type { BashFix } from '../../../core/bash/bash-fix.ts';
import type { PathFacts } from '../catalog/path-code.ts';

/** Plans the fix of one finding from its facts; undefined where no script can know what is right. */
export type FixPlan = (facts: PathFacts) => Omit<BashFix, 'code' | 'host'> | undefined;
