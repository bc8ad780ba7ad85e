import type { Finding } from '../../../core/finding.ts';
import { isTold } from '../../causes.ts';
import type { Paint } from '../paint.ts';
import { severitySign } from '../paint.ts';
import { oneLine } from './cause.ts';

/** Lines of a tree without the last one, which may say that there are more. */
const mostLines = 6;

/** What follows from a cause, a line each, below what it follows from. */
export function consequences(cause: Finding, all: readonly Finding[], paint: Paint): string[] {
  const lines = branch(cause, all, '  ', paint, new Set([cause]));
  if (lines.length <= mostLines) return lines;
  return [
    ...lines.slice(0, mostLines - 1),
    paint.line(`  and ${lines.length - mostLines + 1} more that follow from it`),
  ];
}

function branch(cause: Finding, all: readonly Finding[], prefix: string, paint: Paint, seen: Set<Finding>): string[] {
  const [tee, corner, bar] = paint.ascii ? ['|- ', '`- ', '|  '] : ['├ ', '└ ', '│ '];
  const own = all.filter((one) => one.consequenceOf === cause.name && isTold(one) && !seen.has(one));
  for (const one of own) seen.add(one);
  return own.flatMap((one, i) => {
    const last = i === own.length - 1;
    const start = `${prefix}${last ? corner : tee}${severitySign(one.severity, paint.ascii)} `;
    const below = prefix + (last ? ' '.repeat(corner.length) : bar);
    return [oneLine(one, start, paint), ...branch(one, all, below, paint, seen)];
  });
}
