import type { Branch } from '../walk/conversation.ts';
import type { Break } from '../walk/state.ts';

const isSize = ({ name }: Break): boolean => name === 'too-big-for-path' || name === 'mtu-blackhole';

/** What the reply meets; what is too big for the way there has no answer of its size. */
export const replyBreaks = ({ there, back }: Branch): readonly Break[] =>
  there.breaks.some(isSize) ? (back?.breaks ?? []).filter((one) => !isSize(one)) : (back?.breaks ?? []);
