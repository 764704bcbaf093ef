import { SqlError } from '../engine';
import { notSupported } from '../text/sqlErrors';
import type { Grammar } from './grammar';
import { parseColumn, parseOptions, parseWatermark } from './parseTableDefinition';
import type { AlterTable, TableAlteration } from './tree/statementAst';

const SYSTEM_WATERMARK =
	'All tables declare a system-provided watermark by default. Use ALTER TABLE MODIFY for custom watermarks.';

/** `ALTER TABLE t …`; views have no alterations but a new name. */
export function parseAlterTable(grammar: Grammar): AlterTable {
	const { tokens } = grammar;
	tokens.expect('ALTER', 'TABLE');
	tokens.accept('IF', 'EXISTS');
	return { kind: 'ALTER_TABLE', path: tokens.path(), alteration: parseAlteration(grammar) };
}

function parseAlteration(grammar: Grammar): TableAlteration {
	const { tokens } = grammar;
	if (tokens.accept('SET')) return { kind: 'set', options: parseOptions(tokens) };
	if (tokens.accept('RESET'))
		return { kind: 'reset', keys: tokens.parenthesized(() => tokens.stringLiteral()) };
	if (tokens.accept('ADD')) return parseAdd(grammar);
	if (tokens.accept('MODIFY')) return parseModify(grammar);
	if (tokens.accept('DROP')) {
		if (tokens.accept('WATERMARK')) return { kind: 'watermark', watermark: null };
		tokens.accept('COLUMN');
		const columns = tokens.at('(') ? tokens.parenthesized(() => tokens.identifier()) : [tokens.identifier()];
		return { kind: 'drop', columns };
	}
	if (tokens.accept('RENAME', 'TO')) {
		tokens.path();
		return { kind: 'rename' };
	}
	if (tokens.accept('RENAME')) {
		tokens.identifier();
		tokens.expect('TO');
		tokens.identifier();
		return { kind: 'rename' };
	}
	throw tokens.unexpected(['"ADD"', '"DROP"', '"MODIFY"', '"RENAME"', '"SET"', '"RESET"']);
}

function parseAdd(grammar: Grammar): TableAlteration {
	const { tokens } = grammar;
	if (tokens.at('WATERMARK')) throw new SqlError(SYSTEM_WATERMARK);
	if (tokens.at('PRIMARY') || tokens.at('CONSTRAINT')) throw notSupported('ALTER TABLE … ADD PRIMARY KEY');
	tokens.accept('COLUMN');
	const columns = tokens.at('(') ? tokens.parenthesized(() => parseColumn(grammar)) : [parseColumn(grammar)];
	return { kind: 'add', columns };
}

function parseModify(grammar: Grammar): TableAlteration {
	const { tokens } = grammar;
	if (tokens.at('(') && tokens.peek(1).value !== 'WATERMARK') {
		const [first] = tokens.parenthesized(() => parseColumn(grammar));
		if (first) return { kind: 'columnType', column: first.name };
	}
	if (tokens.accept('(')) {
		const watermark = parseWatermark(grammar);
		tokens.expect(')');
		return { kind: 'watermark', watermark };
	}
	return { kind: 'watermark', watermark: parseWatermark(grammar) };
}
