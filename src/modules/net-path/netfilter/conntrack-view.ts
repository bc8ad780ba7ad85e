import type { Packet } from './packet.ts';
import type { Way } from './way.ts';

/**
 * The state that a rule sees: before conntrack's own hook (priority -200) a packet has no entry, and that reads as
 * INVALID (xt_conntrack.c, conntrack_mt; nft_ct.c, nft_ct_get_eval).
 */
export const stateOf = ({ packet, tracked, notrack }: Way): Packet['ctState'] =>
  notrack ? 'untracked' : tracked ? packet.ctState : 'invalid';

export const hasEntry = (way: Way): boolean => !['invalid', 'untracked'].includes(stateOf(way));

/** 0 on a new connection; what an established one carries is known only where the walk followed it. */
export const connMarkOf = ({ packet }: Way): number | undefined =>
  packet.ctMark ?? (packet.ctState === 'new' ? 0 : undefined);
