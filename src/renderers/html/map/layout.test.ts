import { describe, expect, test } from 'vitest';
import type { MapNode, MapView } from '../../../core/view.ts';
import { type Box, boxWidth, layOut } from './layout.ts';

const node = (id: string, layer: number, details = 1): MapNode => ({
  id,
  label: id,
  state: 'ok',
  layer,
  details: Array.from({ length: details }, () => '127.0.0.1:1'),
});

/** A database, a server, so many clients of it, and what the last of them alone calls. */
function mapOf(clients: number): MapView {
  const ids = Array.from({ length: clients }, (_, i) => `client-${i}`);
  return {
    kind: 'map',
    id: 'map',
    title: 'map',
    table: { columns: [], rows: [] },
    nodes: [node('database', 0, 2), node('server', 1), ...ids.map((id, i) => node(id, 2, i % 3)), node('own', 3)],
    links: [
      { from: 'server', to: 'database' },
      ...ids.map((from) => ({ from, to: 'server' })),
      { from: ids.at(-1) ?? 'server', to: 'own' },
    ],
  };
}

const inside = ({ x, y, height }: Box, [px, py]: readonly [number, number]): boolean =>
  px > x && px < x + boxWidth && py > y && py < y + height;

/** Points along a path, close enough together that none passes through a box unseen. */
const along = (path: readonly (readonly [number, number])[]): [number, number][] =>
  path.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = path[i] ?? [x, y];
    return Array.from({ length: 101 }, (_, step): [number, number] => [
      fromX + ((x - fromX) * step) / 100,
      fromY + ((y - fromY) * step) / 100,
    ]);
  });

describe.each([2, 6])('in %i columns', (columns) => {
  test.each([0, 1, 2, 3, 5, 6, 7, 8, 11, 12])('%i clients stand beside each other, and no line crosses them', (n) => {
    const { boxes, calls, width, height } = layOut(mapOf(n), columns);
    expect(boxes).toHaveLength(n + 3);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + boxWidth).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      const others = boxes.filter((other) => other !== box);
      const corners: [number, number][] = [
        [box.x + 1, box.y + 1],
        [box.x + boxWidth - 1, box.y + box.height - 1],
        [box.x + boxWidth / 2, box.y + box.height / 2],
      ];
      expect(others.filter((other) => corners.some((corner) => inside(other, corner)))).toEqual([]);
    }
    const points = calls.flatMap(({ paths }) => paths.flatMap(along));
    expect(points.filter((point) => boxes.some((box) => inside(box, point)))).toEqual([]);
    expect(calls.map(({ to }) => to.id).toSorted()).toEqual(
      n === 0 ? ['database', 'own'] : ['database', 'own', 'server'],
    );
  });
});

test('what one node alone calls stands under it', () => {
  const { boxes } = layOut(mapOf(4), 6);
  const [own, caller] = ['own', 'client-3'].map((id) => boxes.find((box) => box.node.id === id));
  expect(own?.x).toBe(caller?.x);
  expect(own?.y).toBeGreaterThan((caller?.y ?? 0) + (caller?.height ?? 0));
});

test('a call to what is not on the map is left out', () => {
  const map = mapOf(2);
  const { calls } = layOut({ ...map, nodes: map.nodes.filter(({ id }) => id !== 'database') }, 6);
  expect(calls.map(({ to }) => to.id)).toEqual(['server', 'own']);
});
