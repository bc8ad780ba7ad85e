import { asList, asMap } from '../yaml-text.ts';
import type { Texts } from './types/meta.ts';

/** An object as it was parsed. */
export type Raw = Readonly<Record<string, unknown>>;

const none: Raw = {};
const noTexts: Texts = {};

/** A mapping below a key, empty where there is none. */
export const mapAt = (raw: Raw, key: string): Raw => asMap(raw[key]) ?? none;

/** The mappings of a list below a key. */
export const mapsAt = (raw: Raw, key: string): readonly Raw[] =>
  asList(raw[key]).flatMap((item) => {
    const map = asMap(item);
    return map === undefined ? [] : [map];
  });

export const textAt = (raw: Raw, key: string): string | undefined => {
  const value = raw[key];
  return typeof value === 'string' ? value : undefined;
};

/** A text that is not empty. */
export const wordAt = (raw: Raw, key: string): string | undefined => textAt(raw, key) || undefined;

export const numberAt = (raw: Raw, key: string): number | undefined => {
  const value = raw[key];
  return typeof value === 'number' ? value : undefined;
};

/** A number or a text, as text: `maxSurge`, `targetPort`, quantities. */
export const scalarAt = (raw: Raw, key: string): string | undefined => {
  const value = raw[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
};

export const flagAt = (raw: Raw, key: string): boolean | undefined => {
  const value = raw[key];
  return typeof value === 'boolean' ? value : undefined;
};

/** The texts of a list below a key. */
export const wordsAt = (raw: Raw, key: string): readonly string[] =>
  asList(raw[key]).filter((item): item is string => typeof item === 'string');

/** A mapping of texts below a key: labels, quantities (which a manifest may write as numbers). */
export function textsAt(raw: Raw, key: string): Texts {
  const map = asMap(raw[key]);
  if (map === undefined) return noTexts;
  const entries = Object.entries(map);
  if (entries.every(([, value]) => typeof value === 'string')) return map as Texts;
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
    ),
  );
}
