import { plain } from './read.ts';
import type { Session } from './session.ts';
import { isProgram } from './voices.ts';

/** Whether a text has what network tools said at a terminal, beside the commands that led there. */
export const hasSession = (session: Session): boolean => {
  const { commands, own, said, lines, understood } = session;
  if (isKernelLog(session)) return true;
  if (hasProgram(session) || isOfLibrary(session)) return true;
  return commands > 0 ? said.length > 0 || understood > commands : said.length > 0 && own * 2 >= lines;
};

/** A stack trace that somebody pasted, not a log. */
const mostLines = 80;

/** Whether no more is in a text than what a program's library says of a connection that failed. */
export const isOfLibrary = ({ libraries, commands, others, said, lines, understood }: Session): boolean =>
  libraries > 0 &&
  commands + others === 0 &&
  said.some(({ row }) => !plain.has(row.means)) &&
  (lines <= mostLines || understood * 2 >= lines);

/** Whether a program that needs the network says what went wrong, or that the network is not what did. */
const hasProgram = ({ said, asks }: Session): boolean =>
  said.some(({ ask, row }) => (!plain.has(row.means) || row.own === true) && isProgram(asks[ask]?.command ?? ''));

const ofLog = /^(?:kernel|daemon|wireguard-no|nginx|apache|haproxy)-/;

/** A log of the kernel, a daemon or a proxy in which a fault of the network stands. */
const isKernelLog = ({ said, kernel, lines }: Session): boolean =>
  kernel * 2 >= lines && said.some(({ row }) => ofLog.test(row.id) && row.means !== 'shown');

/** Whether a text is such a session: commands and pages of network tools, or among others one of them that failed. */
export function isSession(session: Session): boolean {
  if (!hasSession(session) || isOfLibrary(session)) return false;
  if (isKernelLog(session)) return true;
  const { asks, said, devices, others, commands, lines, understood } = session;
  const isMostly =
    others === 0
      ? understood * 4 >= lines
      : said.length + devices.length > 0 && others <= commands && understood * 2 >= lines;
  return (
    isMostly || hasProgram(session) || said.some(({ ask, row }) => !plain.has(row.means) && asks[ask]?.command !== '')
  );
}
