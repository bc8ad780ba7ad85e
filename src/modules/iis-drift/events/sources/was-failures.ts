import { by, byWas, eventRows, sentence } from '../row.ts';

const availability = 'TechNet cc735151, IIS Application Pool Availability; cc737524 for IIS 6';

/** Worker processes that failed, and pools that WAS gave up. */
export const wasFailures = eventRows([
  {
    id: 'was-5002',
    kind: 'pool-disabled',
    logged: byWas(5002),
    matches: sentence("Application pool '{pool}' is being automatically disabled due to a series of failures"),
    samples: [
      "Application pool 'Shop' is being automatically disabled due to a series of failures in the process(es) serving that application pool.",
    ],
    quotes: ['pool'],
    source: availability,
  },
  {
    id: 'was-5009',
    kind: 'crash',
    logged: byWas(5009),
    matches: sentence("A process serving application pool '{pool}' terminated unexpectedly"),
    samples: [
      "A process serving application pool 'Shop' terminated unexpectedly. The process id was '4712'. The process exit code was '0xc0000005'.",
    ],
    not: ["A process serving application pool 'Shop' failed to respond to a ping. The process id was '4712'."],
    quotes: ['pool', 'pid', 'detail'],
    ends: 'crash',
    source: availability,
  },
  {
    id: 'was-5010',
    kind: 'ping',
    logged: byWas(5010),
    matches: sentence("A process serving application pool '{pool}' failed to respond to a ping"),
    samples: ["A process serving application pool 'Shop' failed to respond to a ping. The process id was '4712'."],
    quotes: ['pool', 'pid'],
    ends: 'ping',
    source: availability,
  },
  {
    id: 'was-5011',
    kind: 'crash',
    logged: byWas(5011),
    matches: sentence("A process serving application pool '{pool}' suffered a fatal communication error with the"),
    samples: [
      "A process serving application pool 'Shop' suffered a fatal communication error with the Windows Process Activation Service. The process id was '4712'. The data field contains the error number.",
      "A process serving application pool 'Shop' suffered a fatal communication error with the World Wide Web Publishing Service. The process id was '4712'. The data field contains the error number.",
    ],
    quotes: ['pool', 'pid'],
    ends: 'crash',
    source: availability,
  },
  {
    id: 'was-5012',
    kind: 'start-timeout',
    logged: byWas(5012),
    matches: /exceeded time limits during start ?up/i,
    samples: [
      "A process serving application pool 'Shop' exceeded time limits during start up. The process id was '4712'.",
    ],
    quotes: ['pool', 'pid'],
    source: availability,
  },
  {
    id: 'was-5013',
    kind: 'stop-timeout',
    logged: byWas(5013),
    matches: /exceeded time limits during shut ?down/i,
    samples: [
      "A process serving application pool 'Shop' exceeded time limits during shut down. The process id was '4712'.",
    ],
    quotes: ['pool', 'pid'],
    source: availability,
  },
  {
    id: 'was-5137',
    kind: 'listener',
    logged: [by('WAS', 5137)],
    matches: sentence("A worker process '{pid}' serving application pool '{pool}' failed to start a listener channel"),
    samples: [
      "A worker process '4712' serving application pool 'Shop' failed to start a listener channel for protocol 'http' in the allotted time. The data field contains the error number.",
    ],
    quotes: ['pid', 'pool'],
    source: 'TechNet cc735292, IIS Protocol Adapter Availability',
  },
  {
    id: 'was-5138',
    kind: 'stop-timeout',
    logged: [by('WAS', 5138)],
    matches: sentence("A worker process '{pid}' serving application pool '{pool}' failed to stop a listener channel"),
    samples: [
      "A worker process '4712' serving application pool 'Shop' failed to stop a listener channel for protocol 'http' in the allotted time. The data field contains the error number.",
    ],
    quotes: ['pid', 'pool'],
    source: 'TechNet cc734952, IIS Protocol Adapter Availability',
  },
  {
    id: 'was-5139',
    kind: 'listener',
    logged: [by('WAS', 5139)],
    matches: sentence(
      "A listener channel for protocol '{detail}' in worker process '{pid}' serving application pool '{pool}' reported a listener channel failure",
    ),
    samples: [
      "A listener channel for protocol 'http' in worker process '4712' serving application pool 'Shop' reported a listener channel failure. The data field contains the error number.",
    ],
    quotes: ['detail', 'pid', 'pool'],
    source: 'TechNet cc734952, IIS Protocol Adapter Availability',
  },
  {
    id: 'was-5021',
    kind: 'identity',
    logged: byWas(5021),
    matches: /The identity of application pool,? ["'‘“„«]?(?<pool>.{1,300}?)["'’”“»]? is invalid/i,
    samples: [
      'The identity of application pool Shop Front is invalid. The user name or password that is specified for the identity may be incorrect, or the user may not have batch logon rights.',
      "The identity of application pool, 'Shop Front' is invalid.  If it remains invalid when the first request for the application pool is processed, the application pool will be disabled.",
    ],
    quotes: ['pool'],
    source: 'TechNet cc735188, IIS Application Pool Identity; cc737524 for IIS 6',
  },
  {
    id: 'was-5022',
    kind: 'start-failed',
    logged: byWas(5022),
    matches: sentence("failed to create a worker process for the application pool '{pool}'."),
    samples: [
      "The Windows Process Activation Service failed to create a worker process for the application pool 'Shop'. The data field contains the error number.",
      "The World Wide Web Publishing Service failed to create a worker process for the application pool 'Shop'. The data field contains the error number.",
    ],
    quotes: ['pool'],
    source: availability,
  },
  {
    id: 'was-5057',
    kind: 'identity',
    logged: byWas(5057),
    matches: sentence("Application pool '{pool}' has been disabled.…application pool identity is invalid"),
    samples: [
      'Application pool Shop Front has been disabled. Windows Process Activation Service (WAS) did not create a worker process to serve the application pool because the application pool identity is invalid.',
    ],
    not: [
      'Application pool Shop Front has been disabled. Windows Process Activation Service (WAS) encountered a failure when it started a worker process to serve the application pool.',
    ],
    quotes: ['pool'],
    source: 'TechNet cc735188, IIS Application Pool Identity',
  },
  {
    id: 'was-5059',
    kind: 'start-failed',
    logged: byWas(5059),
    matches: sentence(
      "Application pool '{pool}' has been disabled.…encountered a failure when it started a worker process",
    ),
    samples: [
      'Application pool Shop Front has been disabled. Windows Process Activation Service (WAS) encountered a failure when it started a worker process to serve the application pool.',
      "Application pool 'Shop Front' has been disabled. The World Wide Web Publishing Service encountered a failure when it started a worker process to serve the application pool.",
    ],
    quotes: ['pool'],
    source: availability,
  },
  {
    id: 'w3svc-1059',
    kind: 'start-failed',
    logged: [],
    matches: sentence("A failure was encountered while launching the process serving application pool '{pool}'."),
    samples: [
      "A failure was encountered while launching the process serving application pool 'Shop'. The application pool has been disabled.",
    ],
    quotes: ['pool'],
    source: 'TechNet cc737524, WWW Service-Related Events',
  },
]);
