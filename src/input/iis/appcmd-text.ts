import type { Element } from './xml-tree.ts';

interface Draft extends Element {
  readonly attributes: Record<string, string>;
  readonly children: Draft[];
}

const named = /^[ \t]*APPPOOL\.NAME:"/m;
/** `  [periodicRestart]`, `    time:"1.05:00:00"`. */
const section = /^(\s*)\[(\w{1,60})\]\s*$/;
const attribute = /^(\s*)([\w.]{1,60}):"(.*)"\s*$/;

/** Whether a text is what `appcmd list apppool /text:*` prints. */
export const isAppcmdText = (text: string): boolean => named.test(text);

/**
 * The pools of `appcmd list apppool /text:*` as the elements of a configuration: sections in brackets, attributes below
 * them, both told by how far they are indented. `[add]` of a pool is its element. Lines of other commands are passed over.
 */
export function appcmdTree(text: string): Element {
  const pools: Draft = { name: 'applicationPools', attributes: {}, line: 1, children: [] };
  let open: { readonly indent: number; readonly element: Draft }[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === 'APPPOOL') open = [];
    const found = section.exec(line);
    if (found !== null) {
      const indent = (found[1] ?? '').length;
      open = open.filter((one) => one.indent < indent);
      const element: Draft = { name: found[2] ?? '', attributes: {}, line: i + 1, children: [] };
      (open.at(-1)?.element ?? pools).children.push(element);
      open.push({ indent, element });
      continue;
    }
    const pair = attribute.exec(line);
    const owner = pair === null ? undefined : open.findLast((one) => one.indent < (pair[1] ?? '').length);
    if (owner !== undefined) owner.element.attributes[pair?.[2] ?? ''] = pair?.[3] ?? '';
  }
  return { name: '', attributes: {}, line: 1, children: [pools] };
}

/** The pools that it shows as stopped, by the last it says of each. */
export function stoppedPools(text: string): { readonly name: string; readonly line: number }[] {
  let name = '';
  const stopped = new Map<string, number>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const pair = attribute.exec(line);
    if (pair?.[2] === 'APPPOOL.NAME') name = pair[3] ?? '';
    if (pair?.[2] !== 'state') continue;
    if (/^stopp/i.test(pair[3] ?? '')) stopped.set(name, i + 1);
    else stopped.delete(name);
  }
  return [...stopped].map(([pool, line]) => ({ name: pool, line }));
}
