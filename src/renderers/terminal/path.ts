import type { PathStep, PathView, Tone } from '../../core/view.ts';
import { columns, cut, type Paint } from './paint.ts';

const indent = 2;
/** The owner takes a line of its own, further left, where less than this is left behind the broken arrow. */
const ownerRoom = 30;

const tones: Readonly<Record<PathStep['state'], Tone>> = { done: 'good', stopped: 'bad', open: 'muted' };
const arrows = {
  unicode: { done: '──>', stopped: '──×──', open: '─ ─>', corner: '└ ' },
  ascii: { done: '-->', stopped: '--X--', open: '- ->', corner: '`- ' },
};

/** `Deployment ──> ReplicaSet ──×── pod ─ ─> node`, wrapped, and below the broken arrow who has to act. */
export function path({ steps, owner }: PathView, paint: Paint): string[] {
  const signs = paint.ascii ? arrows.ascii : arrows.unicode;
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let broken: number | undefined;
  const end = (): void => {
    if (used > 0) lines.push(`${' '.repeat(indent)}${line}`);
    if (broken !== undefined && owner !== '') lines.push(ownerLine(owner, broken, signs.corner, paint));
    [line, used, broken] = ['', 0, undefined];
  };
  for (const [i, { label, state }] of steps.entries()) {
    const arrow = i === 0 ? '' : signs[state];
    const shown = paint.line(label, indent + arrow.length + 1);
    const takes = columns(shown) + (arrow === '' ? 0 : arrow.length + 1);
    if (used > 0 && used + 1 + takes > paint.width - indent) end();
    const gap = used === 0 ? '' : ' ';
    // The middle of the arrow.
    if (state === 'stopped') broken = indent + used + gap.length + 2;
    line += `${gap}${arrow === '' ? '' : `${paint.tone(arrow, tones[state])} `}${paint.tone(shown, tones[state])}`;
    used += gap.length + takes;
  }
  end();
  return lines;
}

function ownerLine(owner: string, at: number, corner: string, paint: Paint): string {
  const text = paint.line(owner, -10_000);
  const left = Math.max(indent, Math.min(at, paint.width - Math.max(ownerRoom, columns(text) + corner.length)));
  const room = paint.width - left - corner.length;
  return `${' '.repeat(left)}${paint.tone(`${corner}${cut(text, room, paint.ascii)}`, 'bad')}`;
}
