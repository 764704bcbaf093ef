/** Letters of the secret in a row that are never quoted: one fewer may be shown. */
const PIECE = 4;

/** Letters of the secret in a row by which a value that looks right is known to be it. */
const KNOWN_BY = 8;

/** Somebody may have pasted a page. */
const LOOKED_AT = 2_000;

/** How Confluent's newer secrets begin. */
const NEWER_SECRET = /cflt[A-Za-z0-9+/]{16}/i;

/** Letters in a row without a hyphen or point, which IDs, regions and hosts have. */
const RUN = /[A-Za-z0-9+/=_]{8,}/g;

/**
 * Whether a value that is wrong for its field may be a secret, the credential's own or another one: then it is
 * described and not quoted.
 *
 * @param secret the credential's own; empty where it has none
 */
export function mayBeSecret(value: string, secret: string): boolean {
	const text = value.slice(0, LOOKED_AT);
	if (hasPieceOf(secret, text, PIECE)) return true;
	return [...text.matchAll(RUN)].some(([run]) => {
		const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(run)).length;
		return kinds === 3 || (kinds === 2 && run.length >= 16);
	});
}

/**
 * Whether a value that would do for its field is a secret all the same: it would become a part of a host's name.
 *
 * @param within the index before which the secret has to begin
 */
export function isSecret(value: string, secret: string, within = value.length): boolean {
	const newer = NEWER_SECRET.exec(value);
	return (newer !== null && newer.index < within) || hasPieceOf(secret, value, KNOWN_BY, within);
}

/** Whether `text` has `length` letters of the secret in a row, capitals or not, that begin before the index `within`. */
function hasPieceOf(secret: string, text: string, length: number, within = text.length): boolean {
	const [whole, shown] = [secret.toLowerCase(), text.toLowerCase()];
	for (let at = 0; at + length <= shown.length && at < within; at++) {
		if (whole.includes(shown.slice(at, at + length))) return true;
	}
	return false;
}
