import { defineCode } from '../../../core/code.ts';
import { docs } from './sources.ts';

export const zoneContradicted = defineCode<{
  source: string;
  zone: string;
  /** By --tz; else it was assumed. */
  given: boolean;
  claimed: string;
  shown: string;
}>({
  code: 'SMTP171',
  name: 'zone-contradicted',
  role: 'remark',
  severity: 'warning',
  summary: 'The input itself shows another time zone than --tz says, or than was assumed.',
  title: (f) =>
    f.given
      ? `--tz ${f.zone} says ${f.claimed}, ${f.source} itself says ${sayShown(f.shown)}: its times here are off by the difference.`
      : `${f.source} names no zone and was read as ${f.claimed}; the input itself says ${sayShown(f.shown)}: its times here are off by the difference.`,
  why: () =>
    'The same attempt stands in the input with its time in UTC: in the reply of Exchange Online, or in a log that names its zone.',
  next: (f) => [`Run it again with --tz ${f.shown}`],
  docs: [docs.ndr],
});

const sayShown = (name: string): string => (name === 'UTC' ? name : `UTC${name}`);

export const zoneCodes = [zoneContradicted];
