import type { Opener } from './block.ts';

/**
 * Application Error 1000 without its header: a label, a program, its version. In whatever language:
 * `Faulting application name: w3wp.exe, version: 10.0.17763.1, time stamp: 0xcfdb13d8`, `Toepassingsnaam met fout: …`.
 */
const faulting =
  /^(?:[^\n:：]{3,70}?\s?[:：]\s{0,3}|Faulting application )[\w.+-]{1,80}\.exe\s?[,，、]\s?[^\n:：]{2,20}?\s?[:： ]\s?\d+\.\d+\.\d/i;
/** .NET Runtime 1026 without its header: `Application: w3wp.exe`. */
const managed = /^Application: [\w.+-]{1,80}\.exe$/;
/** Windows Error Reporting 1001: `Fault bucket , type 0`, then `Event Name: APPCRASH` and P1 to P10. */
const reported = /^(?:Fault bucket \S{0,60}, type \d|Event Name: (?:APPCRASH|BEX|CLR20r3))/i;
/** `Exception code: 0xc0000005`; anything else goes on with the line before. */
const labeled = /^[^:：]{2,70}\s?[:：](?!\\)/;
const stackFrame = /^\s*(?:at|bei|à|en|в) \S/;
const maxLines = 200;

/** The text of a crash as people quote it. */
export const openCrash: Opener = (line, number, sink) => {
  const first = bare(line);
  const isManaged = managed.test(first);
  const isReport = reported.test(first);
  if (!isManaged && !isReport && !faulting.test(first)) return undefined;
  const said = [first];
  let blank = false;
  return {
    format: 'message',
    take(next) {
      const text = bare(next);
      if (text === '') {
        blank = true;
        return 'taken';
      }
      const isNew = faulting.test(text) || managed.test(text) || said.length > maxLines;
      if (isNew || (blank && !labeled.test(text)) || isHeading(text)) return 'refused';
      blank = false;
      if (labeled.test(text) || stackFrame.test(text)) said.push(text);
      else said[said.length - 1] = `${said.at(-1)} ${text}`;
      return 'taken';
    },
    end() {
      const [provider, id] = isManaged ? runtime : isReport ? reporting : error;
      sink.event({
        provider,
        id,
        idFromWords: true,
        message: said.join('\n'),
        data: {},
        line: number,
        time: undefined,
      });
      return true;
    },
  };
};

const runtime = ['.NET Runtime', 1026] as const;
const reporting = ['Windows Error Reporting', 1001] as const;
const error = ['Application Error', 1000] as const;

const bare = (line: string): string => line.trim().replace(/^[-*•]\s+/, '');

/** `Log Name:      System` begins the next event. */
const isHeading = (text: string): boolean =>
  /^(?:Log Name|Event ID|EventID|Event Type|Source|ProviderName)\s*:/i.test(text);
