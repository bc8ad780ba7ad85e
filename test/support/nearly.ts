import fc from 'fast-check';

/**
 * Texts that a pattern matches, but for boundaries and looking around, which the generator does not know; nothing for
 * a pattern of which it does not know more.
 */
export function nearly(pattern: RegExp): fc.Arbitrary<string> {
  const source = pattern.source.replace(/\\b|\(\?<?[=!](?:[^()[\]]|\[[^\]]*\]|\((?:[^()[\]]|\[[^\]]*\])*\))*\)/g, '');
  try {
    return fc.stringMatching(new RegExp(source, 's'), { maxLength: 400 });
  } catch {
    return fc.constant('');
  }
}
