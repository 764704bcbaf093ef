import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startN8n } from '../../../demo/n8n.mjs';
import { N8nClient } from '../../../demo/n8nClient.mjs';
import { hasOwner, ownerOf } from '../../../demo/owner.mjs';
import { HOMES } from '../../../demo/paths.mjs';
import { freePort } from '../../../demo/ports.mjs';

/**
 * Fills `home` with an n8n user folder whose database exists and has its owner. Creating the database takes n8n
 * some 15 seconds, so it is done once and copied.
 */
export async function fillFromTemplate(home: string, node: string, n8nVersion: string): Promise<void> {
	const template = join(HOMES, `template-${n8nVersion}`);
	if (!hasOwner(template)) await makeTemplate(template, node);
	rmSync(home, { recursive: true, force: true });
	cpSync(template, home, { recursive: true });
}

async function makeTemplate(template: string, node: string): Promise<void> {
	const draft = `${template}.${String(process.pid)}`;
	// Before n8n makes its database: a folder that has one belongs to an owner already.
	const owner = ownerOf(draft);
	const { url, process: started } = await startN8n({ home: draft, port: await freePort(), brokerPort: await freePort(), node });
	try {
		await new N8nClient(url).signIn(owner);
	} finally {
		await started.stop();
	}
	rmSync(template, { recursive: true, force: true });
	renameSync(draft, template);
}
