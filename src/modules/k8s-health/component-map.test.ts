import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { MapView } from '../../core/view.ts';
import { analyze } from './analyze.ts';
import { readRecording } from './recorded/stream.ts';

/** The map of a real control plane that was broken on purpose. */
function mapOf(name: string): MapView {
  const text = readFileSync(new URL(`../../../fixtures/k8s-health/${name}.txt`, import.meta.url), 'utf8');
  const { views } = analyze({ inputs: [], nodes: readRecording(text, name)?.nodes ?? [] });
  const [map] = views;
  if (map?.kind !== 'map') throw new Error('no map');
  return map;
}

const statesOf = ({ nodes }: MapView) => Object.fromEntries(nodes.map(({ id, state }) => [id, state]));

describe('the map of components', () => {
  test('has the database above the apiserver, its clients below, the runtime under the kubelet', () => {
    const { nodes, links } = mapOf('healthy');
    const layer = (id: string) => nodes.find((node) => node.id === id)?.layer;
    expect(
      ['etcd', 'apiserver', 'scheduler', 'controller-manager', 'kubelet', 'kube-proxy', 'runtime'].map(layer),
    ).toEqual([0, 1, 2, 2, 2, 2, 3]);
    expect(links).toContainEqual({ from: 'apiserver', to: 'etcd' });
    expect(links).toContainEqual({ from: 'kubelet', to: 'runtime' });
    expect(links).toHaveLength(6);
  });

  test('shows the worst of a component, how many of its addresses, and where', () => {
    const states = statesOf(mapOf('etcd-stop'));
    expect(states['etcd']).toEqual({ text: 'refused', tone: 'bad' });
    expect(states['apiserver']).toEqual({ text: 'failing', tone: 'bad' });
    expect(states['scheduler']).toEqual({ text: 'ok', tone: 'good' });
    expect(mapOf('etcd-stop').nodes[0]?.details).toEqual(['127.0.0.1:2379', '127.0.0.1:2381']);
    expect(statesOf(mapOf('etcd-nospace'))['etcd']).toMatchObject({ tone: 'bad' });
  });

  test('says as much as its table', () => {
    const { nodes, table } = mapOf('kubelet-stop');
    const rows = table.rows.map(([name]) => String(name).split(' ')[0]);
    expect(new Set(nodes.map(({ id }) => id))).toEqual(new Set(rows));
  });
});
