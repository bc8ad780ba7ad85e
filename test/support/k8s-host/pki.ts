import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a certificate is for, as kubeadm fills the fields. */
export interface CertificateRequest {
  /** `/O=system:masters/CN=kubernetes-admin`. */
  readonly subject: string;
  /** Extended key usage: `serverAuth`, `clientAuth` or both. */
  readonly usage: string;
  /** `DNS:kubernetes,IP:10.96.0.1`. */
  readonly san?: string;
  /** `YYYYMMDDHHMMSSZ`. */
  readonly from: string;
  readonly until: string;
}

const config = `[ca]
default_ca=own
[own]
database=index
new_certs_dir=.
rand_serial=yes
unique_subject=no
default_md=sha256
policy=any
copy_extensions=none
[any]
countryName=optional
organizationName=optional
commonName=supplied
[authority]
basicConstraints=critical,CA:TRUE
keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign
subjectKeyIdentifier=hash
`;

/** Runs openssl in a folder with its own little CA database. */
function inWorkshop<T>(use: (openssl: (...words: string[]) => void, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'diag-pki-'));
  try {
    writeFileSync(join(folder, 'index'), '');
    return use((...words) => void execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' }), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function write(path: string, content: Buffer, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode });
}

/** Makes `PATH.crt` and `PATH.key` of a self-signed authority. */
export function makeAuthority(path: string, name: string, from: string, until: string): void {
  inWorkshop((openssl, folder) => {
    writeFileSync(join(folder, 'cnf'), config);
    openssl('req', '-new', ...newKey, '-keyout', 'key', '-subj', `/CN=${name}`, '-out', 'csr');
    const period = ['-startdate', from, '-enddate', until];
    openssl(
      ...['ca', '-config', 'cnf', '-batch', '-notext', '-selfsign', '-keyfile', 'key', '-in', 'csr', '-out', 'crt'],
      ...['-extensions', 'authority', ...period],
    );
    write(`${path}.crt`, readFileSync(join(folder, 'crt')), 0o644);
    write(`${path}.key`, readFileSync(join(folder, 'key')), 0o600);
  });
}

/** Makes `PATH.crt` and `PATH.key`, signed by the authority at `ca`. */
export function makeCertificate(path: string, ca: string, request: CertificateRequest): void {
  const { subject, usage, san, from, until } = request;
  inWorkshop((openssl, folder) => {
    const names = san === undefined ? '' : `subjectAltName=${san}\n`;
    const leaf = `[leaf]\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=${usage}\nauthorityKeyIdentifier=keyid\n${names}`;
    writeFileSync(join(folder, 'cnf'), config + leaf);
    openssl('req', '-new', ...newKey, '-keyout', 'key', '-subj', subject, '-out', 'csr');
    const signer = ['-cert', `${ca}.crt`, '-keyfile', `${ca}.key`];
    openssl(
      ...['ca', '-config', 'cnf', '-batch', '-notext', ...signer, '-in', 'csr', '-out', 'crt', '-extensions', 'leaf'],
      ...['-startdate', from, '-enddate', until],
    );
    write(`${path}.crt`, readFileSync(join(folder, 'crt')), 0o644);
    write(`${path}.key`, readFileSync(join(folder, 'key')), 0o600);
  });
}
