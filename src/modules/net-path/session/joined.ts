import type { GivenSession } from './findings.ts';

/** Several pastes as one: what one shows of name servers and devices bears on what another says. */
export function joined(first: GivenSession, all: readonly GivenSession[]): GivenSession {
  if (all.length < 2) return first;
  let before = 0;
  const said = all.flatMap((one) => {
    const moved = one.said.map((line) => ({ ...line, ask: line.ask + before, source: one.source }));
    before += one.asks.length;
    return moved;
  });
  return {
    ...first,
    said,
    asks: all.flatMap(({ asks }) => asks),
    devices: all.flatMap(({ devices }) => devices),
    nameservers: all.flatMap(({ nameservers }) => nameservers),
    search: all.find(({ search }) => search.length > 0)?.search ?? [],
  };
}
