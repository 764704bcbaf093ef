import { SECRET_MASK } from '../../language/withoutSecrets';

const SECRETS = 'sql.secrets.';

/** Characters by which a name may be mistyped and still be meant as one of a secret: Confluent's CLI allows as many. */
const MOST_TYPOS = 2;

/** Shorter values are words of any text: masked there, they would make it unreadable and hide nothing. */
const SHORTEST_SECRET = 6;

/**
 * Whether the value of a property is a secret: those of `sql.secrets.*`. As in Confluent's CLI capitals do not
 * count, and a name that nearly begins so, such as `sql.secret.key`, was meant as one.
 */
export function isSecretProperty(name: string): boolean {
	const plain = name.trim().toLowerCase();
	if (plain.startsWith('sql.secret')) return true;
	const [one, two, ...rest] = plain.split('.');
	return rest.length > 0 && isWithin(`${one ?? ''}.${two ?? ''}.`, SECRETS, MOST_TYPOS);
}

/** The properties as they may be shown. */
export function shownProperties(properties: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, isSecretProperty(name) ? SECRET_MASK : value]));
}

/** The secrets among properties that a text may quote, the longest first: one may be a part of another. */
export function secretsIn(properties: Readonly<Record<string, string>>): string[] {
	return Object.entries(properties)
		.filter(([name, value]) => isSecretProperty(name) && value.length >= SHORTEST_SECRET)
		.map(([, value]) => value)
		.sort((a, b) => b.length - a.length);
}

/** Whether so many insertions, deletions or replacements (two) of a character make one text of the other. */
function isWithin(one: string, other: string, most: number): boolean {
	if (most < 0) return false;
	if (one === '' || other === '') return one.length + other.length <= most;
	if (one[0] === other[0]) return isWithin(one.slice(1), other.slice(1), most);
	return isWithin(one.slice(1), other, most - 1) || isWithin(one, other.slice(1), most - 1) || isWithin(one.slice(1), other.slice(1), most - 2);
}
