import { SqlError } from '../engine';
import { BOOLEAN, INTEGER, varbinary, varchar, withNullable } from '../types/flinkType';
import { commonType } from '../types/commonType';
import { familyOf, isInteger } from '../types/typeFamily';
import { gives, likeFirst, named, scalar, type ToSql } from './define';
import type { FlinkFunction, FunctionTable } from './functionTypes';

const text = gives(() => varchar());
const integer = gives(() => INTEGER());
const boolean = gives(() => BOOLEAN());

const bytes = gives(() => varbinary());

/** The separator may be the code of a character. */
const splitIndex: ToSql = ([value, by, index], { args }) =>
	`flink_split_index(${value}, ${args[1] && isInteger(args[1].type) ? `flink_chr(${by})` : by}, ${index})`;

const substring: ToSql = ([value, start, length]) =>
	length === undefined
		? `flink_substring(${value}, ${start})`
		: `flink_substring_of(${value}, ${start}, ${length})`;

const trim: ToSql = ([value, chars], call) => {
	const side = { LEADING: 'ltrim', TRAILING: 'rtrim' }[call.symbols[0] ?? ''] ?? 'trim';
	return chars === undefined ? `${side}(${value}, ' ')` : `${side}(${value}, ${chars})`;
};

const overlay: ToSql = ([value, placed, from, length]) =>
	`flink_overlay(${value}, ${placed}, ${from}, ${length ?? `length(${placed})`})`;

/** In capitals or in small letters; a CHAR stays as long as it is. */
const inCase =
	(name: string): ToSql =>
	([value], { args: [arg] }) =>
		arg?.type.type === 'CHAR' ? `left(${name}(${value}), ${arg.type.length})` : `${name}(${value})`;

const length = scalar('CHARACTER', integer, ([value]) => `CAST(length(${value}) AS INTEGER)`);

/** A part at one side; DuckDB takes a length of NULL for none. */
const side = (name: string): ToSql =>
	([value, count]) => `CASE WHEN ${count} IS NOT NULL THEN ${name}(${value}, greatest(${count}, 0)) END`;

const matching =
	(name: string): ToSql =>
	([value, pattern, escape]) =>
		escape === undefined
			? `${name}(${value}, ${pattern}, CAST(NULL AS VARCHAR))`
			: `CASE WHEN ${escape} IS NOT NULL THEN ${name}(${value}, ${pattern}, ${escape}) END`;

/** Whether a text, or bytes, begin or end with others. */
function atEdge(name: string): FlinkFunction {
	const texts = scalar('CHARACTER, CHARACTER', boolean, named(name));
	const blobs = scalar('BINARY, BINARY', boolean, (args) => `${name}(${args.map((arg) => `hex(${arg})`).join(', ')})`);
	return { kind: 'scalar', bind: (call) => texts.bind(call) ?? blobs.bind(call) };
}

/** ELT takes an INT, which has to be a place where it is a constant. */
const elt: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const [index, ...values] = call.args;
		if (!index || !['INTEGER', 'NULL'].includes(index.type.type)) return null;
		if (typeof index.literal?.value === 'string' && Number(index.literal.value) < 0)
			throw new SqlError(`Index must be an integer starting from '0', but was '${index.literal.value}'.`);
		const type = commonType(values.map((value) => value.type));
		if (!type || values.length === 0 || !['CHARACTER', 'BINARY'].includes(familyOf(type))) return null;
		const list = values.map((value) => value.sql).join(', ');
		const sql = `CASE WHEN ${index.sql} > 0 THEN list_extract([${list}], CAST(${index.sql} AS BIGINT)) END`;
		return { sql, type: withNullable(type, true) };
	},
};

export const STRING_FUNCTIONS: FunctionTable = {
	CHAR_LENGTH: length,
	CHARACTER_LENGTH: length,
	UPPER: scalar('CHARACTER', likeFirst, inCase('flink_upper')),
	LOWER: scalar('CHARACTER', likeFirst, inCase('flink_lower')),
	INITCAP: scalar('CHARACTER', text, ([value]) => `flink_initcap(${value})`),
	TRIM: scalar('CHARACTER, CHARACTER?', text, trim),
	LTRIM: scalar('CHARACTER, CHARACTER?', text, ([value, chars]) => `ltrim(${value}, ${chars ?? "' '"})`),
	RTRIM: scalar('CHARACTER, CHARACTER?', text, ([value, chars]) => `rtrim(${value}, ${chars ?? "' '"})`),
	BTRIM: scalar('CHARACTER, CHARACTER?', text, ([value, chars]) => `trim(${value}, ${chars ?? "' '"})`),
	SUBSTRING: scalar('CHARACTER, INT, INT?', text, substring, 'always'),
	SUBSTR: scalar('CHARACTER, INT, INT?', text, substring, 'always'),
	LEFT: scalar('CHARACTER, INT', text, side('left'), 'always'),
	RIGHT: scalar('CHARACTER, INT', text, side('right'), 'always'),
	LPAD: scalar('CHARACTER, INT, CHARACTER', text, (args) => `flink_pad(${args.join(', ')}, TRUE)`, 'always'),
	RPAD: scalar('CHARACTER, INT, CHARACTER', text, (args) => `flink_pad(${args.join(', ')}, FALSE)`, 'always'),
	REPEAT: scalar('CHARACTER, INT', text, ([value, count]) => `repeat(${value}, ${count})`),
	REVERSE: scalar('CHARACTER', text, named('reverse')),
	REPLACE: scalar('CHARACTER, CHARACTER, CHARACTER', text, named('flink_replace')),
	TRANSLATE: scalar('CHARACTER, CHARACTER, CHARACTER', text, named('flink_translate'), 'always'),
	CONCAT: scalar('CHARACTER, CHARACTER...', text, (values) => `(${values.join(' || ')})`),
	CONCAT_WS: scalar('CHARACTER, CHARACTER...', text, (values) => `concat_ws(${values.join(', ')}${values.length === 1 ? ', NULL' : ''})`),
	POSITION: scalar(
		'CHARACTER, CHARACTER, INT?',
		integer,
		([found, value, from]) => `flink_locate(${found}, ${value}, ${from ?? '1'})`,
	),
	LOCATE: scalar('CHARACTER, CHARACTER, INT?', integer, ([found, value, from]) =>
		`flink_locate(${found}, ${value}, ${from ?? '1'})`,
	),
	INSTR: scalar('CHARACTER, CHARACTER, INT?, INT?', integer, ([value, found, from, nth]) =>
		`flink_instr(${value}, ${found}, ${from ?? '1'}, ${nth ?? '1'})`,
	),
	OVERLAY: scalar('CHARACTER, CHARACTER, INTEGER, INTEGER?', text, overlay),
	ASCII: scalar('CHARACTER', integer, named('flink_ascii')),
	CHR: scalar('INTEGER', text, named('flink_chr'), 'always'),
	SPLIT_INDEX: scalar('CHARACTER, CHARACTER|INTEGER, INTEGER', text, splitIndex, 'always'),
	STARTSWITH: atEdge('starts_with'),
	ENDSWITH: atEdge('ends_with'),
	LIKE: scalar('CHARACTER, CHARACTER, CHARACTER?', boolean, matching('flink_like')),
	'SIMILAR TO': scalar('CHARACTER, CHARACTER, CHARACTER?', boolean, matching('flink_similar')),
	ELT: elt,
	PARSE_URL: scalar(
		'CHARACTER, CHARACTER, CHARACTER?',
		text,
		([url, part, key]) =>
			key === undefined ? `flink_url_part(${url}, ${part}, '')` : `CASE WHEN ${key} <> '' THEN flink_url_part(${url}, ${part}, ${key}) END`,
		'always',
	),
	URL_ENCODE: scalar('CHARACTER', text, named('flink_url_encode')),
	URL_DECODE: scalar('CHARACTER', text, named('flink_url_decode'), 'always'),
	UNHEX: scalar('CHARACTER', bytes, named('flink_unhex'), 'always'),
	HEX: scalar('CHARACTER|INTEGER', text, named('hex')),
	TO_BASE64: scalar('CHARACTER', text, ([value]) => `to_base64(encode(${value}))`),
	FROM_BASE64: scalar('CHARACTER', text, ([value]) => `flink_text(flink_from_base64(${value}))`),
	ENCODE: scalar('CHARACTER, CHARACTER', bytes, named('flink_encode')),
	DECODE: scalar('BINARY, CHARACTER', text, named('flink_decode')),
	UUID: scalar(
		'',
		gives(() => ({ type: 'CHAR', nullable: false, length: 36 })),
		() => 'flink_uuid(random(), random())',
		'never',
	),
};
