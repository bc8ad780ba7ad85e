import type { Record } from '../model/namespace.ts';
import type { RuleRef } from '../netfilter/rule-ref.ts';

/** The line of a rule, to be quoted. */
export const recordOfRule = ({ source, line, text }: RuleRef): Record => ({ source, line, text });
