import type { RawOptions } from './module.ts';

/** What an option was given as text; undefined where it was not. */
export const textGiven = (raw: RawOptions, name: string): string | undefined => {
  const value = raw[name];
  return typeof value === 'string' ? value : undefined;
};

/** A field where it has a value, else none. */
export const given = <K extends string, T>(name: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]: T });
