import { expect, test } from 'vitest';
import { eventsOf } from '../../../test/support/read-events.ts';

test('quoted, bulleted, in German, between other text', async () => {
  const text =
    '> Hallo,\n>\n> - Protokollname: System\n> - Quelle: Microsoft-Windows-WAS\n> - Datum: 03.04.2026 15:31:36\n> - Ereignis-ID: 5076\n> - Beschreibung:\n> Ein Arbeitsprozess "1" für "A".\n';
  const { events } = await eventsOf(text);
  expect(events).toMatchObject([
    { id: 5076, message: 'Ein Arbeitsprozess "1" für "A".', time: { local: '2026-04-03T15:31:36' }, line: 3 },
  ]);
});

test('copied in German, where two keys leave no room for a blank', async () => {
  const text =
    'Protokollname: System\nQuelle:        Microsoft-Windows-WAS\nDatum:         03.04.2026 15:31:36\nEreignis-ID:   5074\nAufgabenkategorie:Keine\nEbene:         Informationen\nSchlüsselwörter:Klassisch\nBenutzer:      Nicht zutreffend\nComputer:      WEB01\nBeschreibung:\nEin Arbeitsprozess "1" für "A".\n';
  const { events, coverage } = await eventsOf(text);
  expect(events).toMatchObject([{ id: 5074, computer: 'WEB01', message: 'Ein Arbeitsprozess "1" für "A".' }]);
  expect(coverage).toMatchObject({ lines: 11, understood: 11 });
});

test.each([
  ['line breaks', 'Source: WAS\\\nDate: 10/14/2016 9:32:42 AM\\\nEvent ID: 5117\\\nDescription:\\\nIn C:\\a\\\n'],
  [
    'bold keys',
    '**Source:** WAS\n- **Date**: 10/14/2016 9:32:42 AM\n**Event ID:** 5117\n**Description:** In C:\\a\\\n',
  ],
])('marked up with %s', async (_, text) => {
  const { events } = await eventsOf(text);
  const time = { local: '2016-10-14T09:32:42' };
  expect(events).toMatchObject([{ provider: 'WAS', id: 5117, time, message: 'In C:\\a\\' }]);
});

test('copied in French, with no-break blanks and no room behind two keys', async () => {
  const text =
    'Nom du journal\u00a0:System\nSource\u00a0:       Microsoft-Windows-WAS\nDate\u00a0:         14/10/2026 08:12:44\nID de l’événement\u00a0:5002\nCatégorie de la tâche\u00a0:Aucun\nNiveau\u00a0:       Erreur\nOrdinateur\u00a0:   WEB01\nDescription\u00a0:\nLe pool « A » est désactivé.\n';
  const { events } = await eventsOf(text);
  expect(events).toMatchObject([{ id: 5002, provider: 'Microsoft-Windows-WAS', computer: 'WEB01', channel: 'System' }]);
});

test('copied in Spanish, where the id leaves no room for a blank', async () => {
  const text =
    'Nombre de registro:System\nOrigen:        Microsoft-Windows-WAS\nFecha:         14/10/2026 08:12:44\nId. del evento:5059\nNivel:         Error\nEquipo:        WEB01\nDescripción:\nEl grupo de aplicaciones A se ha deshabilitado.\n';
  const { events } = await eventsOf(text);
  expect(events).toMatchObject([{ id: 5059, provider: 'Microsoft-Windows-WAS', computer: 'WEB01' }]);
});

test.each([
  [
    'the provider before the id',
    'TimeCreated            ProviderName                Id Message\n-----------            ------------                -- -------\n2026-10-14 09:02:11    Microsoft-Windows-WAS     5186 A worker process with...\n',
  ],
  [
    'the id before the provider, narrow',
    'TimeCreated          Id ProviderName          LevelDisplayName Message\n-----------          -- ------------          ---------------- -------\n2026-10-14 09:02:11 5186 Microsoft-Windows-WAS Information      A worker process with...\n',
  ],
  [
    'the source before the id, as Get-EventLog has it',
    'TimeGenerated        Source                EventID Message\n-------------        ------                ------- -------\n2026-10-14 09:02:11  Microsoft-Windows-WAS    5186 A worker process with...\n',
  ],
])('a table of PowerShell with %s', async (_, text) => {
  const { events, coverage } = await eventsOf(text);
  expect(events).toMatchObject([
    { id: 5186, provider: 'Microsoft-Windows-WAS', time: { local: '2026-10-14T09:02:11' }, messageCut: true },
  ]);
  expect(coverage).toMatchObject({ understood: 3 });
});
