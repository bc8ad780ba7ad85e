import { minuteMs } from '../../../core/time/units.ts';
import { isRecycle, type Restart } from './restart.ts';

/** From the request to recycle to the start of the replacement: measured 0 to 120 s. */
const startMs = 120_000;
/** A timer fires up to some seconds early (aspnetcore #68573). */
const earlyMs = 5_000;
/** More missed cycles than this prove nothing: an interval of an hour would fit anything. */
const mostCycles = 8;
/** Shorter intervals are met by chance within the tolerance. */
const shortestMinutes = 60;

/** The interval of a pool, as measured. */
export interface IntervalFit {
  readonly minutes: number;
  /** What each cycle takes longer than the interval, on average, in ms: the start of the replacement. */
  readonly creepMs: number;
  /** Cycles that were measured. */
  readonly cycles: number;
}

/** How many cycles of `minutes` a span is; undefined where it is no whole number of them. */
export function cyclesOf(spanMs: number, minutes: number): number | undefined {
  const cycles = Math.max(1, Math.floor((spanMs + earlyMs) / (minutes * minuteMs)));
  const over = spanMs - cycles * minutes * minuteMs;
  return cycles <= mostCycles && over >= -earlyMs && over <= startMs * cycles ? cycles : undefined;
}

/**
 * The interval from the lives of workers that ended because it was up, each life counted from the recycle
 * before. The shortest life is the interval, the others are whole numbers of it (where the log has gaps).
 */
export function fitLives(lives: readonly number[]): IntervalFit | undefined {
  const shortest = Math.min(...lives);
  const minutes = Math.floor((shortest + earlyMs) / minuteMs);
  return lives.length === 0 || minutes < 1 ? undefined : fitSpans(lives, minutes, 1);
}

function fitSpans(spans: readonly number[], minutes: number, least: number): IntervalFit | undefined {
  const cycles = spans.map((span) => cyclesOf(span, minutes));
  if (cycles.some((one) => one === undefined)) return undefined;
  const total = cycles.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const over = spans.reduce((sum, span) => sum + span, 0) - total * minutes * minuteMs;
  return spans.length < least ? undefined : { minutes, creepMs: Math.max(0, over / total), cycles: spans.length };
}

/** Lives of a pool that its interval ended, in ms: from the recycle before, whatever its reason, to the request. */
export function intervalLives(restarts: readonly Restart[]): number[] {
  return restarts.flatMap((restart, i) => {
    const before = restarts[i - 1];
    if (restart.reason !== 'interval' || before === undefined || !isRecycle(before.reason)) return [];
    return [restart.at - before.at];
  });
}

/**
 * An interval that shutdowns of unknown reason keep to: three or more in phase and none out of it.
 * `candidates` are tried first, then the distances themselves.
 */
export function fitShutdowns(times: readonly number[], candidates: readonly number[]): IntervalFit | undefined {
  const spans = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  if (times.length < 3) return undefined;
  const own = Math.floor((Math.min(...spans) + earlyMs) / minuteMs);
  return [...candidates, own]
    .filter((minutes) => minutes >= shortestMinutes)
    .map((minutes) => fitSpans(spans, minutes, 2))
    .find((fit) => fit !== undefined);
}
