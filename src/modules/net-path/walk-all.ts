import { type Asked, asked } from './endpoints.ts';
import { buildWorld, type World } from './model/world.ts';
import type { NetObservations } from './observations.ts';
import type { NetOptions } from './options.ts';
import { type Branch, converse } from './walk/conversation.ts';

/** A flow walked there and back; of a name that only a name server knows, the flow to that server. */
export interface Walked {
  readonly world: World;
  readonly asked: Asked;
  readonly branches: readonly Branch[];
  /** The flow to the first name server, where the name is not in FROM's own files. */
  readonly toNameserver?: readonly Branch[];
}

/** The ways that were walked: to what was asked for, else to the name server that would know it. */
export const followed = ({ branches, toNameserver }: Pick<Walked, 'branches' | 'toNameserver'>): readonly Branch[] =>
  branches.length > 0 ? branches : (toNameserver ?? []);

export function walkAll({ capture }: Pick<NetObservations, 'capture'>, options: NetOptions): Walked {
  const world = buildWorld(capture, options.netns);
  const question = asked(world, options);
  if (question.flow !== undefined) return { world, asked: question, branches: converse(world, question.flow) };
  const server = question.name?.nameservers[0]?.address;
  if (server === undefined) return { world, asked: question, branches: [] };
  const flow = { from: question.origin.ns, destination: server, protocol: 'udp', port: 53 } as const;
  return { world, asked: question, branches: [], toNameserver: converse(world, flow) };
}
