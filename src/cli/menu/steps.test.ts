import { expect, test } from 'vitest';
import { inSteps, type Step, WentBack } from './steps.ts';

/** Steps that write down when they are taken; `back` goes back the first time. */
function recorder() {
  const taken: string[] = [];
  const step =
    (name: string, how: 'asks' | 'asks nothing' | 'back' = 'asks'): Step<readonly string[]> =>
    async (known) => {
      const again = taken.includes(name);
      taken.push(name);
      if (how === 'back' && !again) throw new WentBack();
      return how === 'asks nothing' ? known : [...known, name];
    };
  return { taken, step };
}

test('a step back takes the one before again, with what was known before it', async () => {
  const { taken, step } = recorder();
  expect(await inSteps([], [step('a'), step('b'), step('c', 'back')])).toEqual(['a', 'b', 'c']);
  expect(taken).toEqual(['a', 'b', 'c', 'b', 'c']);
});

test('what asked nothing is passed over', async () => {
  const { taken, step } = recorder();
  await inSteps([], [step('a'), step('b', 'asks nothing'), step('c', 'back')]);
  expect(taken).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
});

test('before the first one it goes on upward', async () => {
  const { step } = recorder();
  await expect(inSteps([], [step('a', 'asks nothing'), step('b', 'back')])).rejects.toThrow(WentBack);
});
