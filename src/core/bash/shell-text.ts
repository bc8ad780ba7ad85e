/** A `.sh` file of functions or of a part of a script; its first paragraph is for readers and shellcheck. */
export const bodyOf = (file: string): string => file.slice(file.indexOf('\n\n') + 2).trimEnd();

/** The functions of such a file by name, each with its comment: a paragraph, which its helpers share. */
export const functionsOf = (file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    bodyOf(file)
      .split('\n\n')
      .map((part) => [/^(\w+)\(\) \{/m.exec(part)?.[1] ?? '', part]),
  );
