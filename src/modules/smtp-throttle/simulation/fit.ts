import { median } from '../../../core/statistics/quantile.ts';
import { lognormal, seededRandom } from '../../../core/statistics/random.ts';
import { createServer, type ServerModel } from './server.ts';

/** Spread of service times around their median, as the logarithm's sigma. */
export const serviceSigma = 0.3;
const replicates = 30;
/** Bounds of a believable submission, in seconds. */
const shortest = 0.02;
const longest = 20;

/**
 * The median service time, in seconds, at which arrivals without a cap meet as many refusals as were seen:
 * more time in flight, more overlaps. Undefined where no believable time explains the number.
 */
export function fitService(
  arrivals: readonly number[],
  server: ServerModel,
  refused: number,
  seed: number,
): number | undefined {
  const refusalsAt = (service: number): number => {
    const random = seededRandom(seed);
    const runs = Array.from({ length: replicates }, () => {
      const model = createServer(server);
      return arrivals.filter((at) => model.submit(at, lognormal(random, service, serviceSigma)) === undefined).length;
    });
    return median(runs) ?? 0;
  };
  if (refusalsAt(longest) < refused || refusalsAt(shortest) > refused) return undefined;
  let low = Math.log(shortest);
  let high = Math.log(longest);
  for (let step = 0; step < 20; step += 1) {
    const middle = (low + high) / 2;
    if (refusalsAt(Math.exp(middle)) < refused) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}
