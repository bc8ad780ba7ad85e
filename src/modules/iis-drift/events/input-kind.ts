import type { Source } from '../../../input/source.ts';

/** What an input is to be read as. */
export type InputKind = 'events' | 'config' | 'workers';

/** The beginning of a source as text, whatever its encoding, and the source as if it had not been read. */
export async function peek(source: Source): Promise<{ head: string; again: Source }> {
  const blocks = source.blocks();
  const first = await blocks.next();
  if (first.done) return { head: '', again: source };
  const head = first.value.subarray(0, 65_536).toString('latin1').replaceAll('\0', '');
  if (source.path !== undefined) {
    await blocks.return(undefined);
    return { head, again: source };
  }
  const bytes = first.value;
  return {
    head,
    again: {
      ...source,
      async *blocks() {
        yield bytes;
        yield* blocks;
      },
    },
  };
}

/** Told by its first 64 KiB. What is nothing of the others is left to the event readers. */
export function whatIs(head: string): InputKind {
  const text = head.replace(/^[\s\u00ef\u00bb\u00bf\u00ff\u00fe]+/, '');
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
