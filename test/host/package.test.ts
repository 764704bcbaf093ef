/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadBuiltPackage } from './package';

it('a package that is not built is refused with what to do', async () => {
	const root = await mkdtemp(path.join(tmpdir(), 'not-built-'));
	try {
		await writeFile(path.join(root, 'package.json'), JSON.stringify({ name: 'n8n-nodes-x', version: '1.0.0', n8n: { nodes: ['dist/nodes/X/X.node.js'] } }));
		await expect(loadBuiltPackage(root)).rejects.toThrow('not built, there is no dist/nodes/X/X.node.js: run "npm run build" first');
	} finally {
		await rm(root, { recursive: true });
	}
});
