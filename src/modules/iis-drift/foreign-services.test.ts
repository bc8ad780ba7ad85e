import { expect, test } from 'vitest';
import { writeEvtx } from '../../../test/support/event-log/evtx-writer.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { serviceNamed } from './events/service-names.ts';

const scm = 'Service Control Manager';
const xml = (name: string) =>
  `<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${scm}' EventSourceName='${scm}'/><EventID Qualifiers='49152'>7034</EventID><TimeCreated SystemTime='2026-03-10T14:31:36.000000000Z'/><EventRecordID>4711</EventRecordID><Channel>System</Channel><Computer>WEB01</Computer></System><EventData><Data Name='param1'>${name}</Data><Data Name='param2'>1</Data></EventData></Event></Events>`;
const evtx = (name: string) =>
  writeEvtx(
    [
      {
        ...{ provider: scm, shortProvider: scm, id: 7034, channel: 'System', recordId: 4711 },
        ...{ utc: '2026-03-10T14:31:36.000Z', message: '', data: [['param1', name]] },
      },
    ],
    'WEB01',
  );
const escaped = (name: string) => [...name].map((one) => `&#${one.codePointAt(0)};`).join('');

const w3svc = 'World Wide Web Publishing Service';
const was = 'Windows Process Activation Service';
const names = [
  ['Служба веб-публикаций', w3svc],
  ['Служба активации процессов Windows', was],
  ['万维网发布服务', w3svc],
  ['Windows プロセス アクティブ化サービス', was],
  ['Serviço de Ativação de Processos do Windows', was],
] as const;

test.each(names)('a crash of %s is seen in XML, in XML with references, and in EVTX', async (name, called) => {
  expect(serviceNamed(name)).toBe(called);
  for (const stdin of [xml(name), xml(escaped(name)), evtx(name)]) {
    const { stdout } = await runCli(['iis-drift', '-', '--json'], { stdin });
    expect(JSON.parse(stdout).findings[0]).toMatchObject({ name: 'was-crash' });
  }
});

test('was is a verb, WAS the service', () => {
  expect(serviceNamed('The Print Spooler service was unable to log on.')).toBeUndefined();
  expect(serviceNamed('The WAS service was unable to log on.')).toBe(was);
});
