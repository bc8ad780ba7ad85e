import { expect, test } from 'vitest';
import { isCalled } from '../model/world.ts';
import { readStream } from './stream.ts';

test('a namespace is called by its name, by a process in it and by its pod', () => {
  const text = ['=== diag net-path 1', 'host: n1', 'own: 1', 'pod: 7 shop/web-0', '=== ns 1 - 1', '=== ns 7 cni-4 70'];
  const { capture, unknown } = readStream([...text, '=== done'].join('\n'), 'test');
  expect(unknown).toEqual([]);
  const called = (word: string) => capture.namespaces.filter((one) => isCalled(one, word)).map(({ inode }) => inode);
  expect(called('pod:shop/web-0')).toEqual(['7']);
  expect(called('pod:other/web-0')).toEqual([]);
  expect(called('70')).toEqual(['7']);
  expect(called('cni-4')).toEqual(['7']);
});
