import { BOOLEAN, INTEGER, varbinary, varchar } from '../types/flinkType';
import { castSql } from '../types/castSql';
import { isCharacter } from '../types/typeFamily';
import { gives, likeFirst, named, scalar, type ToSql } from './define';
import type { BoundCall, FunctionTable } from './functionTypes';

const text = gives(() => varchar());
const integer = gives(() => INTEGER());
const boolean = gives(() => BOOLEAN());

/** The arguments as text, whatever they are. */
function texts(call: BoundCall): string[] {
	return call.args.map((arg) =>
		isCharacter(arg.type) ? arg.sql : castSql(arg.sql, arg.type, varchar(), call.session.zone),
	);
}

/** SUBSTRING counts from 1; a start of 0 means 1, a negative start counts from the end. */
const substring: ToSql = ([value, start, length]) => {
	const from = `CASE WHEN ${start} = 0 THEN 1 ELSE ${start} END`;
	return length === undefined ? `substr(${value}, ${from})` : `substr(${value}, ${from}, ${length})`;
};

const trim: ToSql = ([value, chars], call) => {
	const side = { LEADING: 'ltrim', TRAILING: 'rtrim' }[call.symbols[0] ?? ''] ?? 'trim';
	return chars === undefined ? `${side}(${value}, ' ')` : `${side}(${value}, ${chars})`;
};

const overlay: ToSql = ([value, placed, from, length]) =>
	`(left(${value}, ${from} - 1) || ${placed} || substr(${value}, ${from} + ${length ?? `length(${placed})`}))`;

/** SQL patterns of SIMILAR TO are regular expressions with % and _. */
const similar: ToSql = ([value, pattern]) =>
	`regexp_full_match(${value}, replace(replace(${pattern}, '%', '.*'), '_', '.'))`;

const length = scalar('CHARACTER', integer, ([value]) => `CAST(length(${value}) AS INTEGER)`);
const upper = scalar('CHARACTER', likeFirst, named('upper'));
const lower = scalar('CHARACTER', likeFirst, named('lower'));

/** Where a text is in another one, counted from 1 and sought from a position on; 0 where it is not. */
function positionSql(value = '', found = '', from?: string): string {
	if (from === undefined) return `CAST(instr(${value}, ${found}) AS INTEGER)`;
	const rest = `instr(substr(${value}, ${from}), ${found})`;
	return `CAST(CASE WHEN ${rest} = 0 THEN 0 ELSE ${rest} + ${from} - 1 END AS INTEGER)`;
}

export const STRING_FUNCTIONS: FunctionTable = {
	CHAR_LENGTH: length,
	CHARACTER_LENGTH: length,
	UPPER: upper,
	UCASE: upper,
	LOWER: lower,
	LCASE: lower,
	INITCAP: scalar('CHARACTER', text, ([value]) => `flink_initcap(${value})`),
	TRIM: scalar('CHARACTER, CHARACTER?', text, trim),
	LTRIM: scalar('CHARACTER, CHARACTER?', text, ([value, chars]) => `ltrim(${value}, ${chars ?? "' '"})`),
	RTRIM: scalar('CHARACTER, CHARACTER?', text, ([value, chars]) => `rtrim(${value}, ${chars ?? "' '"})`),
	BTRIM: scalar('CHARACTER, CHARACTER?', text, ([value, chars]) => `trim(${value}, ${chars ?? "' '"})`),
	SUBSTRING: scalar('CHARACTER, INTEGER, INTEGER?', text, substring),
	SUBSTR: scalar('CHARACTER, INTEGER, INTEGER?', text, substring),
	LEFT: scalar('CHARACTER, INTEGER', text, ([value, count]) => `left(${value}, greatest(${count}, 0))`),
	RIGHT: scalar('CHARACTER, INTEGER', text, ([value, count]) => `right(${value}, greatest(${count}, 0))`),
	LPAD: scalar('CHARACTER, INTEGER, CHARACTER', text, named('lpad'), 'always'),
	RPAD: scalar('CHARACTER, INTEGER, CHARACTER', text, named('rpad'), 'always'),
	REPEAT: scalar('CHARACTER, INTEGER', text, ([value, count]) => `repeat(${value}, ${count})`),
	REVERSE: scalar('CHARACTER', text, named('reverse')),
	REPLACE: scalar('CHARACTER, CHARACTER, CHARACTER', text, named('replace')),
	TRANSLATE: scalar('CHARACTER, CHARACTER, CHARACTER', text, named('translate')),
	CONCAT: scalar('ANY...', text, (_, call) => texts(call).join(' || ') || "''"),
	CONCAT_WS: scalar('CHARACTER, ANY, ANY...', text, (_, call) => `concat_ws(${texts(call).join(', ')})`),
	POSITION: scalar('CHARACTER, CHARACTER', integer, ([found, value]) => positionSql(value, found)),
	LOCATE: scalar('CHARACTER, CHARACTER, INTEGER?', integer, ([found, value, from]) =>
		positionSql(value, found, from),
	),
	INSTR: scalar('CHARACTER, CHARACTER, INTEGER?', integer, ([value, found, from]) =>
		positionSql(value, found, from),
	),
	OVERLAY: scalar('CHARACTER, CHARACTER, INTEGER, INTEGER?', text, overlay),
	ASCII: scalar('CHARACTER', integer, ([value]) => `CAST(ascii(${value}) AS INTEGER)`),
	CHR: scalar('INTEGER', text, ([code]) => `chr(CAST(${code} AS INTEGER))`),
	SPLIT_INDEX: scalar(
		'CHARACTER, CHARACTER, INTEGER',
		text,
		([value, by, index]) => `list_extract(string_split(${value}, ${by}), CAST(${index} AS INTEGER) + 1)`,
		'always',
	),
	STARTSWITH: scalar('CHARACTER, CHARACTER', boolean, named('starts_with')),
	ENDSWITH: scalar('CHARACTER, CHARACTER', boolean, named('ends_with')),
	LIKE: scalar('CHARACTER, CHARACTER, CHARACTER?', boolean, ([value, pattern, escape]) =>
		escape === undefined ? `(${value} LIKE ${pattern})` : `(${value} LIKE ${pattern} ESCAPE ${escape})`,
	),
	'SIMILAR TO': scalar('CHARACTER, CHARACTER, CHARACTER?', boolean, similar),
	ELT: scalar(
		'INTEGER, CHARACTER, CHARACTER...',
		text,
		([index, ...values]) =>
			`CASE WHEN ${index} > 0 THEN list_extract([${values.join(', ')}], CAST(${index} AS BIGINT)) END`,
		'always',
	),
	PARSE_URL: scalar(
		'CHARACTER, CHARACTER, CHARACTER?',
		text,
		([url, part, key]) => `flink_url_part(${url}, ${part}, ${key ?? "''"})`,
		'always',
	),
	URL_ENCODE: scalar('CHARACTER', text, named('flink_url_encode')),
	URL_DECODE: scalar('CHARACTER', text, named('flink_url_decode'), 'always'),
	UNHEX: scalar(
		'CHARACTER',
		gives(() => varbinary()),
		([value]) => `TRY(unhex(${value}))`,
		'always',
	),
	HEX: scalar('CHARACTER|INTEGER', text, named('hex')),
	TO_BASE64: scalar('CHARACTER', text, ([value]) => `to_base64(encode(${value}))`),
	FROM_BASE64: scalar('CHARACTER', text, ([value]) => `flink_text(from_base64(${value}))`),
	ENCODE: scalar(
		'CHARACTER, CHARACTER',
		gives(() => varbinary()),
		([value]) => `encode(${value})`,
	),
	DECODE: scalar('BINARY, CHARACTER', text, ([value]) => `flink_text(${value})`),
	UUID: scalar(
		'',
		gives(() => ({ type: 'CHAR', nullable: false, length: 36 })),
		() => 'flink_uuid(random(), random())',
		'never',
	),
};
