import type { EventRecord } from '../../../input/eventlog/event.ts';
import { type EventKind, namesIn } from './kinds.ts';
import type { EventRow } from './row.ts';
import type { Names } from './seen-event.ts';

/**
 * Application Error, WER and .NET Runtime are about any program: worker processes count, and programs that died
 * of a .NET exception, as an ASP.NET Core application out of process does. `detail` is what the process died of:
 * `c0000005 in node.dll`, `System.AccessViolationException`.
 */
export function faultNames(row: EventRow<EventKind>, record: EventRecord, message: string): Names | undefined {
  const text = `${message}\n${Object.values(record.data).join('\n')}`.slice(0, 4000);
  const lines = faultLines(record, text);
  const program = lines.program ?? namesIn(row, message)['program'] ?? /\bP1:? ?([\w.-]{1,100}\.exe)/i.exec(text)?.[1];
  const worker = /\b(?:w3wp|iisexpress)\.exe\b/i.test(program ?? text);
  const code = lines.code ?? (/\bBEX(?:64)?\b/.test(text) ? overrun : reported).exec(text)?.[1]?.toLowerCase();
  if (!worker && row.logged[0]?.provider !== 'ASP.NET' && (program === undefined || !/^e0434/.test(code ?? '')))
    return undefined;
  const exception = /Exception(?: Info)?: ?([A-Z]\w*(?:\.\w{1,80}){1,10})/.exec(text)?.[1];
  const what = [code, exception].filter((one) => one !== undefined).join(' ');
  const detail = lines.module === undefined ? what : `${what} in ${lines.module}`.trim();
  return {
    ...(worker || program === undefined ? {} : { app: program }),
    ...(lines.pid === undefined ? {} : { pid: lines.pid }),
    ...(detail === '' ? {} : { detail }),
  };
}

/** Where WER puts the exception code: P7 of a crash; of a buffer overrun P8, behind the offset (learn.microsoft.com, WER BEX). */
const reported = /(?:exit code|\bP7:?) ?(?:0x)?([0-9a-f]{8})\b/i;
const overrun = /(?:exit code|\bP8:?) ?(?:0x)?([0-9a-f]{8})\b/i;

interface FaultLines {
  readonly program?: string | undefined;
  readonly module?: string | undefined;
  readonly code?: string | undefined;
  readonly pid?: string | undefined;
}

/** The values of Application Error 1000 come in one order in every language: program, module, code, offset, process. */
function faultLines({ data, provider }: EventRecord, text: string): FaultLines {
  const { param1, param4, param7, param9 } = data;
  if (param7 !== undefined && /error/i.test(provider ?? '') && /\.exe$/i.test(param1 ?? ''))
    return { program: param1, module: moduleName(param4), code: hex(param7), pid: processId(param9) };
  const named =
    /^[^\n:：]{3,70}?\s?[:：]\s{0,3}([\w.+ -]{1,80}\.exe)\s?[,，、][^\n]{0,200}\n[^\n:：]{3,70}?\s?[:：]\s{0,3}([^\n,，、]{1,120}?)\s?[,，、][^\n]{0,200}\n[^\n:：]{3,70}?\s?[:：]\s{0,3}(?:0x)?([0-9a-f]{8})\s*\n[^\n]{0,120}\n[^\n:：]{3,70}?\s?[:：]\s{0,3}(?:0x){0,2}([0-9a-f]{1,8})\b/im.exec(
      text,
    );
  if (named !== null)
    return { program: named[1], module: moduleName(named[2]), code: hex(named[3]), pid: processId(named[4]) };
  return {
    program: /(?:faulting application name|^Application): ?([\w.-]{1,100}\.exe)/im.exec(text)?.[1],
    module: moduleName(/(?:faulting module(?: name:)? ?|\bP4: ?)([\w.+-]{1,120})(?:,|$)/im.exec(text)?.[1]),
    code: hex(/(?:exception code|ausnahmecode):? ?(?:0x)?([0-9a-f]{8})\b/i.exec(text)?.[1]),
    pid: processId(/process id: (?:0x){1,2}([0-9a-f]{1,8})/i.exec(text)?.[1]),
  };
}

const hex = (text: string | undefined): string | undefined => text?.toLowerCase().replace(/^(?:0x){1,2}/, '');

const moduleName = (text: string | undefined): string | undefined =>
  text === undefined || /^unknown$/i.test(text.trim()) ? undefined : text.trim();

/** Windows writes the process id in hexadecimal here, and in decimal everywhere else. */
const processId = (text: string | undefined): string | undefined => {
  const digits = hex(text);
  return digits === undefined || !/^[0-9a-f]{1,8}$/.test(digits) ? undefined : String(Number.parseInt(digits, 16));
};
