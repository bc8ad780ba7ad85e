import type { SessionRow } from '../meaning.ts';

/** What libraries of programs say in words of their own; errnos, names and TLS stand in the other tables. */
export const libraryRows: readonly SessionRow[] = [
  {
    id: 'library-read-timeout',
    matches:
      /\bSocketTimeoutException: Read timed out\b|\bRead timed out\. \(read timeout=|\b(?:ReadTimeout|ReadTimeoutException|HttpTimeoutException)\b|(?<!waiting for connection \()\bClient\.Timeout (?:or context cancellation )?(?:exceeded )?while (?:awaiting headers|reading body)/,
    samples: [
      'java.net.SocketTimeoutException: Read timed out',
      "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='web.example', port=443): Read timed out. (read timeout=5)",
      'Get "http://web.example/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    ],
    not: [
      'java.net.SocketTimeoutException: connect timed out',
      'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ],
    source: 'Java java.net.SocketInputStream; urllib3 connectionpool.py; Go net/http/client.go',
    means: 'error-answered',
    confidence: 'possible',
    says: '{where} does not answer within the time that the program gives it.',
    why: 'A read that times out has a connection: mostly the server is slow or stuck. Go counts the time of connecting in, so there it may be the way too.',
    next: [
      'the log of that server at that time: does the request come in, and how long does it take?',
      '`nc -vz {host} {port}` from here: is it connected to at once?',
    ],
  },
  {
    id: 'kafka-no-broker',
    matches:
      /\bConnection to node -?\d{1,9} \((?:[\w.-]{1,255})?\/(?<host>[0-9a-f.:]{2,45}):(?<port>\d{1,5})\) could not be established\. (?:Node|Broker) may not be available/,
    samples: [
      '[2026-02-10 10:00:00,123] WARN [Producer clientId=p-1] Connection to node -1 (kafka/10.0.0.5:9092) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)',
    ],
    source: 'Kafka clients NetworkClient.java, processDisconnection',
    means: 'no-answer',
    confidence: 'possible',
    says: 'The Kafka client cannot connect to the broker {where}.',
    why: 'It does not say whether it was refused or got no answer. Where the first address works and this one does not, it is what the broker advertises (advertised.listeners).',
    next: ['from here: `nc -vz {host} {port}`; on the broker: advertised.listeners, `ss -ltnp`'],
    own: true,
  },
];
