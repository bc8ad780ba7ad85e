/** Base64 of `-----BEGIN … PRIVATE KEY-----`, or of what a collector puts in its place, begins with one of these. */
const encodedKey =
  /LS0tLS1CRUdJTi(?:BQUklWQVRFIEtF|BSU0EgUFJJVkFU|BFQyBQUklWQVRF|BFTkNSWVBURUQg|BPUEVOU1NIIFBS|BQVUJMSUMgSEFMR|BXSVRISEVMRCBL|BEQU1BR0VEIEtF|BMT0NLRUQgS0VZ)[A-Za-z0-9+/=]{0,20000}/g;
const plainKey = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;
/** Fields of kubeconfigs, encryption and token files whose value is a secret. */
const secretField =
  /^([ \t-]{0,80}"?(?:client-key-data|token|password|secret|id-token|refresh-token|access-token|client-secret)"?[ \t]{0,8}:[ \t]{0,8}"?)[^\s"',}][^\n"',}]{0,20000}/gm;

/** What stands in place of a secret. It is valid base64, and no key. */
export const redacted = 'REDACTED';

/** Takes private keys, tokens and passwords out of a configuration text; lines keep their numbers. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(plainKey, (key) => `${redacted}${'\n'.repeat(key.split('\n').length - 1)}`)
    .replace(encodedKey, redacted)
    .replace(secretField, (whole, head: string) =>
      whole.slice(head.length).trim() === '' ? whole : `${head}${redacted}`,
    );
