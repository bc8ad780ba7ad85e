import type { MapNode, MapView } from '../../../core/view.ts';

/** A node with its place; x and y of the upper left corner. */
export interface Box {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

type Point = readonly [x: number, y: number];

/** The calls to one node. Lines that meet are drawn once, so that dashes stay dashes. */
export interface Calls {
  readonly to: MapNode;
  readonly paths: readonly (readonly Point[])[];
  /** Where the arrow's head ends, and whether it points up. */
  readonly tip: Point;
  readonly upwards: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly calls: readonly Calls[];
}

export const boxWidth = 172;
/** Between two boxes side by side; lines pass in it. */
const gap = 20;
const pitch = boxWidth + gap;
/** Between two layers: the lines of several callers meet in it. */
const layerGap = 40;
/** Between a box and what stands under it. */
const stackGap = 24;
const margin = 4;

/** Title, state, and a line a detail. */
const boxHeight = ({ details }: MapNode): number => 48 + details.length * 15;

/** A node, and under it what it alone calls. */
type Stack = readonly MapNode[];
type Row = readonly Stack[];

const stackHeight = (stack: Stack): number =>
  stack.reduce((sum, node, i) => sum + boxHeight(node) + (i > 0 ? stackGap : 0), 0);

/** Places the layers from the top, each in rows of at most `columns` boxes. */
export function layOut(view: MapView, columns: number): Layout {
  const stacks = stacksOf(view);
  const levels = [...new Set(stacks.map(([top]) => top?.layer))].toSorted((a = 0, b = 0) => a - b);
  const layers = levels.map((level) =>
    rowsOf(
      stacks.filter(([top]) => top?.layer === level),
      columns,
    ),
  );
  const places = layers.flatMap((rows) =>
    rows.map((row, i) => ({ row, shift: shiftOf(rows, i, columns), last: i === rows.length - 1 })),
  );
  const width = Math.max(1, ...places.map(({ row, shift }) => row.length + Math.max(0, shift) * 2)) * pitch - gap;
  const boxes: Box[] = [];
  let y = margin;
  for (const { row, shift, last } of places) {
    const left = margin + (width - (row.length * pitch - gap)) / 2 + shift * pitch;
    boxes.push(...row.flatMap((stack, column) => boxesOf(stack, left + column * pitch, y)));
    y += Math.max(...row.map(stackHeight)) + (last ? layerGap : gap);
  }
  const gutter = columns === 2 ? margin + width / 2 : undefined;
  return { width: width + 2 * margin, height: y - layerGap + margin, boxes, calls: callsOf(view, boxes, gutter) };
}

/** What only one node calls, and stands below it, goes under it. */
function stacksOf({ nodes, links }: MapView): Stack[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callerOf = (node: MapNode): MapNode | undefined => {
    const callers = links.filter(({ to }) => to === node.id).map(({ from }) => byId.get(from));
    const [only] = callers;
    return callers.length === 1 && only !== undefined && only.layer < node.layer ? only : undefined;
  };
  return nodes
    .filter((node) => callerOf(node) === undefined)
    .map((top) => [top, ...nodes.filter((node) => callerOf(node) === top)]);
}

const rowsOf = (stacks: readonly Stack[], columns: number): Row[] =>
  Array.from({ length: Math.ceil(stacks.length / columns) }, (_, i) => stacks.slice(i * columns, (i + 1) * columns));

/**
 * How many columns a row is moved: where rows are wide, the second stands behind the gaps of the first, so that its
 * lines pass between them; where there are two columns, a box that is left over stands in the first.
 */
function shiftOf(rows: readonly Row[], i: number, columns: number): number {
  const [row, first] = [rows[i]?.length ?? 0, rows[0]?.length ?? 0];
  if (i === 0) return 0;
  if (columns === 2) return row === 1 ? -0.5 : 0;
  return row % 2 === first % 2 ? 0.5 : 0;
}

function boxesOf(stack: Stack, x: number, top: number): Box[] {
  let y = top;
  return stack.map((node) => {
    const box = { node, x, y, height: boxHeight(node) };
    y += box.height + stackGap;
    return box;
  });
}

const middleOf = ({ x }: Box): number => x + boxWidth / 2;
const bottomOf = ({ y, height }: Box): number => y + height;

function callsOf({ links }: MapView, boxes: readonly Box[], gutter: number | undefined): Calls[] {
  return boxes.flatMap((called) => {
    const ids = new Set(links.filter(({ to }) => to === called.node.id).map(({ from }) => from));
    const callers = boxes.filter(({ node }) => ids.has(node.id));
    const below = callers.filter(({ y }) => y > called.y);
    const above = callers.filter(({ y }) => y <= called.y);
    return [
      ...(below.length === 0 ? [] : [callsFromBelow(called, below, gutter)]),
      ...(above.length === 0 ? [] : [callsFromAbove(called, above)]),
    ];
  });
}

/** Up from each caller to where they meet, or aside to the gutter; from there to the called in one line. */
function callsFromBelow(called: Box, callers: readonly Box[], gutter: number | undefined): Calls {
  const tip: Point = [middleOf(called), bottomOf(called)];
  const isAside = (box: Box) => gutter !== undefined && middleOf(box) !== gutter;
  const stubs = callers.filter(isAside).map((box): Point[] => {
    const side = middleOf(box) < (gutter ?? 0) ? box.x + boxWidth : box.x;
    const height = box.y + box.height / 2;
    return [
      [side, height],
      [gutter ?? 0, height],
    ];
  });
  const lowest = Math.max(tip[1], ...stubs.flatMap((stub) => stub.map(([, y]) => y)));
  const trunk: Point[][] = stubs.length === 0 ? [] : [[[gutter ?? 0, lowest], tip]];
  const straight = callers.filter((box) => !isAside(box));
  return {
    to: called.node,
    paths: [...stubs, ...trunk, ...comb(straight, tip, tip[1] + layerGap / 2)],
    tip,
    upwards: true,
  };
}

function callsFromAbove(called: Box, callers: readonly Box[]): Calls {
  const tip: Point = [middleOf(called), called.y];
  return { to: called.node, paths: comb(callers, tip, called.y - stackGap / 2), tip, upwards: false };
}

/** A tooth a caller, the back where they meet, the handle to the called. */
function comb(callers: readonly Box[], tip: Point, meet: number): Point[][] {
  if (callers.length === 0) return [];
  const starts = callers.map(middleOf);
  const ends = [...starts, tip[0]];
  return [
    ...callers.map((box, i): Point[] => [
      [starts[i] ?? 0, meet < box.y ? box.y : bottomOf(box)],
      [starts[i] ?? 0, meet],
    ]),
    [
      [Math.min(...ends), meet],
      [Math.max(...ends), meet],
    ],
    [[tip[0], meet], tip],
  ];
}
