import type { Opener } from './block.ts';
import { maxPageLines, pageEvent, pageLine } from './page.ts';

/** `Server Error in '/' Application.`, in the languages of the .NET Framework that say it this way. */
const first =
  /^(?:Server Error in ['"].{1,200}['"] Application\.|Serverfehler in der Anwendung ["'].{1,200}["']\.|Erreur du serveur dans l['’]application ['"].{1,200}['"]\.|Error de servidor en la aplicación ['"].{1,200}['"]\.)$/i;
/** What stands on the page below the error: its labels, the source with line numbers, the frames of its stack. */
const label =
  /^(?:Description|Beschreibung|Descripción|Exception Details|Parser Error|Parserfehler|Compiler Error|Compilerfehler|Configuration Error|Konfigurationsfehler|Compilation Error|Kompilierungsfehler|Parser Error Message|Parserfehlermeldung|Compiler Error Message|Compilerfehlermeldung|Message d['’]erreur|Mensaje de error|Erreur de configuration|Error de configuración|Source Error|Quellfehler|Source File|Quelldatei|Stack Trace|Stapelüberwachung|Version Information|Versionsinformation|Line \d|Zeile \d)/i;
/** Frames of a stack, and versions in brackets. */
const frame = /^(?:at |\[|in )/;

/** The page that ASP.NET shows for an error: one message, if it is one that a row knows. */
export const openAspNetPage: Opener = (line, number, sink) => {
  const text = line.trim();
  if (!first.test(text)) return undefined;
  const said = [text];
  let lines = 1;
  return {
    format: 'message',
    take(next) {
      const more = pageLine(next);
      if (++lines > maxPageLines) return 'refused';
      if (more === '') return 'taken';
      // The line below the headline says which error it is, in any words.
      if (said.length > 1 && !label.test(more) && !frame.test(more)) return 'refused';
      said.push(more);
      return 'taken';
    },
    end: () => pageEvent(said, number, sink, true),
  };
};
