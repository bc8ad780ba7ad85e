import type { RuleContext } from './rule.ts';

/** The file a finding quotes. */
export const source = ({ observations }: RuleContext, path: string) => observations.files[path] ?? { path };
