import { SqlError } from '../engine';
import type { Span } from './span';

function place(at: Span): string {
	if (at.line === at.endLine && at.column === at.endColumn) {
		return `Error at or near line ${at.line}, column ${at.column}.`;
	}
	return `Error from line ${at.line}, column ${at.column} to line ${at.endLine}, column ${at.endColumn}.`;
}

/** The SQL is well formed but means nothing here: an unknown name, a type that does not fit. */
export function validationError(at: Span, cause: string): SqlError {
	return new SqlError(`SQL validation failed. ${place(at)}\n\nCaused by: ${cause}`);
}

/** The text is not SQL. `expected` lists what could have stood there. */
export function parseError(at: Span, encountered: string, expected: readonly string[]): SqlError {
	const heading = expected.length === 1 ? 'Was expecting:' : 'Was expecting one of:';
	const list = expected.map((item) => `\n    ${item} ...`).join('');
	return new SqlError(
		`SQL parse failed. Encountered "${encountered}" at line ${at.line}, column ${at.column}.` +
			(expected.length > 0 ? `\n${heading}${list}` : ''),
	);
}

/** A query stands where only a value may. */
export function illegalQuery(): SqlError {
	return new SqlError('SQL parse failed. Query expression encountered in illegal context');
}

/** SQL that the service runs and this emulator does not. */
export function notSupported(what: string): SqlError {
	return new SqlError(`${what} is not supported by this emulator.`);
}

/** A character that starts no token. */
export function lexicalError(at: Span, encountered: string, after: string): SqlError {
	return new SqlError(
		`SQL parse failed. Lexical error at line ${at.line}, column ${at.column}.  ` +
			`Encountered: ${encountered}, after : ${JSON.stringify(after)}`,
	);
}
