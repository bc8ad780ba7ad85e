import { expect, test } from 'vitest';
import { analyzeSession } from './analyze.ts';
import { inEnglish } from './languages.ts';
import { readSession } from './read.ts';

test.each([
  ['Von 10.0.0.2 icmp_seq=1 Zielhost nicht erreichbar', 'From 10.0.0.2 icmp_seq=1 Destination Host Unreachable'],
  ['De 10.0.0.1 icmp_seq=2 Durée de vie dépassée', 'From 10.0.0.1 icmp_seq=2 Time to live exceeded'],
  [
    'Origen fd00::1 icmp_seq=1 Destino no alcanzable: Sin ruta',
    'From fd00::1 icmp_seq=1 Destination unreachable: No route',
  ],
  ['64 Bytes von 10.0.0.5: icmp_seq=1 ttl=64 Zeit=0.41 ms', '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.41 ms'],
  [
    '3 Pakete übertragen, 0 empfangen, +3 Fehler, 100% Paketverlust, Zeit 2049ms',
    '3 packets transmitted, 0 received, +3 errors, 100% packet loss, Zeit 2049ms',
  ],
  [
    '2 paquets transmis, 0 reçus, 100 % paquets perdus, temps 1021 ms',
    '2 packets transmitted, 0 received, 100% packet loss, temps 1021 ms',
  ],
  [
    "curl: (7) Failed to connect to 10.4.0.9 port 80: No existe ninguna ruta hasta el `host'",
    'curl: (7) Failed to connect to 10.4.0.9 port 80: No route to host',
  ],
  [
    'curl: (7) Failed to connect to 10.4.0.9 port 80: Verbinding is geweigerd',
    'curl: (7) Failed to connect to 10.4.0.9 port 80: Connection refused',
  ],
  ['ssh: connect to host db port 22: Нет маршрута до узла', 'ssh: connect to host db port 22: No route to host'],
  ['Zeitüberschreitung der Anforderung.', 'Request timed out.'],
  ['Antwort von 10.0.0.9: Zielhost nicht erreichbar.', 'Reply from 10.0.0.9: Destination host unreachable.'],
  ['From 10.0.0.2 icmp_seq=1 Destination Host Unreachable', 'From 10.0.0.2 icmp_seq=1 Destination Host Unreachable'],
])('what a tool says in another language is known by its words in English: %s', (said, english) => {
  expect(inEnglish(said)).toBe(english);
});

test('a session in German, and its line is quoted as it stands', () => {
  const said = ['PING 10.0.0.9 (10.0.0.9) 56(84) Bytes an Daten.', 'Von 10.0.0.2 icmp_seq=1 Zielhost nicht erreichbar'];
  const session = readSession(['$ ping -c 1 10.0.0.9', ...said].join('\n'));
  const [found] = analyzeSession({ ...session, source: 'paste' }).findings;
  expect(found).toMatchObject({ name: 'neighbour-silent', evidence: [{ line: 3, text: said[1] }] });
});
