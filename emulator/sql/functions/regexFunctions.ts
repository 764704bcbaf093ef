import { arrayOf, BOOLEAN, INTEGER, varchar } from '../types/flinkType';
import { gives, named, scalar } from './define';
import type { FunctionTable } from './functionTypes';

const text = gives(() => varchar());
const integer = gives(() => INTEGER());
const boolean = gives(() => BOOLEAN());

/** Functions of regular expressions, which are Java's. */
export const REGEX_FUNCTIONS: FunctionTable = {
	REGEXP: scalar('CHARACTER, CHARACTER', boolean, named('flink_regexp')),
	REGEXP_REPLACE: scalar('CHARACTER, CHARACTER, CHARACTER', text, named('flink_regexp_replace')),
	REGEXP_EXTRACT: scalar(
		'CHARACTER, CHARACTER, INTEGER?',
		text,
		([value, pattern, group]) => `flink_regexp_extract(${value}, ${pattern}, ${group ?? '0'})`,
		'always',
	),
	REGEXP_SUBSTR: scalar(
		'CHARACTER, CHARACTER',
		text,
		([value, pattern]) => `flink_regexp_extract(${value}, ${pattern}, 0)`,
		'always',
	),
	REGEXP_EXTRACT_ALL: scalar(
		'CHARACTER, CHARACTER, INTEGER?',
		gives(() => arrayOf(varchar())),
		([value, pattern, group]) => `flink_regexp_extract_all(${value}, ${pattern}, ${group ?? '1'})`,
		'always',
	),
	REGEXP_COUNT: scalar('CHARACTER, CHARACTER', integer, named('flink_regexp_count'), 'always'),
	REGEXP_INSTR: scalar('CHARACTER, CHARACTER', integer, named('flink_regexp_instr'), 'always'),
};
