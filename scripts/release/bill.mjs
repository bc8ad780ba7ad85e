// What is inside, as a CycloneDX bill of materials.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const hex = (integrity) => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
const spdxId = /^[A-Za-z0-9.-]+$/;

/** A bill in the form of CycloneDX 1.5; the same for the same contents. `debian`: versions by package, of the image. */
export function billOfMaterials({ version, epoch, packages, runtimes, debian }) {
  const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const npm = packages.map(({ folder, name, version: release, license }) => ({
    type: 'library',
    'bom-ref': `pkg:npm/${name.replace('@', '%40')}@${release}`,
    name,
    version: release,
    licenses: [spdxId.test(license) ? { license: { id: license } } : { expression: license }],
    purl: `pkg:npm/${name.replace('@', '%40')}@${release}`,
    hashes: [{ alg: 'SHA-512', content: hex(locked[folder].integrity) }],
  }));
  const node = Object.entries(runtimes)
    .filter(([platform]) => platform !== 'version')
    .map(([, { package: name, integrity }]) => ({
      type: 'platform',
      'bom-ref': `pkg:npm/${name}@${runtimes.version}`,
      name,
      version: runtimes.version,
      licenses: [{ license: { id: 'MIT' } }],
      purl: `pkg:npm/${name}@${runtimes.version}`,
      hashes: [{ alg: 'SHA-512', content: hex(integrity) }],
    }));
  const libraries = Object.entries(debian).map(([name, release]) => ({
    type: 'library',
    'bom-ref': `pkg:deb/debian/${name}@${encodeURIComponent(release)}`,
    name,
    version: release,
    purl: `pkg:deb/debian/${name}@${encodeURIComponent(release)}?arch=amd64`,
  }));
  const components = [...npm, ...node, ...libraries];
  const digest = createHash('sha256').update(JSON.stringify({ version, components })).digest('hex');
  const uuid = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
  const self = {
    type: 'application',
    'bom-ref': 'diag',
    name: 'diag',
    version,
    licenses: [{ license: { id: 'MIT' } }],
  };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    metadata: { timestamp: new Date(epoch * 1000).toISOString(), component: self },
    components,
    dependencies: [{ ref: 'diag', dependsOn: npm.map((one) => one['bom-ref']) }],
  };
}
