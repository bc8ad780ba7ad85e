/** Codes about whom files belong to: only root can give files to others, and its fixes give them to root. */
const ownershipCodes: readonly string[] = ['PATH119', 'PATH136', 'PATH139', 'PATH150', 'PATH196'];

/** What the tests of a code need: the PKI of a host is made with openssl. */
export const partsFor = (code: string): readonly string[] =>
  ownershipCodes.includes(code) ? ['openssl', 'root'] : ['openssl'];
