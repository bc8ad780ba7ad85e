import type { BashFix } from '../../../core/bash/bash-fix.ts';
import type { PathFacts } from '../path-code.ts';

/** What of a host decides whether a fix can work there. */
export interface FixSite {
  /** Authorities whose keys are here, as the paths of their pairs without ending; absent where that is not known. */
  readonly authorities?: readonly string[];
  /** Whether /etc/kubernetes/admin.conf is here, to copy from. */
  readonly hasAdmin?: boolean;
}

/** Plans the fix of one finding from its facts; undefined where no script can know what is right. */
export type FixPlan = (facts: PathFacts, site: FixSite) => Omit<BashFix, 'code' | 'host'> | undefined;
