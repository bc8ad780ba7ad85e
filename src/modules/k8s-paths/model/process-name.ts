/** The program of a command line, without its folder. */
export const argvName = (argv: readonly string[]): string => (argv[0] ?? '').replace(/^.*\//, '').replace(/:$/, '');
