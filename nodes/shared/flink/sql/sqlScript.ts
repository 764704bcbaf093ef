import { FactsError } from '../../language/factsError';
import { scanSql, type SqlTokenKind } from './sqlScanner';

export const CURRENT_CATALOG = 'sql.current-catalog';
export const CURRENT_DATABASE = 'sql.current-database';

/** SQL as it stands in an editor: settings, and the statement they are for. */
export interface SqlScript {
	/** The statement, without the settings before it and without white space at its ends. */
	readonly sql: string;
	/** What SET and USE said, as names and values of properties; empty where there is none. */
	readonly settings: Readonly<Record<string, string>>;
}

/** Why SQL cannot be sent as one statement and its properties. */
export type ScriptFacts =
	/** There is nothing but settings (so many), comments and semicolons. */
	| { readonly reason: 'noStatement'; readonly settings: number }
	| { readonly reason: 'severalStatements'; readonly count: number }
	| { readonly reason: 'settingAfterStatement'; readonly verb: 'SET' | 'USE' }
	/** It is a SET or USE in no form that Confluent's editors take. */
	| { readonly reason: 'settingForm'; readonly verb: 'SET' | 'USE' }
	/** `SET` alone, with which a shell lists its settings. */
	| { readonly reason: 'settingsAsked' }
	| { readonly reason: 'resetSetting' }
	/** A setting of Confluent's SQL shell, `client.…`, which no statement has. */
	| { readonly reason: 'shellSetting'; readonly name: string }
	/** `BEGIN STATEMENT SET; … END;`, as Flink's own shell writes a statement set. */
	| { readonly reason: 'shellStatementSet' };

export class SqlScriptError extends FactsError<ScriptFacts> {}

/** Whether a setting is one of Confluent's SQL shell, and no property of a statement. */
export function isShellSetting(name: string): boolean {
	return /^\s*client\./i.test(name);
}

/**
 * Reads the SET and USE that SQL begins with. Confluent's editors and shell take them for settings of the client,
 * and send them as properties with the statement that follows; the service itself runs one statement and knows
 * neither. SQL without any is left as it is.
 *
 * - A later setting replaces an earlier one, and `USE CATALOG` takes back the database, as in the shell.
 * - A semicolon ends a statement wherever it stands in code, except within `STATEMENT SET BEGIN … END`.
 *
 * @param sql without placeholders
 * @throws SqlScriptError for anything but settings and one statement after them
 */
export function readScript(sql: string): SqlScript {
	const all = statementsIn(sql);
	const first = all.findIndex((statement) => !isSetting(statement));
	const leading = first === -1 ? all : all.slice(0, first);
	const settings = leading.reduce(withSetting, new Map<string, string>());
	const [statement, ...others] = all.slice(leading.length);
	if (statement === undefined) throw new SqlScriptError({ reason: 'noStatement', settings: leading.length });
	assertAlone(statement, others);
	return { sql: (leading.length === 0 ? sql : sql.slice(statement.start)).trim(), settings: Object.fromEntries(settings) };
}

/** A word, a character between words, or a quoted text with its quotes. */
interface Lexeme {
	readonly kind: SqlTokenKind | 'word';
	/** As it was written. */
	readonly text: string;
	/** Words in upper case, as SQL compares them; all else as it was written. */
	readonly upper: string;
	readonly start: number;
	readonly end: number;
}

interface StatementText {
	/** Offset behind the semicolon before it. */
	readonly start: number;
	/** Never empty. */
	readonly lexemes: readonly Lexeme[];
}

const LEXEME = /[\p{L}\p{N}_$]+|\S/gu;

/** All that is no comment and no white space. */
function lexemesOf(sql: string): Lexeme[] {
	return scanSql(sql).flatMap(({ kind, start, end }): Lexeme[] => {
		const source = sql.slice(start, end);
		if (kind === 'comment') return [];
		if (kind !== 'code') return [{ kind, text: source, upper: source, start, end }];
		return [...source.matchAll(LEXEME)].map(({ 0: text, index }) => {
			const isWord = /^[\p{L}\p{N}_$]/u.test(text);
			return { kind: isWord ? 'word' : 'code', text, upper: isWord ? text.toUpperCase() : text, start: start + index, end: start + index + text.length };
		});
	});
}

/** The statements of a script, empty ones left out. */
function statementsIn(sql: string): StatementText[] {
	const statements: StatementText[] = [];
	let [start, depth]: [number, number] = [0, 0];
	let lexemes: Lexeme[] = [];
	const close = (next: number) => {
		if (lexemes.length > 0) statements.push({ start, lexemes });
		[start, lexemes] = [next, []];
	};
	for (const lexeme of lexemesOf(sql)) {
		if (depth === 0 && lexeme.kind === 'code' && lexeme.text === ';') close(lexeme.end);
		else {
			depth = depthAfter(depth, lexeme, lexemes);
			lexemes.push(lexeme);
		}
	}
	close(sql.length);
	return statements;
}

/** How deep in a statement set the text is after a lexeme: CASE ends with END too. */
function depthAfter(depth: number, { kind, upper }: Lexeme, before: readonly Lexeme[]): number {
	if (kind !== 'word') return depth;
	if (depth === 0) return upper === 'BEGIN' && isWords(before.slice(-2), ['STATEMENT', 'SET']) ? 1 : 0;
	if (upper === 'CASE') return depth + 1;
	return upper === 'END' ? depth - 1 : depth;
}

function isWords(lexemes: readonly Lexeme[], words: readonly string[]): boolean {
	return lexemes.length === words.length && lexemes.every(({ kind, upper }, index) => kind === 'word' && upper === words[index]);
}

function verbOf({ lexemes: [first] }: StatementText): string {
	return first?.kind === 'word' ? first.upper : '';
}

function isSetting(statement: StatementText): boolean {
	return ['SET', 'USE', 'RESET'].includes(verbOf(statement));
}

function assertAlone(statement: StatementText, others: readonly StatementText[]): void {
	if (isWords(statement.lexemes.slice(0, 3), ['BEGIN', 'STATEMENT', 'SET'])) throw new SqlScriptError({ reason: 'shellStatementSet' });
	const real = others.filter((other) => !isSetting(other));
	if (real.length > 0) throw new SqlScriptError({ reason: 'severalStatements', count: real.length + 1 });
	const [setting] = others;
	if (setting === undefined) return;
	const verb = verbOf(setting);
	throw new SqlScriptError(verb === 'RESET' ? { reason: 'resetSetting' } : { reason: 'settingAfterStatement', verb: verb === 'USE' ? verb : 'SET' });
}

function withSetting(settings: Map<string, string>, statement: StatementText): Map<string, string> {
	const rest = statement.lexemes.slice(1);
	switch (verbOf(statement)) {
		case 'RESET':
			throw new SqlScriptError({ reason: 'resetSetting' });
		case 'USE':
			return withPlace(settings, rest);
		default:
			return withProperty(settings, rest);
	}
}

/** `SET 'name' = 'value'` */
function withProperty(settings: Map<string, string>, lexemes: readonly Lexeme[]): Map<string, string> {
	if (lexemes.length === 0) throw new SqlScriptError({ reason: 'settingsAsked' });
	const [key, equals, value, ...more] = lexemes;
	const [name, content] = [stringContent(key)?.trim(), stringContent(value)];
	if (name === undefined || name === '' || equals?.text !== '=' || content === undefined || more.length > 0) throw badForm('SET');
	if (isShellSetting(name)) throw new SqlScriptError({ reason: 'shellSetting', name });
	return settings.set(name, content);
}

/** `USE CATALOG catalog`, `USE database` or `USE catalog.database` */
function withPlace(settings: Map<string, string>, lexemes: readonly Lexeme[]): Map<string, string> {
	const isCatalog = isWords(lexemes.slice(0, 1), ['CATALOG']);
	const names = namesIn(isCatalog ? lexemes.slice(1) : lexemes);
	if (names === undefined || names.length > (isCatalog ? 1 : 2)) throw badForm('USE');
	const [one = '', two] = names;
	const [catalog, database] = isCatalog ? [one, undefined] : two === undefined ? [undefined, one] : [one, two];
	if (catalog !== undefined) settings.set(CURRENT_CATALOG, catalog).delete(CURRENT_DATABASE);
	return database === undefined ? settings : settings.set(CURRENT_DATABASE, database);
}

/** The content of a closed string of quotes; undefined for anything else. */
function stringContent(lexeme: Lexeme | undefined): string | undefined {
	if (lexeme?.kind !== 'string' || !/^'(?:[^']|'')*'$/.test(lexeme.text)) return undefined;
	return lexeme.text.slice(1, -1).replaceAll("''", "'");
}

/** Names with dots between them; undefined where something else stands there. */
function namesIn(lexemes: readonly Lexeme[]): string[] | undefined {
	const parts: Lexeme[][] = [[]];
	for (const lexeme of lexemes) {
		if (lexeme.kind === 'code' && lexeme.text === '.') parts.push([]);
		else parts.at(-1)?.push(lexeme);
	}
	const names = parts.map(nameIn).filter((name) => name !== undefined);
	return names.length === parts.length ? names : undefined;
}

/** One name: in backticks, or bare, in which the shell takes hyphens too, as ids and cluster names have them. */
function nameIn(lexemes: readonly Lexeme[]): string | undefined {
	const [first] = lexemes;
	if (first === undefined) return undefined;
	if (first.kind === 'quotedIdentifier') {
		return lexemes.length === 1 && /^`(?:[^`]|``)+`$/.test(first.text) ? first.text.slice(1, -1).replaceAll('``', '`') : undefined;
	}
	const isOneWord = first.kind === 'word' && lexemes.every(({ kind, text, start }, index) => (kind === 'word' || text === '-') && (index === 0 || start === lexemes[index - 1]?.end));
	return isOneWord ? lexemes.map(({ text }) => text).join('') : undefined;
}

function badForm(verb: 'SET' | 'USE'): SqlScriptError {
	return new SqlScriptError({ reason: 'settingForm', verb });
}
