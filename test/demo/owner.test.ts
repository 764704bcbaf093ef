/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { PACKAGE_ROOT } from '../host/package';

interface Owner {
	readonly email: string;
	readonly password: string;
}

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'owner-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const home = (name: string) => path.join(folder, name);

/** The demo is no part of the package and not compiled: it runs in a process of its own. */
function ownerOf(directory: string): Owner {
	const module = pathToFileURL(path.join(PACKAGE_ROOT, 'demo', 'owner.mjs')).href;
	const script = `import { ownerOf } from ${JSON.stringify(module)}; console.log(JSON.stringify(ownerOf(${JSON.stringify(directory)})))`;
	return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })) as Owner;
}

it('the owner of a user folder has a password of its own, which n8n takes', () => {
	const passwords = ['a', 'b', 'c'].map((name) => ownerOf(home(name)).password);
	expect(new Set(passwords).size).toBe(3);
	for (const password of passwords) expect(password).toMatch(/^(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{16}$/);
});

it('a later start knows it, and so does a copy of the folder', () => {
	const owner = ownerOf(home('a'));
	expect(ownerOf(home('a'))).toEqual(owner);
	cpSync(home('a'), home('copy'), { recursive: true });
	expect(ownerOf(home('copy'))).toEqual(owner);
});

it('nobody else on the machine can read it', () => {
	const { password } = ownerOf(home('a'));
	const file = path.join(home('a'), 'owner.json');
	expect(readFileSync(file, 'utf8')).toContain(password);
	expect(statSync(file).mode & 0o077).toBe(0);
});

it('a folder whose owner is not known is recognized, before n8n refuses the login', () => {
	mkdirSync(path.join(home('old'), '.n8n'), { recursive: true });
	writeFileSync(path.join(home('old'), '.n8n', 'database.sqlite'), '');
	expect(() => ownerOf(home('old'))).toThrow(/has an owner already, whose password is not known.*Delete the folder/);
});
