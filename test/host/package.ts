/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

/** The project's root: what n8n would find as the installed package. */
export const PACKAGE_ROOT = path.resolve(__dirname, '..', '..');

/** Loads the built package exactly as n8n does. @throws Error where it is not built */
export async function loadBuiltPackage(root = PACKAGE_ROOT): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(root);
	const missing = loader.packageJson.n8n?.nodes?.find((file) => !existsSync(path.join(root, file)));
	if (missing !== undefined) throw new Error(`The package is not built, there is no ${missing}: run "npm run build" first`);
	await loader.loadAll();
	return loader;
}

/** Loads the TypeScript sources behind the paths in package.json, with n8n's own loader. */
export function loadSources(): PackageDirectoryLoader {
	const loader = new PackageDirectoryLoader(PACKAGE_ROOT);
	const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
	const source = (file: string) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	for (const file of nodes) loader.loadNodeFromFile(source(file), loader.packageJson.version);
	for (const file of credentials) loader.loadCredentialFromFile(source(file));
	return loader;
}
