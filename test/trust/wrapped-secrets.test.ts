import { expect, test } from 'vitest';
import { createRedactor } from '../../src/core/redact.ts';
import { tried } from '../support/tried.ts';
import { shapes } from './shapes.ts';
import { left, unnamed } from './survivors.ts';
import { wrappings } from './wrappings.ts';

/** Whether the secret can still be read, encoded or not. */
const survives = (shown: string, secret: string): boolean =>
  shown.includes(secret) || shown.includes(encodeURIComponent(secret));

test('every shape goes in every wrapping, but for those that are known to stay', () => {
  const names = new Set(unnamed);
  const stay: string[] = [];
  let cases = 0;
  for (const [name, text, secret] of shapes) {
    expect([name, text.includes(secret)]).toEqual([name, true]);
    if (names.has(name)) continue;
    for (const [wrapping, wrap] of Object.entries(wrappings)) {
      cases += 1;
      if (survives(createRedactor().text(wrap(text)), secret)) stay.push(`${name}: ${wrapping}`);
    }
  }
  tried('secrets in wrappings', cases);
  expect(stay.toSorted()).toEqual(left.toSorted());
});

test('what names nothing is not masked by guess', () => {
  const gone = shapes.filter(([name]) => unnamed.includes(name));
  expect(gone.length).toBe(unnamed.length);
  expect(gone.filter(([, text, secret]) => !createRedactor().text(text).includes(secret))).toEqual([]);
});
