/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = path.join(__dirname, '..');

type Imports = ReadonlyMap<string, readonly string[]>;

/** Every source of the emulator with those that it imports, be it for a type alone. */
function allImports(): Imports {
	const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !/^(test|node_modules)\b/.test(file));
	return new Map(
		files.map((file) => {
			const imported = preProcessFile(readFileSync(path.join(ROOT, file), 'utf8')).importedFiles
				.filter(({ fileName }) => fileName.startsWith('.'))
				.map(({ fileName }) => `${path.join(path.dirname(file), fileName)}.ts`);
			return [file, imported];
		}),
	);
}

/** The circles and what lies between them: a file that imports none of the rest, or that none of it imports, is in no circle. */
function circular(imports: Imports): Imports {
	const imported = new Set([...imports.values()].flat());
	const rest = [...imports].filter(([file, files]) => imported.has(file) && files.some((other) => imports.has(other)));
	return rest.length === imports.size ? imports : circular(new Map(rest));
}

describe('imports in the emulator', () => {
	const imports = allImports();

	it('are all found', () => {
		expect(imports.get('server/emulator.ts')).toContain('cloud/world.ts');
		const missing = [...imports.values()].flat().filter((file) => !existsSync(path.join(ROOT, file)));
		expect(missing).toEqual([]);
	});

	// Lint has a rule for the others, but passes over imports of types.
	it('lead nowhere in a circle, those of types included', () => {
		expect([...circular(imports).keys()]).toEqual([]);
	});
});
