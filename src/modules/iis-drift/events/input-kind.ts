/** What an input is to be read as. */
export type InputKind = 'events' | 'config' | 'workers';

/** So much of an input tells what it is. */
export const headBytes = 65_536;

/** Told by how an input begins, whatever its encoding. What is nothing of the others is left to the event readers. */
export function whatIs(head: Buffer): InputKind {
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^[\s\u00ef\u00bb\u00bf\u00ff\u00fe]+/, '');
  if (text.startsWith('<') && !/<Event[s>\s]/.test(text)) {
    return /<(?:configuration|system\.applicationHost|applicationPools|recycling|periodicRestart|configurationRedirection|add)\b/.test(
      text,
    )
      ? 'config'
      : 'events';
  }
  if (/^[ \t]*APPPOOL\.NAME:"/m.test(text)) return 'config';
  return /CreationDate/.test(text) && /w3wp/i.test(text) ? 'workers' : 'events';
}
