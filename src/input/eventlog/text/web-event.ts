import type { Opener } from './block.ts';

/** `Event code: 3005`, the first line of a web event of ASP.NET (provider ASP.NET 4.0.30319.0, 1309 and 1310). */
const first = /^Event code: ?(\d{4})\s*$/i;
const maxLines = 300;
/** Event id by event code: WebEventCodes of System.Web. */
const idOf = (code: string): number => (/^300[678]$/.test(code) ? 1310 : code === '3005' ? 1309 : 1315);

/** A web event as people quote it, without the header of Event Viewer. */
export const openWebEvent: Opener = (line, number, sink) => {
  const code = first.exec(line.trim())?.[1];
  if (code === undefined) return undefined;
  const said = [line.trim()];
  let time: string | undefined;
  return {
    format: 'web-event',
    take(next) {
      const text = next.trim();
      if (first.test(text) || said.length > maxLines || !belongs(text)) return 'refused';
      time ??= /^Event time: ?(\d.{5,40})$/i.exec(text)?.[1];
      said.push(text);
      return 'taken';
    },
    end() {
      sink.event({
        provider: 'ASP.NET',
        id: idOf(code),
        idFromWords: true,
        message: said.join('\n'),
        data: {},
        line: number,
        time: time === undefined ? undefined : { text: time.trim() },
      });
      return true;
    },
  };
};

/** A blank line, `Machine name: WEB01`, `Process information:`, a frame of a stack, a path alone. */
const belongs = (text: string): boolean =>
  text === '' ||
  /^[\w ()'-]{2,40}:/.test(text) ||
  /^(?:at|bei) \S/.test(text) ||
  /^[\w.]+Exception\b|^---|^\(|^[A-Z]:\\/.test(text);
