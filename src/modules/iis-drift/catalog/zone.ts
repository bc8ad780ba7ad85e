import { defineCode } from '../../../core/code.ts';
import { sayList } from '../wording.ts';

export const zoneContradicted = defineCode<{
  given: string;
  claimed: string;
  shown: string;
  sources: readonly string[];
  /** The clock is ahead of UTC by no more than this: the process of `born` cannot have crashed before it began. */
  atMost?: string;
  born?: string;
}>({
  code: 'IIS168',
  name: 'zone-contradicted',
  severity: 'warning',
  role: 'remark',
  summary: 'The input itself shows another time zone than --tz says.',
  title: (f) =>
    f.atMost === undefined
      ? `--tz ${f.given} says ${f.claimed}, the input says ${f.shown}: ${sayList(f.sources)} is read so.`
      : `--tz ${f.given} cannot be: by it ${sayList(f.sources)} has a crash before its process began (${f.born}); its clock is at most ${f.atMost}. --tz is left out.`,
  why: (f) =>
    f.atMost === undefined
      ? 'Two records of one event, one in local time and one in UTC, tell how far the clock is ahead.'
      : 'Application Error 1000 holds the start of the process as a FILETIME, which is UTC.',
  next: (f) => [
    f.atMost === undefined
      ? `Leave --tz away, or give the zone that is ${f.shown} at that time.`
      : `Give the zone in which it was exported, ${f.atMost} or less.`,
  ],
});

export const zoneShown = defineCode<{ source: string; shown: string }>({
  code: 'IIS169',
  name: 'zone-shown',
  severity: 'info',
  role: 'remark',
  summary: 'Local times without a zone were read in the zone that other records of the input show.',
  title: (f) => `The times of ${f.source} are ${f.shown}: the same was found in UTC.`,
  why: () => 'Two records of one event, one in local time and one in UTC, tell how far the clock is ahead.',
  next: () => ['Say another zone with --tz where that is wrong.'],
});
