import type { Opener } from './block.ts';

/** `Report.wer` of Windows Error Reporting: `EventType=APPCRASH`, `Sig[0].Value=w3wp.exe` (learn.microsoft.com, WER). */
const first = /^(?:Version=\d{1,3}|EventType=\w{2,40}|Sig\[0\]\.Name=.{1,80})\s*$/;
const setting = /^([\w.-]{1,60}(?:\[\d{1,4}\])?(?:\.\w{1,40})?)=(.{0,2000})$/s;
/** Kinds of report whose first value is the program that died. */
const died = /^(?:APPCRASH|BEX(?:64)?|CLR20r3)$/i;
/** From 1601 to 1970 in ms. */
const epochMs = 11_644_473_600_000;

/** The report that Windows keeps of a crash, values as event 1001 numbers them. */
export const openReportWer: Opener = (line, number, sink) => {
  if (!first.test(line)) return undefined;
  const values = new Map<string, string>();
  const note = (text: string): boolean => {
    const [, name = '', value = ''] = setting.exec(text.trim()) ?? [];
    if (name !== '' && values.size < 2_000) values.set(name, value);
    return name !== '' || text.trim() === '';
  };
  note(line);
  return {
    format: 'report-wer',
    take: (next) => (note(next) ? 'taken' : 'refused'),
    end() {
      const type = values.get('EventType') ?? '';
      const program = values.get('Sig[0].Value');
      if (program === undefined || !died.test(type)) return false;
      const signature = Array.from({ length: 10 }, (_, i) => `P${i + 1}: ${values.get(`Sig[${i}].Value`) ?? ''}`);
      const ticks = values.get('EventTime') ?? '';
      sink.event({
        provider: 'Windows Error Reporting',
        id: 1001,
        idFromWords: true,
        message: [`Event Name: ${type}`, ...signature].join('\n'),
        data: {},
        line: number,
        time: /^\d{15,18}$/.test(ticks)
          ? { utc: Number(BigInt(ticks) / 10_000n) - epochMs, precision: 'second' }
          : undefined,
      });
      return true;
    },
  };
};
