import { expect, test } from 'vitest';
import { criLine, dockerLine } from './container-line.ts';

test.each([
  ['2026-03-10T15:31:00.123456789Z stderr F text', false, 'text'],
  ['2026-03-10T15:31:00.1+02:00 stdout P ab', true, 'ab'],
  ['2026-03-10T15:31:00Z stdout P:more:tags  set in', true, ' set in'],
  ['2026-03-10T15:31:00Z stdout F', false, ''],
])('%s is a line of a runtime', (line, partial, text) => {
  expect(criLine(line)).toMatchObject({ partial, text });
});

test.each(['2026-03-10T15:31:00Z stdout full', '2026-03-10 15:31:00Z stdout F text', 'stdout F text'])(
  '%s is none',
  (line) => {
    expect(criLine(line)).toBeUndefined();
  },
);

test('Docker keeps a line in JSON; what is cut or something else is none of its lines', () => {
  const line = '{"log":"Error: x\\n","stream":"stderr","time":"2026-03-10T15:31:00Z"}';
  expect(dockerLine(line)).toMatchObject({ text: 'Error: x', time: '2026-03-10T15:31:00Z' });
  expect(dockerLine(line.slice(0, -1))).toBeUndefined();
  expect(dockerLine('{"level":"info","log":"x"}')).toBeUndefined();
});
