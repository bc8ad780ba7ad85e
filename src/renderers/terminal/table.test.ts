import { expect, test } from 'vitest';
import { createPaint } from './paint.ts';
import { table } from './table.ts';

const view = {
  columns: [{ label: 'component' }, { label: 'endpoint' }, { label: 'ms', align: 'right' as const }, { label: '' }],
  rows: [
    ['etcd metrics', '127.0.0.1:2381', { text: '20', tone: 'bad' as const }, 'refused'],
    ['scheduler', '127.0.0.1:10259', '', ''],
  ],
};
const drawn = (width: number) => table(view, createPaint({ width, color: false, ascii: true }));

test('a table stands in columns where these can be read', () => {
  expect(drawn(60)).toEqual([
    '  component     endpoint         ms',
    '  etcd metrics  127.0.0.1:2381   20  refused',
    '  scheduler     127.0.0.1:10259',
  ]);
});

test('a row is a block where its columns would break words', () => {
  expect(drawn(30)).toEqual([
    '  etcd metrics',
    '    endpoint: 127.0.0.1:2381',
    '    ms: 20',
    '    refused',
    '  scheduler',
    '    endpoint: 127.0.0.1:10259',
  ]);
});
