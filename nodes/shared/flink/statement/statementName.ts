/**
 * Confluent's OpenAPI allows 100 characters, its REST guide 253, its other documentation 72: more than 100 is
 * refused before it is sent, and generated names keep to 72.
 */
export const MAX_NAME_LENGTH = 100;

/** What the REST guide allows, which is the most: no statement has a longer name. */
export const MAX_EXISTING_NAME_LENGTH = 253;

export const MAX_GENERATED_NAME_LENGTH = 72;

const NAME_PATTERN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

const HINT_LENGTH = 36;
const RANDOM_LENGTH = 12;
const RANDOM_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** What is wrong with a statement's name. */
export type NameFlaw =
	| { readonly reason: 'nameEmpty' }
	| { readonly reason: 'nameTooLong'; readonly length: number; readonly most: number }
	/** It is not made of lower-case letters, digits and hyphens, or does not begin and end with a letter or digit. */
	| { readonly reason: 'nameForm'; readonly name: string };

/** What is wrong with a name that somebody chose for a new statement; undefined when it can be sent. */
export function validateStatementName(name: string): NameFlaw | undefined {
	return flawOf(name, MAX_NAME_LENGTH);
}

/**
 * The same for the name of a statement that is there: how long one may be depends on which of Confluent's
 * documents was followed, so the longest that any of them allows is let through.
 */
export function validateExistingName(name: string): NameFlaw | undefined {
	return flawOf(name, MAX_EXISTING_NAME_LENGTH);
}

function flawOf(name: string, most: number): NameFlaw | undefined {
	if (name === '') return { reason: 'nameEmpty' };
	if (name.length > most) return { reason: 'nameTooLong', length: name.length, most };
	return NAME_PATTERN.test(name) ? undefined : { reason: 'nameForm', name };
}

export interface NameSource {
	/** What makes the names, in letters, digits and hyphens. */
	readonly prefix: string;
	/** Where the statement comes from, such as the workflow's name; reduced to letters, digits and hyphens. */
	readonly hint?: string;
	/** Epoch milliseconds. */
	readonly now: number;
	/** From 0 (inclusive) to 1 (exclusive), as `Math.random`. */
	readonly random: () => number;
}

/**
 * A name for a statement that nobody named: `<prefix>-<hint>-<UTC date>-<12 random characters>`.
 *
 * The random part alone (62 bits) keeps names apart; a time would not, since parallel items share it. The date
 * helps to find what a workflow left behind. There is no dot in it, because Confluent's SQL shell refuses dots.
 */
export function generateStatementName({ prefix, hint = '', now, random }: NameSource): string {
	const date = new Date(now).toISOString().slice(0, 10);
	return [prefix, slug(hint), date, randomText(random)].filter((part) => part !== '').join('-');
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
