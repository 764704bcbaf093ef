import { arrayOf, BOOLEAN, INTEGER, varchar } from '../types/flinkType';
import { gives, named, scalar, type ToSql } from './define';
import type { FunctionTable } from './functionTypes';

const text = gives(() => varchar());
const integer = gives(() => INTEGER());
const boolean = gives(() => BOOLEAN());

const extract: ToSql = ([value, pattern, group]) =>
	`CASE WHEN regexp_matches(${value}, ${pattern}) THEN regexp_extract(${value}, ${pattern}, ${group ?? '0'}) END`;

/** Functions of regular expressions: RE2's, which know no look-around and no back references. */
export const REGEX_FUNCTIONS: FunctionTable = {
	REGEXP: scalar('CHARACTER, CHARACTER', boolean, named('regexp_matches')),
	REGEXP_LIKE: scalar('CHARACTER, CHARACTER', boolean, named('regexp_matches')),
	REGEXP_REPLACE: scalar(
		'CHARACTER, CHARACTER, CHARACTER',
		text,
		([value, pattern, by]) =>
			`regexp_replace(${value}, ${pattern}, regexp_replace(${by}, '\\$([0-9])', '\\\\\\1', 'g'), 'g')`,
	),
	REGEXP_EXTRACT: scalar('CHARACTER, CHARACTER, NUMERIC?', text, extract, 'always'),
	REGEXP_SUBSTR: scalar('CHARACTER, CHARACTER', text, extract, 'always'),
	REGEXP_EXTRACT_ALL: scalar(
		'CHARACTER, CHARACTER, NUMERIC?',
		gives(() => arrayOf(varchar())),
		([value, pattern, group]) => `regexp_extract_all(${value}, ${pattern}, ${group ?? '1'})`,
		'always',
	),
	REGEXP_COUNT: scalar(
		'CHARACTER, CHARACTER',
		integer,
		([value, pattern]) => `CAST(len(regexp_extract_all(${value}, ${pattern})) AS INTEGER)`,
		'always',
	),
	REGEXP_INSTR: scalar(
		'CHARACTER, CHARACTER',
		integer,
		([value, pattern]) =>
			`CAST(CASE WHEN regexp_matches(${value}, ${pattern}) THEN length(regexp_replace(${value}, '(?:' || ${pattern} || ')(?s:.*)', '')) + 1 WHEN ${value} IS NOT NULL AND ${pattern} IS NOT NULL THEN 0 END AS INTEGER)`,
		'always',
	),
};
