import { expect, test } from 'vitest';
import { textSource } from '../source.ts';
import { readConfig } from './read-config.ts';

const text = `C:\\>%windir%\\system32\\inetsrv\\appcmd list apppool /text:*
APPPOOL
  APPPOOL.NAME:"Shop"
  state:"Started"
  [add]
    name:"Shop"
    startMode:"OnDemand"
    [processModel]
      idleTimeout:"00:00:00"
    [recycling]
      logEventOnRecycle:"Time, Memory"
      [periodicRestart]
        privateMemory:"0"
        time:"1.05:00:00"
        [schedule]
          [add]
            value:"03:30:00"
          [add]
            value:"04:30:00"
APPPOOL
  APPPOOL.NAME:"Api"
  state:"Stopped"
  [add]
    name:"Api"
    [recycling]
      [periodicRestart]
        time:"00:00:00"
        [schedule]
`;

test('pools as appcmd prints them with /text:*', async () => {
  const { pools, stopped, lines } = await readConfig(textSource('pools.txt', text));
  expect(pools).toMatchObject([
    {
      name: 'Shop',
      line: 5,
      time: { value: 104_400, origin: 'explicit', line: 12 },
      idleTimeout: { value: 0, line: 8 },
      logEventOnRecycle: { value: ['Time', 'Memory'] },
      schedule: [{ written: '03:30:00' }, { written: '04:30:00' }],
    },
    { name: 'Api', time: { value: 0 }, schedule: [] },
  ]);
  expect(stopped).toEqual([{ name: 'Api', line: 22 }]);
  expect(lines).toBe(28);
});

test('a pool that is listed again and runs then is not stopped', async () => {
  const later = `${text}APPPOOL\n  APPPOOL.NAME:"Api"\n  state:"Started"\n`;
  expect((await readConfig(textSource('pools.txt', later))).stopped ?? []).toEqual([]);
});
