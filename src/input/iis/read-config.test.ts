import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DiagError } from '../../core/errors.ts';
import { fileSource, textSource } from '../source.ts';
import { readConfig } from './read-config.ts';

const read = (text: string) => readConfig(textSource('applicationHost.config', text));
const inPools = (xml: string) =>
  `<configuration>\n<system.applicationHost>\n<applicationPools>\n${xml}\n</applicationPools>\n</system.applicationHost>\n</configuration>`;

describe('what applies to a pool', () => {
  test('is read from what appcmd lists', async () => {
    const { pools } = await read(
      '<appcmd><APPPOOL APPPOOL.NAME="Shop" state="Started"><add name="Shop"><recycling><periodicRestart time="1.05:00:00"/></recycling></add></APPPOOL><APPPOOL APPPOOL.NAME="Api"><add name="Api"/></APPPOOL></appcmd>',
    );
    expect(pools.map(({ name, time }) => [name, time.origin])).toEqual([
      ['Shop', 'explicit'],
      ['Api', 'schema'],
    ]);
  });

  test.each([
    ['<periodicRestart time="1.05:00:00"><schedule><add value="03:00:00" /></schedule></periodicRestart>'],
    [
      '<recycling><periodicRestart time="29:00:00"><schedule><add value="03:00:00"/></schedule></periodicRestart></recycling>',
    ],
  ])('is read from a lone piece of it too: %s', async (xml) => {
    const { pools } = await read(xml);
    expect(pools).toHaveLength(1);
    expect(pools[0]).toMatchObject({ time: { value: 104_400, origin: 'explicit' }, schedule: [{ seconds: 10_800 }] });
  });

  test('comes from the pool, its defaults or the schema, attribute by attribute', async () => {
    const { pools, defaults } = await read(
      inPools(`<add name="A"><recycling><periodicRestart requests="5" /></recycling></add>
<applicationPoolDefaults startMode="AlwaysRunning"><recycling logEventOnRecycle="Time, Schedule"><periodicRestart time="1.05:00:00" requests="7"/></recycling></applicationPoolDefaults>`),
    );
    expect(pools[0]).toMatchObject({
      name: 'A',
      line: 4,
      requests: { value: 5, origin: 'explicit', written: '5', line: 4 },
      time: { value: 104_400, origin: 'defaults', written: '1.05:00:00', line: 5 },
      startMode: { value: 'AlwaysRunning', origin: 'defaults' },
      logEventOnRecycle: { value: ['Time', 'Schedule'], origin: 'defaults' },
      idleTimeout: { value: 1200, origin: 'schema' },
      schedule: [],
    });
    expect(defaults.requests).toEqual({ value: 7, origin: 'defaults', written: '7', line: 5 });
  });

  test('without a word about the interval is the 29 hours nobody chose', async () => {
    const { pools } = await read(inPools('<add name="DefaultAppPool" />'));
    expect(pools[0]?.time).toEqual({ value: 104_400, origin: 'schema' });
    expect(pools[0]?.logEventOnRecycle).toBeUndefined();
  });

  const spans: [string, object][] = [
    ['29:00:00', { value: 104_400 }],
    ['1.05:00:00', { value: 104_400 }],
    ['29.00:00:00', { value: 29 * 86_400 }],
    ['00:00:00', { value: 0 }],
    ['00:00:30', { value: 104_400, invalid: true }],
    ['301.00:00:00', { value: 104_400, invalid: true }],
    ['1740', { value: 104_400, invalid: true }],
    ['-01:00:00', { value: 104_400, invalid: true }],
  ];
  test.each(spans)('time="%s" is %o seconds', async (written, expected) => {
    const { pools } = await read(
      inPools(`<add name="A"><recycling><periodicRestart time="${written}"/></recycling></add>`),
    );
    expect(pools[0]?.time).toEqual({ origin: 'explicit', written, line: 4, ...expected });
  });

  test('inherits schedule entries until <clear/> drops them', async () => {
    const schedule = (xml: string) =>
      `<recycling><periodicRestart><schedule>${xml}</schedule></periodicRestart></recycling>`;
    const { pools } = await read(
      inPools(`<add name="both">${schedule('<add value="03:30:00"/>')}</add>
<add name="own">${schedule('<clear/><add value="03:30:00"/><add value="25:00:00"/>')}</add>
<applicationPoolDefaults>${schedule('<add value="02:00:00"/>')}</applicationPoolDefaults>`),
    );
    expect(pools[0]?.schedule).toEqual([
      { seconds: 7200, written: '02:00:00', origin: 'defaults', line: 6 },
      { seconds: 12_600, written: '03:30:00', origin: 'explicit', line: 4 },
    ]);
    expect(pools[1]?.schedule).toEqual([{ seconds: 12_600, written: '03:30:00', origin: 'explicit', line: 5 }]);
  });
});

test('an application finds its pool and its preload through the defaults', async () => {
  const { applications } = await read(
    `<configuration><system.applicationHost><sites>
<site name="Web" id="3"><application path="/" applicationPool="A" preloadEnabled="true"><virtualDirectory path="/" physicalPath="C:\\www" /></application>
<application path="/api" /></site>
<applicationDefaults applicationPool="DefaultAppPool" /></sites></system.applicationHost></configuration>`,
  );
  expect(applications).toEqual([
    {
      site: 'Web',
      siteId: '3',
      path: '/',
      pool: { value: 'A', origin: 'explicit', written: 'A', line: 2 },
      preloadEnabled: { value: true, origin: 'explicit', written: 'true', line: 2 },
      physicalPath: 'C:\\www',
      line: 2,
    },
    {
      site: 'Web',
      siteId: '3',
      path: '/api',
      pool: { value: 'DefaultAppPool', origin: 'defaults', written: 'DefaultAppPool', line: 4 },
      preloadEnabled: { value: false, origin: 'schema' },
      line: 3,
    },
  ]);
});

test('redirection.config tells that the real file is elsewhere', async () => {
  const { redirection } = await read(
    '<configuration>\n<configurationRedirection enabled="true" path="\\\\nas\\iis" userName="x" password="y"/></configuration>',
  );
  expect(redirection).toEqual({ enabled: true, path: '\\\\nas\\iis', line: 2 });
});

test('periodicRestart in a web.config is stray', async () => {
  const { strayPeriodicRestart } = await read(
    '<configuration>\n<system.webServer>\n<recycling><periodicRestart time="00:00:00"/></recycling></system.webServer></configuration>',
  );
  expect(strayPeriodicRestart).toEqual([3]);
});

describe('what is no configuration', () => {
  const broken: [string, string, RegExp][] = [
    ['a tag left open', '<configuration>\n  <sites>\n</configuration>', /^applicationHost\.config:3:\d+: broken XML: /],
    ['text', 'Level,Date and Time', /^applicationHost\.config:1:\d+: broken XML/],
    ['nothing', '', /^applicationHost\.config:1:\d+: broken XML/],
    ['other XML', '<html><body/></html>', /no application pools/],
    [
      'an entity of its own',
      '<!DOCTYPE x [<!ENTITY a "b">]>\n<applicationPools>&a;</applicationPools>',
      /:2:\d+: broken XML: /,
    ],
  ];
  test.each(broken)('%s is one line of error', async (_name, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toBeInstanceOf(DiagError);
  });

  test('any text at all is read or refused, never a crash', async () => {
    const piece = fc.constantFrom(
      '<add ',
      'name="A"',
      '>',
      '/>',
      '<applicationPools>',
      '</applicationPools>',
      '&lt;',
      '<',
      '"',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        async (text) => {
          await read(text).catch((error) => expect(error).toBeInstanceOf(DiagError));
        },
      ),
      { numRuns: 300 },
    );
  });
});

const corpus = process.env['DIAG_CORPUS'];
describe.skipIf(corpus === undefined)('real configurations (needs DIAG_CORPUS)', () => {
  const folder = `${corpus}/windows`;
  const files = corpus === undefined ? [] : readdirSync(folder).filter((name) => name.startsWith('apphost-'));
  test.each(files)('%s has pools, and every application one of them', async (file) => {
    const config = await readConfig(await fileSource(`${folder}/${file}`));
    expect(config.pools.length).toBeGreaterThan(0);
    const names = new Set(config.pools.map(({ name }) => name.toLowerCase()));
    const lost = config.applications.filter(({ pool }) => pool !== undefined && !names.has(pool.value.toLowerCase()));
    expect(lost.map(({ path }) => path)).toEqual([]);
  });
});
