import type { Opener } from './block.ts';
import { maxPageLines, pageEvent, pageLine } from './page.ts';

/** `HTTP Error 500.19 - Internal Server Error`, in the languages of Windows that say it this way. */
const first =
  /^(?:HTTP Error|HTTP-Fehler|Error HTTP|Erreur HTTP|Errore HTTP|HTTP-fout) \d{3}(?:\.\d{1,2})?(?: - |\. |$)/i;
/** A detailed page says below its headline in a sentence what happened. */
const withSubtitle = /^\S.{3,12} \d{3}\.\d/;
/** The first row of its table, where the headline was left out. */
const firstRow = /^M[oó]dul[eo]?\s+IIS Web Core$/i;
/** Labels of its table, in English, German, French and Spanish. */
const names = [
  'Module|Notification|Handler|Error Code|Config (?:Error|File|Source)|Requested URL|Physical Path|Logon (?:Method|User)',
  'Modul|Benachrichtigung|Fehlercode|Konfigurations(?:fehler|datei|quelle)|Angeforderte URL|Physischer Pfad|Anmeldemethode|Benutzeranmeldung',
  "Gestionnaire|Code d['’]erreur|Erreur de configuration|Fichier de configuration|URL demandée|Chemin d['’]accès physique",
  'Módulo|Notificación|Controlador|Código de error|Error de configuración|Archivo de configuración|Dirección URL solicitada',
].join('|');
/** Labels of the page of IIS and of the ASP.NET Core Module, with their values or without. */
const label = new RegExp(
  `^(?:${names}|Request Tracing Directory|More Information|Detailed Error Information|Most likely causes|Things you can try|Common (?:causes|solutions)|Troubleshooting steps|For more information|View more information|Detaillierte Fehlerinformationen|Weitere Informationen|The requested page|Auf die angeforderte Seite|The service is unavailable|This error|Links and More)(?![\\p{L}])`,
  'iu',
);
/** A label of the table that stands alone: its value is on the next line. */
const bare = new RegExp(`^(?:${names}):?$`, 'iu');
/** A line that was wrapped: long, and without an end. */
const wrapped = /^.{60,}[^.:!?]$/u;

/** The page that a browser shows, with its labels, its causes and its bullets: one message. */
export const openErrorPage: Opener = (line, number, sink) => {
  const text = line.trim();
  const headless = firstRow.test(text);
  if (!headless && (!first.test(text) || !sink.speaks(text))) return undefined;
  const said = [pageLine(line)];
  let listed = false;
  let wanted = false;
  let lines = 1;
  return {
    format: 'message',
    take(next) {
      const more = pageLine(next);
      if (++lines > maxPageLines) return 'refused';
      if (more === '') {
        listed = false;
        return 'taken';
      }
      const bullet = /^(?:[•*·▪◦–-]|\d{1,4}:) ?/.test(more);
      const subtitle = said.length === 1 && withSubtitle.test(text) && /\.$/.test(more);
      if (!label.test(more) && !bullet && !listed && !wanted && !subtitle) return 'refused';
      if (sink.speaks(more)) return 'refused';
      wanted = bare.test(more) || wrapped.test(more);
      listed = more.endsWith(':') || (listed && !/:\s/.test(more));
      said.push(more);
      return 'taken';
    },
    // The table alone is taken for a page where a row knows what it says.
    end: () => pageEvent(said, number, sink, headless),
  };
};
