import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In a user folder, beside n8n's own `.n8n`: the login of its owner. */
const OWNER_FILE = 'owner.json';
/** Without those that are taken for each other. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const PASSWORD_LENGTH = 16;

/** Whether this user folder has an owner whose password is known. @param {string} home */
export function hasOwner(home) {
	return existsSync(join(home, OWNER_FILE));
}

/**
 * The owner of the n8n with this user folder. The password is made with the folder and is in no other place: whoever
 * reads this source, or has another folder, cannot sign in.
 *
 * @param {string} home
 * @returns {import('./n8nClient.mjs').Owner}
 */
export function ownerOf(home) {
	const file = join(home, OWNER_FILE);
	if (hasOwner(home)) return JSON.parse(readFileSync(file, 'utf8'));
	if (existsSync(join(home, '.n8n', 'database.sqlite'))) {
		throw new Error(`The n8n in ${home} has an owner already, whose password is not known: there is no ${OWNER_FILE}. Delete the folder to begin anew.`);
	}
	const owner = { email: 'demo@example.com', password: newPassword(), firstName: 'Demo', lastName: 'Owner' };
	mkdirSync(home, { recursive: true });
	writeFileSync(file, JSON.stringify(owner, undefined, '\t'), { mode: 0o600 });
	return owner;
}

/** Random, and as n8n wants it: a capital and a digit at least. */
function newPassword() {
	for (;;) {
		const password = Array.from({ length: PASSWORD_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
		if (/[A-Z]/.test(password) && /[a-z]/.test(password) && /\d/.test(password)) return password;
	}
}
