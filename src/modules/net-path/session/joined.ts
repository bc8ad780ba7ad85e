import type { GivenSession } from './analyze.ts';

/** Several pastes as one: what one shows of name servers and devices bears on what another says. */
export const joined = (first: GivenSession, all: readonly GivenSession[]): GivenSession =>
  all.length < 2
    ? first
    : {
        ...first,
        said: all.flatMap(({ said }) => said),
        devices: all.flatMap(({ devices }) => devices),
        nameservers: all.flatMap(({ nameservers }) => nameservers),
        search: all.find(({ search }) => search.length > 0)?.search ?? [],
      };
