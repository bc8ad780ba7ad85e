import { coded } from './coded.ts';

export const nameserverUnreachable = coded(
  'NET195',
  'nameserver-unreachable',
  'critical',
  'The name server cannot be reached.',
  '{namespace} does not reach its name server {nameserver}.',
  { general: 'state' },
);

export const nameserverIsStub = coded(
  'NET196',
  'nameserver-is-stub',
  'critical',
  'The name server is a loopback address at which nothing listens in this namespace.',
  'resolv.conf of {namespace} names {nameserver}, its own loopback, where nothing listens.',
);

export const hostDns = coded(
  'NET198',
  'host-dns-in-pod',
  'warning',
  "A name of the cluster's is asked for with a node's resolv.conf.",
  "{namespace} asks {nameserver} for {name}, a name of the cluster's, with a node's resolv.conf.",
);

const nameNotFound = coded(
  'NET197',
  'name-not-found-from-here',
  'warning',
  'A short name is not found with the search list of who asks.',
  '{name} is not found from here: none of {asks} exists.',
);

export const namesCodes = [nameserverUnreachable, nameserverIsStub, nameNotFound, hostDns];
