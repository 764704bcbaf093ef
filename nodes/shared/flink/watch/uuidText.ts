const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

const EVERY_UUID = new RegExp(UUID, 'g');
const WHOLE_UUID = new RegExp(`^${UUID.source}$`);

/** Whether `text` is one UUID in lower case, the form whose short form can be turned back. */
export function isUuid(text: string): boolean {
	return WHOLE_UUID.test(text);
}

/** The 36 characters of a UUID as the 22 of base64url. */
export function shortUuid(uuid: string): string {
	return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The UUID that a short form stands for. */
export function longUuid(short: string): string {
	const hex = Buffer.from(short, 'base64url').toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Replaces every UUID inside a longer text. */
export function replaceUuids(text: string, replacement: (uuid: string) => string): string {
	return text.replace(EVERY_UUID, replacement);
}
