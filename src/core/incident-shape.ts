import * as z from 'zod';

/** Shapes that the observations of all modules are made of; loose, so that a later minor version may add fields. */
export const text = z.string();
export const texts = z.array(text);
export const textsByName = z.record(z.string(), text);
export const flag = z.boolean();
/** How many, or a number of a line, a process, an event: no counter of any log goes beyond. */
export const count = z.number().int().min(0).max(1e15);
export const counts = z.record(z.string(), count);
/** Ms since 1970 from the year 1 to 2200: what walks through days and seconds ends within these. */
export const instant = z.number().min(-62_135_596_800_000).max(7_258_118_400_000);
/** The same in seconds and in minutes. */
export const second = z.number().int().min(-62_135_596_800).max(7_258_118_400);
export const minute = z.number().int().min(-1_035_593_280).max(120_968_640);
/** ISO 8601 UTC, as diag itself writes it. */
export const utc = z.iso.datetime();

/** Where something stands. */
export const place = { source: text, line: count.optional() };

/** What an incident of a module holds besides its inputs; answers what is wrong first, or nothing. */
export type IncidentShape = (observations: unknown) => string | undefined;

/** A check of observations by their shape. */
export const shapeOf =
  (shape: z.ZodType): IncidentShape =>
  (observations) => {
    const [issue] = shape.safeParse(observations).error?.issues ?? [];
    return issue === undefined ? undefined : wordsOf(issue);
  };

/** Where, and what was expected: one short line. */
export const wordsOf = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.map(String).join('.').slice(0, 200)}: ${message.split('\n')[0] ?? ''}`.slice(0, 500);
