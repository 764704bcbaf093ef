/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../engine';
import type { Token } from './token';
import { tokenize } from './tokenizer';

const ONE_STATEMENT =
	'Only a single statement is supported at a time. Multiple INSERT INTO statements can be wrapped into a STATEMENT SET.';

/** The refusal of more than one statement: the service knows no scripts, nor SET and USE before a statement. */
export function onlyOneStatement(): SqlError {
	return new SqlError(ONE_STATEMENT);
}

/** Whether the text has more than one statement. A semicolon within `STATEMENT SET BEGIN … END` ends none. */
export function hasSeveralStatements(sql: string): boolean {
	const tokens = tokensOf(sql);
	let depth = 0;
	const ending = tokens.findIndex((token, index) => {
		if (token.kind === 'word') depth = depthAfter(depth, tokens.slice(Math.max(0, index - 2), index + 1));
		return depth === 0 && isSemicolon(token);
	});
	return ending !== -1 && tokens.slice(ending).some((token) => token.kind !== 'end' && !isSemicolon(token));
}

/** None of text that is no SQL: that is for a parser to say. */
function tokensOf(sql: string): Token[] {
	try {
		return tokenize(sql);
	} catch (error) {
		if (error instanceof SqlError) return [];
		throw error;
	}
}

/** @param last the last three tokens */
function depthAfter(depth: number, last: readonly Token[]): number {
	const word = last.at(-1)?.value;
	if (depth === 0) return last.map(({ value }) => value).join(' ') === 'STATEMENT SET BEGIN' ? 1 : 0;
	if (word === 'CASE') return depth + 1;
	return word === 'END' ? depth - 1 : depth;
}

function isSemicolon({ kind, text }: Token): boolean {
	return kind === 'symbol' && text === ';';
}
