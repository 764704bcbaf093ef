import { SqlError } from '../engine';
import { notSupported, validationError } from '../text/sqlErrors';
import type { Token } from '../text/token';
import { ABSENT_FUNCTIONS } from './absentFunctions';
import type { TokenStream } from './tokenStream';

const OBJECTS = ['AGENT', 'CONNECTION', 'FUNCTION', 'MODEL', 'TOOL', 'MATERIALIZED'];

/** Statements of the service, by their first word and the one of what they are about. */
const STATEMENTS: Readonly<Record<string, readonly string[]>> = {
	CREATE: OBJECTS,
	DROP: OBJECTS,
	ALTER: [...OBJECTS, 'VIEW'],
	DESCRIBE: OBJECTS,
	DESC: OBJECTS,
	SHOW: ['AGENTS', 'CONNECTIONS', 'JOBS', 'MATERIALIZED', 'MODELS', 'TOOLS'],
	'SHOW CREATE': OBJECTS,
	EXPLAIN: ['STATEMENT', 'CREATE', 'EXECUTE'],
};

/** Statements of Flink that the service has none of. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
	CREATE: ['CATALOG', 'DATABASE', 'SYSTEM', 'TEMPORARY'],
	DROP: ['CATALOG', 'DATABASE', 'SYSTEM', 'TEMPORARY'],
	ALTER: ['CATALOG', 'DATABASE'],
};

/** Throws for a statement that the service knows and this emulator does not. */
export function refuseStatement(tokens: TokenStream): void {
	const isShowCreate = tokens.at('SHOW', 'CREATE');
	const verb = isShowCreate ? 'SHOW CREATE' : tokens.peek().value;
	let ahead = isShowCreate ? 2 : 1;
	if (tokens.at('CREATE', 'OR', 'REPLACE') || tokens.at('CREATE', 'OR', 'ALTER')) ahead = 3;
	const object = tokens.peek(ahead);
	if (object.kind !== 'word' || tokens.peek().kind !== 'word') return;
	if (REFUSED[verb]?.includes(object.value)) throw new SqlError('The requested operation is not supported.');
	if (!STATEMENTS[verb]?.includes(object.value)) return;
	// DESCRIBE may mean a table of that name.
	if (verb.startsWith('DESC') && tokens.peek(ahead + 1).kind === 'end') return;
	throw notSupported(`${verb} ${object.value}${object.value === 'STATEMENT' ? ' SET' : ''}`);
}

const TABLE_CLAUSES = ['MATCH_RECOGNIZE', 'TABLESAMPLE'];

/** Throws for what may follow a table and is not in this emulator. */
export function refuseTableClause(tokens: TokenStream): void {
	const clause = TABLE_CLAUSES.find((word) => tokens.at(word));
	if (clause !== undefined) throw notSupported(clause);
}

/** Throws where a function is called that is Flink's and not in this emulator. */
export function refuseFunction(name: Token): void {
	if (name.kind !== 'word' || !ABSENT_FUNCTIONS.has(name.value)) return;
	throw validationError(name.at, `Function '${name.text}' is not in this emulator.`);
}
