/** What prompts call a host, a pattern a kind; `src/core/shell-prompt.ts` tells what is one. */
const names: readonly RegExp[] = [
  // root@web1:~# / [root@web1 ~]# / me@web1>
  /^(?:\([\w.-]{1,40}\) ?)?\[?[\w.-]{1,64}@(?<name>[\w.-]{1,100})/,
  // [web1 ~]$
  /^\[(?<name>[\w.-]{1,64}) [~/]/,
  // Mac:~ me$ / web1:/etc#
  /^(?<name>[\w.-]{1,64}):[~/]/,
  // web1% / web1# , and no bash-5.1$
  /^(?!(?:ba|da|a|z|k)?sh(?:-[\d.]{1,6})? ?[#$])(?<name>[a-zA-Z][\w.-]{0,63}) ?[#$%>]/,
];

/** Prompts that name no host; those of the same shell look the same. */
const shells: readonly (readonly [prompt: RegExp, name: string])[] = [
  [/^(?:PS )?[A-Za-z]:\\/, '\0windows'],
  [/^(?:ba|da|a|z|k)?sh(?:-[\d.]{1,6})? ?[#$]/, '\0sh'],
  [/^[~/]\S{0,40} [#$]/, '\0/'],
];

/** The host that a prompt names; of one that names none a word that begins with NUL. */
export function promptName(prompt: string): string {
  for (const [shell, name] of shells) if (shell.test(prompt)) return name;
  for (const one of names) {
    const name = one.exec(prompt)?.groups?.['name'];
    if (name !== undefined) return name.toLowerCase();
  }
  return '\0$';
}
