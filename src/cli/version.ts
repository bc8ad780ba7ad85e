/** Replaced at build time by the version of package.json. */
declare const DIAG_VERSION: string;

export const version: string = DIAG_VERSION;
export const tool = { name: 'diag', version } as const;
