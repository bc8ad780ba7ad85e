import { parsed } from '../../../core/json.ts';
import type { Answer } from '../capture/capture.ts';
import type { Record } from './namespace.ts';

/** An object of `ip -j`; every key may be missing. */
export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^(?:0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : undefined;
};

export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The objects of a JSON array with where they stand; undefined where the answer is no JSON. */
export function objectsIn(
  answer: Answer,
): readonly { readonly object: JsonObject; readonly record: Record }[] | undefined {
  const list = parsed(answer.text.trim() === '' ? '[]' : answer.text);
  if (!Array.isArray(list)) return undefined;
  return list.filter(isObject).flatMap((object) => {
    // `ip -j` prints an empty object for what a filter left out.
    if (Object.keys(object).length === 0) return [];
    return [{ object, record: recordOf(answer, JSON.stringify(object)) }];
  });
}

/** `offset` is counted in lines from the answer's first. */
export const recordOf = ({ source, line, command }: Answer, text: string, offset = 0): Record =>
  line === undefined ? { source: command, text } : { source: `${source}: ${command}`, line: line + offset, text };
