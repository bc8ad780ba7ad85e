import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { somethingArrives } from './silent-pipe.ts';

test('what arrives at once is there to be read', async () => {
  const stdin = Readable.from([Buffer.from('one'), Buffer.from('two')]);
  expect(await somethingArrives(stdin)).toBe(true);
  let text = '';
  for await (const chunk of stdin) text += String(chunk);
  expect(text).toBe('onetwo');
});

test('an empty pipe and one that nobody writes to are no input', async () => {
  expect(await somethingArrives(Readable.from([]))).toBe(false);
  const silent = new PassThrough();
  expect(await somethingArrives(silent, 20)).toBe(false);
  expect(silent.destroyed).toBe(true);
});
