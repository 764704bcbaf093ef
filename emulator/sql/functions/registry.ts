import { AGGREGATE_FUNCTIONS } from './aggregateFunctions';
import { ARRAY_FUNCTIONS } from './arrayFunctions';
import { COLLECTION_FUNCTIONS } from './collectionFunctions';
import { CONDITIONAL_FUNCTIONS } from './conditionalFunctions';
import type { FlinkFunction } from './functionTypes';
import { HASH_FUNCTIONS } from './hashFunctions';
import { JSON_FUNCTIONS } from './jsonFunctions';
import { MATH_FUNCTIONS } from './mathFunctions';
import { OPERATORS } from './operators';
import { REGEX_FUNCTIONS } from './regexFunctions';
import { SESSION_FUNCTIONS } from './sessionFunctions';
import { STRING_FUNCTIONS } from './stringFunctions';
import { TIME_FUNCTIONS } from './timeFunctions';
import { WINDOW_FUNCTIONS } from './windowFunctions';

const FUNCTIONS = new Map<string, FlinkFunction>(
	[
		STRING_FUNCTIONS,
		MATH_FUNCTIONS,
		TIME_FUNCTIONS,
		JSON_FUNCTIONS,
		CONDITIONAL_FUNCTIONS,
		ARRAY_FUNCTIONS,
		COLLECTION_FUNCTIONS,
		REGEX_FUNCTIONS,
		HASH_FUNCTIONS,
		AGGREGATE_FUNCTIONS,
		WINDOW_FUNCTIONS,
		SESSION_FUNCTIONS,
	].flatMap((table) => Object.entries(table)),
);
const OPERATOR_MAP = new Map<string, FlinkFunction>(Object.entries(OPERATORS));

/** A function or operator by its name in capitals. */
export function functionNamed(name: string): FlinkFunction | undefined {
	return OPERATOR_MAP.get(name) ?? FUNCTIONS.get(name);
}

export const isOperator = (name: string): boolean => OPERATOR_MAP.has(name);

/** The names that SHOW FUNCTIONS lists. */
export function functionNames(): string[] {
	return [...FUNCTIONS.keys()].filter((name) => /^[A-Z0-9_]+$/.test(name)).sort();
}
