import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { type Moment, momentOf, type ServerClock } from './server-clock.ts';

/** Uncertainty of one cycle where the start of the replacement was not measured, in seconds. */
const startSeconds = 120;

/** A recycle to come. */
export interface ForecastRecycle extends Moment {
  /** It may be so much later; a recycle, reboot or deployment before it moves it altogether. */
  readonly uncertaintySeconds: number;
}

export interface Forecast {
  readonly recycles: readonly ForecastRecycle[];
  readonly businessHits: readonly ForecastRecycle[];
}

export interface ForecastInput {
  /** Start of the running worker process, ms. */
  readonly anchor: number;
  readonly intervalMinutes: number;
  /** What a cycle takes longer, ms; undefined where not measured. */
  readonly creepMs?: number;
  /** Recycles after this are listed, ms. */
  readonly from: number;
  readonly horizonDays: number;
}

/** next(k) = anchor + k × (interval + creep), each cycle adding to what is not known. At most 1,000 recycles. */
export function forecast(
  { anchor, intervalMinutes, creepMs, from, horizonDays }: ForecastInput,
  clock: ServerClock,
): Forecast {
  const step = intervalMinutes * minuteMs + (creepMs ?? 0);
  const first = Math.max(1, Math.ceil((from - anchor) / step));
  const end = from + horizonDays * dayMs;
  const recycles: ForecastRecycle[] = [];
  for (let k = first; anchor + k * step <= end && recycles.length < 1000; k += 1) {
    const spread = creepMs === undefined ? startSeconds : Math.max(5, Math.ceil(creepMs / 1000));
    recycles.push({ ...momentOf(anchor + k * step, clock), uncertaintySeconds: k * spread });
  }
  return { recycles, businessHits: recycles.filter(({ businessHours }) => businessHours) };
}
