/** How a setting of the kubelet is written: as a key of YAML, a value of JSON, or a flag in a unit or a file of variables. */
export type Writing = 'yaml' | 'json' | 'flag';

const flagFiles =
  /^\/etc\/(?:default|sysconfig|conf\.d)\/|\/systemd\/|^\/proc\/|\/environment$|\.(?:env|service|args)$/;

/** By the name of the file, which kubelet and systemd tell apart as well. */
export const writingOf = (file: string): Writing =>
  file.endsWith('.json') ? 'json' : flagFiles.test(file) ? 'flag' : 'yaml';

/** Data and step that write another value of a flag, which stands as `--flag=value`. */
export const flagAsText = (file: string, flag: string, old: string, right: string) => ({
  data: { FILE: file, OLD: `${flag}=${old}`, RIGHT: `${flag}=${right}` },
  steps: 'edit "$FILE" replace_text "$OLD" "$RIGHT"',
});

/** Data and step that write another path, wherever it is set: as a key, with its quotes in JSON, or as a flag. */
export function pathAsText(
  file: string,
  { key, flag }: { readonly key: string; readonly flag: string },
  old: string,
  right: string,
) {
  const how = writingOf(file);
  if (how === 'flag') return flagAsText(file, flag, old, right);
  if (how === 'json')
    return {
      data: { FILE: file, OLD: `"${old}"`, RIGHT: `"${right}"` },
      steps: 'edit "$FILE" replace_text "$OLD" "$RIGHT"',
    };
  return { data: { FILE: file, RIGHT: right }, steps: `edit "$FILE" ${key} "$RIGHT"` };
}
