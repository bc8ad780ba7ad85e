import { expect, test } from 'vitest';
import type { PathView } from '../../core/view.ts';
import { columns, createPaint } from './paint.ts';
import { renderView } from './views.ts';

const names = ['Deployment', 'ReplicaSet', 'pod', 'node', 'kubelet', 'volumes', 'sandbox', 'image', 'init', 'ready'];
const view = (at: number, owner: string): PathView => ({
  kind: 'path',
  id: 'arrows',
  title: 'web',
  steps: names.map((label, i) => ({ label, state: i < at ? 'done' : i === at ? 'stopped' : 'open' })),
  owner,
  table: { columns: [], rows: [] },
});
const drawn = (at: number, owner: string, width = 80, ascii = false): string[] =>
  renderView(view(at, owner), createPaint({ width, color: false, ascii })).slice(2);

test('the broken arrow is marked, and who has to act stands below it', () => {
  expect(drawn(2, 'ResourceQuota team')).toEqual([
    '  Deployment ──> ReplicaSet ──×── pod ─ ─> node ─ ─> kubelet ─ ─> volumes',
    '                              └ ResourceQuota team',
    '  ─ ─> sandbox ─ ─> image ─ ─> init ─ ─> ready',
  ]);
});

test('in ASCII, with nobody to name', () => {
  expect(drawn(7, '', 80, true)).toEqual([
    '  Deployment --> ReplicaSet --> pod --> node --> kubelet --> volumes --> sandbox',
    '  --X-- image - -> init - -> ready',
  ]);
});

test.each([20, 40, 80])('nothing is wider than %i columns', (width) => {
  for (const at of names.keys())
    for (const line of drawn(at, `MutatingWebhookConfiguration ${'x'.repeat(90)}`, width))
      expect(columns(line)).toBeLessThanOrEqual(width);
});
