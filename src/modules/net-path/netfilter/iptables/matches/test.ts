import type { HookContext } from '../../ruleset.ts';
import type { Way } from '../../way.ts';
import type { Option, Part } from '../rule-words.ts';

/** Yes, no, undefined: not known; a number: true for that part of the connections. */
export type Answer = boolean | undefined | number;

export type Test = (way: Way, context: HookContext) => Answer;

/** Reads the options of one match; undefined where it cannot. */
export type MatchReader = (part: Part) => Test | undefined;

/** All of them: a no wins over not known, not known over a chance. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  if (answers.includes(undefined)) return undefined;
  const chances = answers.filter((one): one is number => typeof one === 'number');
  return chances.length === 0 ? true : chances.reduce((a, b) => a * b, 1);
}

export function not(answer: Answer): Answer {
  if (answer === undefined) return undefined;
  return typeof answer === 'number' ? 1 - answer : !answer;
}

/** A match whose options are independent of each other, each with its own `!`. */
export function eachOption(
  readers: Readonly<Record<string, (values: readonly string[]) => Test | undefined>>,
): MatchReader {
  return ({ options }) => {
    const tests = options.map((option) => testOf(option, readers[option.name]));
    if (tests.includes(undefined)) return undefined;
    return (way, context) => all(tests.map((test) => test?.(way, context)));
  };
}

function testOf(option: Option, reader: ((values: readonly string[]) => Test | undefined) | undefined) {
  const test = reader?.(option.values);
  if (test === undefined || !option.inverted) return test;
  return (way: Way, context: HookContext) => not(test(way, context));
}

/** `5`, `100:200`, `:200`, `100:`; undefined where it is no range of numbers. */
export function rangeOf(text: string, most: number): readonly [number, number] | undefined {
  const [from = '', to] = text.split(/[:-]/);
  const number = (part: string, otherwise: number) => (part === '' ? otherwise : numberOf(part));
  const low = number(from, 0);
  const high = to === undefined ? low : number(to, most);
  return low === undefined || high === undefined ? undefined : [low, high];
}

/** Decimal or 0x; undefined for anything else. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : undefined;
}

/** Whether all, none or some of what a value can be lies within a range. */
export function within(value: readonly [number, number], [low, high]: readonly [number, number]): boolean | undefined {
  if (value[0] >= low && value[1] <= high) return true;
  return value[1] < low || value[0] > high ? false : undefined;
}

/** Any of them: a yes wins over not known. */
export const any = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;

/** `0x4000/0x4000`: value and mask; without a mask all bits count. */
export function maskedOf(text: string | undefined): { value: number; mask: number } | undefined {
  const [value, mask] = (text ?? '').split('/');
  const number = numberOf(value);
  const bits = mask === undefined ? 0xffffffff : numberOf(mask);
  return number === undefined || bits === undefined ? undefined : { value: number, mask: bits };
}

/** Bits of a 32-bit mark; JavaScript's own operators are signed. */
export const and = (a: number, b: number): number => (a & b) >>> 0;
export const xor = (a: number, b: number): number => (a ^ b) >>> 0;
