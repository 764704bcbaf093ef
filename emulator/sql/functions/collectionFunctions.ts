import type { Bound } from '../bound/bound';
import { SqlError } from '../engine';
import { castSql } from '../types/castSql';
import { commonType } from '../types/commonType';
import {
	arrayOf,
	elementOf,
	INTEGER,
	keyOf,
	mapOf,
	NULL_TYPE,
	rowOf,
	valueOf,
	varchar,
	withNullable,
	type FlinkType,
} from '../types/flinkType';
import { duckType } from '../types/duckType';
import { familyOf, isInteger } from '../types/typeFamily';
import { raised } from './raised';
import { gives, named, scalar, type ResultType } from './define';
import type { FlinkFunction, FunctionTable } from './functionTypes';

const casts = (args: readonly Bound[], type: FlinkType, zone: string): string[] =>
	args.map((arg) => castSql(arg.sql, arg.type, type, zone));

const arrayConstructor: FlinkFunction = {
	kind: 'scalar',
	bind({ args, session }) {
		const element = commonType(args.map((arg) => arg.type));
		if (element === null || element.type === 'NULL') return null;
		return { sql: `[${casts(args, element, session.zone).join(', ')}]`, type: arrayOf(element, false) };
	},
};

/** The last of the entries that have the same constant as key. */
function withoutRepeats(args: readonly Bound[]): readonly Bound[] {
	const repeated = (position: number): boolean =>
		args.some(
			(later, index) =>
				index > position && index % 2 === 0 && later.literal && later.sql === args[position]?.sql,
		);
	return args.filter((_, index) => !repeated(index - (index % 2)));
}

const mapConstructor: FlinkFunction = {
	kind: 'scalar',
	bind({ args: written, session }) {
		const args = withoutRepeats(written);
		const keys = args.filter((_, index) => index % 2 === 0);
		const values = args.filter((_, index) => index % 2 === 1);
		const key = commonType(keys.map((arg) => arg.type));
		const value = commonType(values.map((arg) => arg.type));
		if (!key || !value || keys.length !== values.length || keys.length === 0) return null;
		const sql = `map([${casts(keys, key, session.zone).join(', ')}], [${casts(values, value, session.zone).join(', ')}])`;
		return { sql, type: mapOf(key, value, false) };
	},
};

const rowConstructor: FlinkFunction = {
	kind: 'scalar',
	bind({ args }) {
		if (args.length === 0) return null;
		const fields = args.map((arg, index) => ({ name: `EXPR$${index}`, type: arg.type }));
		const packed = args.map(
			(arg, index) => `f${index} := ${arg.type.type === 'NULL' ? `CAST(NULL AS INTEGER)` : arg.sql}`,
		);
		return { sql: `struct_pack(${packed.join(', ')})`, type: rowOf(fields, false) };
	},
};

/** `value[index]`: from 1 in an array, by key in a map, by position in a row. */
const item: FlinkFunction = {
	kind: 'scalar',
	bind({ args: [value, index], session }) {
		if (!value || !index) return null;
		const family = familyOf(value.type);
		if (family === 'ARRAY' && isInteger(index.type) && index.type.type !== 'BIGINT') {
			if (typeof index.literal?.value === 'string' && Number(index.literal.value) < 1)
				throw new SqlError(`Array element access needs an index starting at 1 but was ${index.literal.value}.`);
			return {
				sql: `CASE WHEN ${index.sql} > 0 THEN list_extract(${value.sql}, ${index.sql}) END`,
				type: withNullable(elementOf(value.type), true),
			};
		}
		if (family === 'MAP') {
			if (commonType([keyOf(value.type), index.type]) === null) return null;
			const key = castSql(index.sql, index.type, keyOf(value.type), session.zone);
			return {
				sql: `list_extract(map_extract(${value.sql}, ${key}), 1)`,
				type: withNullable(valueOf(value.type), true),
			};
		}
		if (family === 'VARIANT') {
			const path =
				familyOf(index.type) === 'NUMERIC'
					? `'$[' || (${index.sql} - 1) || ']'`
					: `'$."' || ${index.sql} || '"'`;
			return {
				sql: `CAST(json_extract(${value.sql}, ${path}) AS VARCHAR)`,
				type: withNullable(value.type, true),
			};
		}
		return null;
	},
};

const integer = gives(() => INTEGER());
const sizes = scalar('ARRAY|MAP|MULTISET', integer, ([value], call) => {
	const name = familyOf(call.args[0]?.type ?? NULL_TYPE) === 'ARRAY' ? 'len' : 'cardinality';
	return `CAST(${name}(${value}) AS INTEGER)`;
});

const elementsOf =
	(side: (type: FlinkType) => FlinkType): ResultType =>
	(args) =>
		arrayOf(side(args[0]?.type ?? NULL_TYPE));

const mapEntries: ResultType = ([map]) => {
	const type = map?.type ?? NULL_TYPE;
	return arrayOf(
		rowOf(
			[
				{ name: 'key', type: keyOf(type) },
				{ name: 'value', type: valueOf(type) },
			],
			false,
		),
	);
};

/** The entries of all maps; of a key that several have, the last. */
const mapUnion: FlinkFunction = {
	kind: 'scalar',
	bind({ args, session }) {
		const type = commonType(args.map((arg) => arg.type));
		if (!type || familyOf(type) !== 'MAP') return null;
		const maps = casts(args, type, session.zone);
		return { sql: maps.length === 1 ? String(maps[0]) : `CASE WHEN ${maps.map((map) => `${map} IS NOT NULL`).join(' AND ')} THEN map_concat(${maps.join(', ')}) END`, type };
	},
};

export const COLLECTION_FUNCTIONS: FunctionTable = {
	ARRAY: arrayConstructor,
	MAP: mapConstructor,
	ROW: rowConstructor,
	ITEM: item,
	CARDINALITY: sizes,
	ELEMENT: scalar(
		'ARRAY',
		(args) => elementOf(args[0]?.type ?? NULL_TYPE),
		([list]) =>
			`CASE WHEN len(${list}) > 1 THEN ${raised('java.lang.RuntimeException: Array has more than one element.')} ELSE list_extract(${list}, 1) END`,
		'always',
	),
	STR_TO_MAP: scalar(
		'CHARACTER, CHARACTER?, CHARACTER?',
		gives(() => mapOf(varchar(), varchar())),
		([text, pairs, pair]) => `flink_map_of_text(${text}, ${pairs ?? "','"}, ${pair ?? "'='"})`,
	),
	MAP_FROM_ARRAYS: scalar(
		'ARRAY, ARRAY',
		([keys, values]) => mapOf(elementOf(keys?.type ?? NULL_TYPE), elementOf(values?.type ?? NULL_TYPE)),
		named('map'),
	),
	MAP_UNION: mapUnion,
	MAP_KEYS: scalar('MAP', elementsOf(keyOf), named('map_keys')),
	MAP_VALUES: scalar('MAP', elementsOf(valueOf), named('map_values')),
	MAP_ENTRIES: scalar('MAP', mapEntries, ([map], call) => {
		const type = mapEntries(call.args, call);
		return `list_transform(map_entries(${map}), lambda e: CAST(struct_pack(f0 := e.key, f1 := e.value) AS ${duckType(elementOf(type))}))`;
	}),
};
