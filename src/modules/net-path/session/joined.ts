import type { GivenSession } from './session.ts';

/** Several pastes as one: what one shows of name servers and devices bears on what another says. */
export function joined(first: GivenSession, all: readonly GivenSession[]): GivenSession {
  if (all.length < 2) return first;
  const starts = all.map((_, i) => all.slice(0, i).reduce((sum, { asks }) => sum + asks.length, 0));
  const moved = <T extends { readonly ask: number }>(lines: (one: GivenSession) => readonly T[]) =>
    all.flatMap((one, i) =>
      lines(one).map((line) => ({ ...line, ask: line.ask + (starts[i] ?? 0), source: one.source })),
    );
  return {
    ...first,
    said: moved(({ said }) => said),
    asks: all.flatMap(({ asks }) => asks),
    devices: moved(({ devices }) => devices),
    nameservers: moved(({ nameservers }) => nameservers),
    search: moved(({ search }) => search),
  };
}
