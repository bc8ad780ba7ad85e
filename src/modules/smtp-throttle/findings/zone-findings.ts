import type { InputCoverage } from '../../../core/coverage.ts';
import type { Finding } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { hourMs, minuteMs } from '../../../core/time/units.ts';
import { offsetMinutes, offsetName } from '../../../core/time/zone.ts';
import { zoneContradicted } from '../catalog/zone.ts';
import type { FailureRecord, SmtpObservations } from '../observations.ts';
import { quote } from './evidence.ts';

/** A failed attempt whose time, as its zone was taken to be, is off by quarters of an hour from what else the input says. */
interface Off {
  readonly failure: FailureRecord;
  /** The record that says it, where it is not the failure itself. */
  readonly other?: FailureRecord;
  /** Minutes the zone is further ahead of UTC than it was taken to be; 0 where it is right. */
  readonly error: number;
}

/** Exchange Online's own clock behind a reply: `[AM0PR04MB1234.eurprd04.prod.outlook.com 2026-03-10T07:30:11.123Z 08DE7E3C5A1B2C3D]`. */
const serverClock = /\[[\w.-]{5,100} (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z) [0-9A-F]{16}\]/;

/** A client logs a reply when it has it; its clock may be some seconds off. */
const [early, late] = [-30_000, 2 * minuteMs];
/** Two logs of one failed attempt agree to a second or two. */
const twinMs = 2_000;
const quarter = 15 * minuteMs;
/** Zones are from 12 hours behind UTC to 14 ahead (IANA): so far apart two of them can be. */
const apart = 26 * hourMs;

/** What the input says of the zone of one of its sources; absent where it says nothing. */
interface Shown extends Off {
  readonly input: InputCoverage;
  /** The failure itself says it. */
  readonly itself: boolean;
}

function shownZones(observations: SmtpObservations): Shown[] {
  const { inputs, failures } = observations;
  return inputs.flatMap((input) => {
    const { provenance } = input.timeZone;
    if (provenance !== '--tz' && provenance !== 'assumed') return [];
    const mine = failures.filter(({ source, at }) => source === input.source && at !== undefined);
    const byServer = agreed(mine.flatMap(offByServer));
    const off = byServer ?? agreed(offByTwins(mine, zonedFailures(observations)));
    return off === undefined ? [] : [{ ...off, input, itself: byServer !== undefined }];
  });
}

/** Sources whose zone was given or assumed, and whose input holds some of their times in UTC too. */
export const sourcesWithZone = (observations: SmtpObservations): readonly string[] =>
  shownZones(observations).map(({ input }) => input.source);

/** A zone that was given or assumed, and that the input itself contradicts. */
export function findWrongZone({ observations }: { readonly observations: SmtpObservations }): Finding | undefined {
  const wrong = shownZones(observations).find(({ error }) => error !== 0);
  return wrong && findingOf(wrong.input, wrong, wrong.itself ? 'proven' : 'likely', observations);
}

function findingOf(
  input: InputCoverage,
  { failure, other, error }: Off,
  confidence: 'proven' | 'likely',
  observations: SmtpObservations,
): Finding {
  const { name: zone, provenance } = input.timeZone;
  const claimed = offsetMinutes(zone, failure.at ?? 0);
  return zoneContradicted(
    {
      source: input.source,
      zone,
      given: provenance === '--tz',
      claimed: say(claimed),
      shown: offsetName(claimed + error),
    },
    { confidence, evidence: quote(other === undefined ? [failure] : [failure, other], observations) },
  );
}

const say = (minutes: number): string => (minutes === 0 ? 'UTC' : `UTC${offsetName(minutes)}`);

const zonedFailures = ({ inputs, failures }: SmtpObservations): readonly FailureRecord[] => {
  const zoned = new Set(
    inputs.filter(({ timeZone }) => timeZone.provenance === 'from log').map(({ source }) => source),
  );
  return failures.filter(({ source, at }) => at !== undefined && zoned.has(source));
};

/** The first that is off, where all say the same; one that is right where any is: the zone is not wrong as a whole. */
function agreed(all: readonly Off[]): Off | undefined {
  const [first] = all;
  return all.find(({ error }) => error === 0) ?? (all.every(({ error }) => error === first?.error) ? first : undefined);
}

function errorOf(at: number, truth: number, from: number, to: number): number | undefined {
  const distance = at - truth;
  const error = Math.round((distance - (from + to) / 2) / quarter) * quarter;
  const lag = distance - error;
  return lag >= from && lag <= to && Math.abs(error) <= apart ? error / minuteMs : undefined;
}

function offByServer(failure: FailureRecord): Off[] {
  const said = serverClock.exec(failure.reply)?.[1] ?? serverClock.exec(failure.text)?.[1];
  const error = said === undefined ? undefined : errorOf(failure.at ?? 0, Date.parse(said), early, late);
  return error === undefined ? [] : [{ failure, error }];
}

/** Mails that failed as often, for the same reasons, in a log that names its zone: all attempts lie equally far apart. */
function offByTwins(mine: readonly FailureRecord[], zoned: readonly FailureRecord[]): Off[] {
  const keyOf = ({ id = '', recipient = '', class: name }: FailureRecord) =>
    [id, recipient.toLowerCase(), name].join('\0');
  const dated = (list: readonly FailureRecord[]) => list.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const theirs = groupBy(
    zoned.filter(({ id }) => id !== undefined),
    keyOf,
  );
  return [
    ...groupBy(
      mine.filter(({ id }) => id !== undefined),
      keyOf,
    ),
  ].flatMap(([key, list]) => {
    const others = dated(theirs.get(key) ?? []);
    if (others.length !== list.length) return [];
    const pairs = dated(list).flatMap((failure, i): Off[] => {
      const other = others[i];
      const error = other === undefined ? undefined : errorOf(failure.at ?? 0, other.at ?? 0, -twinMs, twinMs);
      return other === undefined || error === undefined ? [] : [{ failure, other, error }];
    });
    return pairs.length === list.length ? pairs : [];
  });
}
