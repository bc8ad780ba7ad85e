import { coded } from './coded.ts';

export const endsCodes = [
  coded(
    'NET190',
    'nothing-listens',
    'critical',
    'The packet arrives and nothing listens.',
    'Nothing listens on {protocol} port {port} in {namespace}.',
    // A pasted refusal is told by the module that knows what listens there.
    { general: true },
  ),
  coded(
    'NET191',
    'listens-on-loopback-only',
    'critical',
    'The service listens on another address only.',
    'In {namespace} port {port} listens on {bound} only, not on {address}.',
  ),
  coded(
    'NET192',
    'localhost-is-own-namespace',
    'critical',
    "Localhost is the namespace's own, and the service listens in another.",
    '127.0.0.1 of {namespace} is its own; port {port} listens in {elsewhere}.',
  ),
  coded(
    'NET193',
    'wrong-family',
    'warning',
    'The service listens on the other IP family only.',
    'Port {port} of {namespace} does not listen on IPv{family}.',
  ),
];
