/**
 * Confluent's OpenAPI allows 100 characters, its REST guide 253, its other documentation 72: more than 100 is
 * refused before it is sent, and generated names keep to 72.
 */
export const MAX_NAME_LENGTH = 100;

export const MAX_GENERATED_NAME_LENGTH = 72;

const NAME_PATTERN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

const PREFIX = 'n8n';
const HINT_LENGTH = 36;
const RANDOM_LENGTH = 12;
const RANDOM_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * What is wrong with a name that somebody chose for a new statement, as a sentence for a person; `undefined` when
 * the name can be sent.
 */
export function validateStatementName(name: string): string | undefined {
	if (name === '') return 'The statement name is empty.';
	if (name.length > MAX_NAME_LENGTH) {
		return `The statement name has ${name.length} characters; at most ${MAX_NAME_LENGTH} are allowed.`;
	}
	return validateExistingName(name);
}

/**
 * The same for the name of a statement that is there: how long one may be depends on which of Confluent's
 * documents was followed, so any length is let through.
 */
export function validateExistingName(name: string): string | undefined {
	if (name === '') return 'The statement name is empty.';
	if (!NAME_PATTERN.test(name)) {
		return `The statement name "${name}" is not valid. Use lower-case letters, digits and hyphens, such as "daily-orders-1"; it has to begin and end with a letter or digit.`;
	}
	return undefined;
}

export interface NameSource {
	/** Where the statement comes from, such as the workflow's name; reduced to letters, digits and hyphens. */
	readonly hint?: string;
	/** Epoch milliseconds. */
	readonly now: number;
	/** From 0 (inclusive) to 1 (exclusive), as `Math.random`. */
	readonly random: () => number;
}

/**
 * A name for a statement that nobody named: `n8n-<hint>-<UTC date>-<12 random characters>`.
 *
 * The random part alone (62 bits) keeps names apart; a time would not, since parallel items share it. The date
 * helps to find what a workflow left behind. There is no dot in it, because Confluent's SQL shell refuses dots.
 */
export function generateStatementName({ hint = '', now, random }: NameSource): string {
	const date = new Date(now).toISOString().slice(0, 10);
	return [PREFIX, slug(hint), date, randomText(random)].filter((part) => part !== '').join('-');
}

function slug(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, HINT_LENGTH)
		.replace(/^-+|-+$/g, '');
}

function randomText(random: () => number): string {
	return Array.from({ length: RANDOM_LENGTH }, () =>
		RANDOM_ALPHABET.charAt(Math.floor(random() * RANDOM_ALPHABET.length)),
	).join('');
}
