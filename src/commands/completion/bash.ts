import { choicesOf, type Vocabulary } from './vocabulary.ts';

/** For bash 4 and later; `source <(diag completion bash)`. */
export function bash(words: Vocabulary): string {
  const { global, commands, values } = words;
  const flags = (options: readonly { readonly flag: string }[]) => options.map(({ flag }) => flag).join(' ');
  const names = commands.map(({ name }) => name);
  return `# diag completion for bash: source <(diag completion bash)
_diag() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' word options='' arguments=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join(' | ')}) command=$word; break ;;
    esac
  done
  case $previous in
${choicesOf(words)
  .map(
    ({ flag, choices }) =>
      `    ${flag}) mapfile -t COMPREPLY < <(compgen -W '${choices.join(' ')}' -- "$current"); return ;;`,
  )
  .join('\n')}
  esac
  case $command in
    '') arguments='${names.join(' ')}' ;;
${commands
  .map(
    ({ name, options }) => `    ${name}) options='${flags(options)}' arguments='${(values[name] ?? []).join(' ')}' ;;`,
  )
  .join('\n')}
  esac
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options ${flags(global)}" -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$arguments" -- "$current") ;;
  esac
}
complete -o default -F _diag diag
`;
}
