import type { Opener } from './block.ts';
import { messageOf } from './fields.ts';

/** The services of IIS, by name and by display name. */
const services =
  '(?:w3svc|was|iisadmin|World Wide Web Publishing Service|Windows Process Activation Service|IIS Admin Service)';
/** `C:\Windows>`, `PS C:\>`. */
export const prompt = /^(?:PS )?(?:[A-Z]:\\|\\\\)[^>\n]{0,200}>/i;
const commands = new RegExp(
  `^(?:net(?:\\.exe)? {1,3}(?:start|stop)|sc(?:\\.exe)? {1,3}(?:start|query(?:ex)?)|(?:Re)?Start-Service(?: -Name)?) {1,3}["']?${services}\\b|^iisreset\\b|^(?:\\S{0,200}\\\\)?appcmd(?:\\.exe)? {1,3}start {1,3}(?:apppool|site) `,
  'i',
);
const answers = new RegExp(
  `^(?:The |Windows could not start the |Could not start the |${'(?:Re)?'}Start-Service ?: .{0,40}['"])${services}\\b|^(?:Windows cannot|Failed to) start (?:the )?(?:service )?['"]?${services}\\b|^Start-(?:WebAppPool|Website|IISSite) ?: |^Attempting (?:stop|start)\\.\\.\\.$|^Internet services successfully `,
  'i',
);
/** The last that appcmd says of a start. */
const started = /^"[^"]{1,300}" successfully started\.?$/;
const maxLines = 25;

/** What `net start w3svc`, `Start-Service` and `iisreset` print, with or without the prompt: one event of these words. */
export const openCommand: Opener = (line, number, sink) => {
  const command = line.trim().replace(prompt, '').trim();
  const begins = commands.test(command) || (answers.test(command) && !sink.speaks(command));
  if (!begins || line.length > 400) return undefined;
  const said = [command];
  return {
    format: 'command-output',
    take(next) {
      const text = next.trim();
      if (prompt.test(text) || commands.test(text) || said.length >= maxLines || text.length > 400) return 'refused';
      said.push(text);
      return started.test(text) ? 'last' : 'taken';
    },
    end() {
      const { message = '' } = messageOf(said.filter((text) => text !== '').join(' '));
      if (!sink.speaks(message)) return false;
      sink.event({ id: 0, idFromWords: true, message, data: {}, line: number, time: undefined });
      return true;
    },
  };
};
