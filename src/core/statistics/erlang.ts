/**
 * Erlang's loss formula: the share of arrivals refused by `servers` places that are offered `load` Erlangs
 * (arrival rate times mean service time). It holds for any distribution of service times.
 */
export function erlangB(servers: number, load: number): number {
  if (load <= 0) return servers === 0 ? 1 : 0;
  let inverse = 1;
  for (let n = 1; n <= servers; n += 1) inverse = 1 + (inverse * n) / load;
  return 1 / inverse;
}

/** Largest load the inversion looks at, in Erlangs. */
const maxLoad = 1e6;

/**
 * The load, in Erlangs, at which `servers` places refuse the share `refused`: Erlang-B solved for the load
 * by bisection (the formula rises with the load). 0 for no refusal; throws for a share of 1 or more.
 */
export function offeredLoad(servers: number, refused: number): number {
  if (!(refused >= 0 && refused < 1)) throw new RangeError(`no share of refusals: ${refused}`);
  if (refused === 0) return 0;
  let low = 0;
  let high = 1;
  while (erlangB(servers, high) < refused && high < maxLoad) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (erlangB(servers, middle) < refused) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
