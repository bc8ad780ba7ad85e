import { eachOption, rangeOf, type Test } from './test.ts';

/** As `ip route get` and the routing rules of a user: what is asked for is asked by root. */
const root = 0;

/**
 * The user of the socket that a packet was made by (xt_owner.c); one that is routed through has none. Whose the answering
 * socket is no capture tells.
 */
const ofUser = ([text = '']: readonly string[]): Test | undefined => {
  const range = rangeOf(text, 0xffffffff);
  if (range === undefined) return undefined;
  return ({ packet }) => {
    if (packet.iif !== undefined) return false;
    return packet.ctDirection === 'reply' ? undefined : range[0] <= root && root <= range[1];
  };
};

export const owner = eachOption({ 'uid-owner': ofUser, 'gid-owner': ofUser });
