/** How a line of such a log begins. */
export const proxyLine =
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[[a-z]{4,6}\] \d{1,9}#\d{1,9}: |\[proxy\w{0,12}:[a-z]{4,6}\] |\bhaproxy(?:\[\d{1,9}\])?: /;

/** What a proxy says of a backend that refused. */
export const refused = {
  means: 'nothing-listens',
  confidence: 'likely',
  why: 'The proxy reached the host, which refused: the program is down, starts, or listens on another port or on 127.0.0.1 only.',
  rulesOut: ['a fault of the proxy itself, and of the way to it: it asked'],
  next: ['on {host}: `ss -ltnp`: does it listen on that port? Then the log of that program'],
  own: true,
} as const;
/** Of one that did not answer when it was connected to. */
export const silent = {
  means: 'no-answer',
  confidence: 'likely',
  why: 'A filter between drops, the address is no longer in use (a pod or host that is gone), or the host is off.',
  next: ['from the proxy: `nc -vz {host} {port}`; is that address still the one of the backend?'],
  own: true,
} as const;
/** Of one that was connected to and did not answer in time. */
export const slow = {
  means: 'error-answered',
  confidence: 'likely',
  why: 'It was connected to, so the network there works: the program is slow, stuck, or waits for something of its own.',
  rulesOut: ['a closed port, and a filter that drops: it was connected'],
  next: ['the log of that program at that time: which request takes so long, and what does it wait for?'],
  own: true,
} as const;
/** Of one that closed the connection. */
export const cut = {
  means: 'connection-cut',
  confidence: 'likely',
  why: 'Mostly the program ended or restarted at that moment, or closes idle connections sooner than the proxy does.',
  rulesOut: ['a closed port, and a filter that drops: it was connected'],
  next: ['the log of that program at that time: did it end? Its keep-alive time against that of the proxy'],
  own: true,
} as const;
