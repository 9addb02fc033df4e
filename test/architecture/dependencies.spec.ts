import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runProgram } from '../setup/command.js';

const REGISTRY = 'https://registry.npmjs.org/';
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

it('every dependency is one version and no range, and the one that is locked', () => {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(wanted.filter(([, version]) => !EXACT.test(version))).toEqual([]);
  expect(wanted.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
});

it('every locked package has a digest, and comes from nowhere but the registry', () => {
  const others = Object.entries(lock.packages).filter(
    ([path, { resolved = REGISTRY, integrity = '' }]) =>
      path !== '' && !(resolved.startsWith(REGISTRY) && integrity.startsWith('sha512-')),
  );
  expect(others.map(([path]) => path)).toEqual([]);
});

it('npm makes a bill of materials with everything that is shipped', async () => {
  const environment = Object.entries(process.env).map(([name, value = '']) => [name, value] as const);
  const { code, stdout } = await runProgram('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: process.cwd(),
    environment: Object.fromEntries(environment),
  });
  expect(code).toBe(0);
  const bill: { bomFormat: string; components: { name: string; version: string }[] } = JSON.parse(stdout);
  expect(bill.bomFormat).toBe('CycloneDX');
  const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  expect(Object.entries(manifest.dependencies).filter(([name, version]) => !listed.has(`${name}@${version}`))).toEqual(
    [],
  );
});
