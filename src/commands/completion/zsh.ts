import { choicesOf, type Vocabulary } from './vocabulary.ts';

/** For zsh 5; `source <(diag completion zsh)` after compinit, or as `_diag` in a folder of fpath. */
export function zsh(words: Vocabulary): string {
  const { global, commands, values } = words;
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const described = (list: readonly { readonly word: string; readonly says: string }[]) =>
    list.map(({ word, says }) => quoted(`${word.replaceAll(':', '\\:')}:${says}`)).join(' ');
  const options = (list: (typeof global)[number][]) =>
    described(list.map(({ flag, description }) => ({ word: flag, says: description })));
  return `#compdef diag
# diag completion for zsh: source <(diag completion zsh)
_diag() {
  local command='' word
  local -a own arguments
  for word in \${words[2,CURRENT-1]}; do
    case $word in
      ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;
    esac
  done
  case \${words[CURRENT-1]} in
${choicesOf(words)
  .map(({ flag, choices }) => `    ${flag}) compadd -- ${choices.join(' ')}; return ;;`)
  .join('\n')}
  esac
  case $command in
    '') arguments=(${described(commands.map(({ name, summary }) => ({ word: name, says: summary })))}) ;;
${commands
  .map(
    ({ name, options: own }) =>
      `    ${name}) own=(${options([...own])}); arguments=(${(values[name] ?? []).map(quoted).join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    own+=(${options([...global])})
    _describe -o option own
  elif (( \${#arguments} )); then
    _describe argument arguments
  else
    _files
  fi
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then _diag "$@"; else compdef _diag diag; fi
`;
}
