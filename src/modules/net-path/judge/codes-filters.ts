import { coded } from './coded.ts';

export const filtersCodes = [
  coded(
    'NET150',
    'filter-drops',
    'critical',
    'A filter rule drops or rejects the packet.',
    '{backend} {table} {chain} of {namespace} drops {source} to {destination} ({hook}).',
  ),
  coded(
    'NET151',
    'forward-policy-drops',
    'critical',
    'The end of FORWARD is reached, and its policy is DROP.',
    'No rule of FORWARD in {namespace} accepts the packet, and the policy of {backend} {table} drops it.',
  ),
  coded(
    'NET152',
    'second-firewall-drops',
    'critical',
    'One filter accepts the packet, a second one drops it.',
    '{backend} {family} {table} {chain} of {namespace} drops what another filter accepts.',
  ),
  coded(
    'NET153',
    'reply-dropped',
    'critical',
    'Only the reply meets a rule that drops it.',
    '{backend} {table} {chain} of {namespace} drops the reply from {source}.',
  ),
  coded(
    'NET154',
    'untracked-dropped',
    'critical',
    'A rule drops the packet because conntrack does not know its connection.',
    '{backend} {table} {chain} of {namespace} drops the packet as {state}.',
  ),
  coded(
    'NET155',
    'network-policy-drops',
    'critical',
    'A network policy drops the packet.',
    'A network policy drops the packet in {chain} of {namespace}.',
  ),
  coded(
    'NET176',
    'conntrack-stale',
    'critical',
    'Conntrack keeps the connection on a backend that the rules no longer have.',
    'Conntrack of {namespace} sends {source} port {sourcePort} on to {backend}, which no rule for {destination}:{port} names any more.',
  ),
  coded(
    'NET175',
    'conntrack-full',
    'critical',
    'The table of connections is full, and new ones are dropped.',
    'The connection table of {namespace} holds {count} of {max} entries and has dropped {drops} packets.',
  ),
];
