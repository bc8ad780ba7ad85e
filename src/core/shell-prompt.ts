/** More has no command that a person typed. */
const command = String.raw` {0,3}(\S.{0,1000})$`;
/** Where little tells that it is a prompt: a command begins with a letter or a path. */
const word = ' {0,3}([A-Za-z./~_].{0,1000})$';

/** Prompts of shells as their defaults and distributions set them (PS1 of bash(1), zshmisc(1), about_Prompts of PowerShell, oh-my-zsh). */
const prompts: readonly RegExp[] = [
  // [root@n1 ~]# …, [n1 ~]$ …
  String.raw`\[(?:[^\]\s]{1,64}@[^\]]{1,100}|[\w.-]{1,64} [~/][^\]]{0,100})\] ?[$#%]${command}`,
  // root@host:~# …, (venv) me@host ~ % …
  String.raw`(?:\([\w.-]{1,40}\) ?)?[\w.-]{1,64}@[\w.-]{1,100}(?:[:~ [][^$#%>]{0,100})?(?: ?[$#%❯➜]|>)${command}`,
  // Mac:~ me$ …
  String.raw`[\w.-]{1,60}:\S{0,60} [\w.-]{1,40}[$#]${command}`,
  // host:/etc# …, :~# …
  String.raw`[\w.-]{0,64}:[~/][\w./~-]{0,100} ?[$#]${command}`,
  // ➜  ~ git:(main) ✗ …
  String.raw`➜ {1,3}\S{1,80} (?:git:\(\S{1,80}\) )?(?:✗ {0,2})?(\S.{0,1000})$`,
  // └─$ …, └──╼ #…, ╰─❯ …: second lines of Kali, Parrot and powerlevel10k
  `[└╰]─{1,3}(?:╼ ?)?[$#%❯➤]${command}`,
  // C:\> …, PS C:\Users> …, PS /home/me> …
  String.raw`(?:(?:PS )?[A-Za-z]:\\[^>]{0,120}|PS [/~][^>]{0,120})>${command}`,
  // / # …, bash-5.1$ …, ~ ❯ …, $ …, no `this.#head`
  String.raw`(?:[\w./~ -]{0,40}(?:\([\w./-]{1,60}\))? ?[$#❯➜](?= )|[$#❯➜])${word}`,
  // host% …, no `50% of`
  String.raw`(?!\d{1,3}%)[\w./~-]{0,40}%${word}`,
].map((source) => new RegExp(`^${source}`));

/**
 * What stands behind the prompt that a line begins with; undefined where none does. A line of a log may look so
 * (`retry # two`): whether it is a command of a program that one knows is for the caller to say.
 */
export function behindPrompt(line: string): string | undefined {
  for (const prompt of prompts) {
    const behind = prompt.exec(line)?.[1];
    if (behind !== undefined) return behind;
  }
  return undefined;
}

/** Whether a line is a prompt with nothing behind it. */
export const isBarePrompt = (line: string): boolean => behindPrompt(`${line} x`) === 'x';
