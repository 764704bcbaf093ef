/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { atPlace, product, quotient } from '../../values/bigDecimal';
import { isExactNumber, parseDouble, wholeNumber } from '../../values/numberText';
import { JavaRandom } from '../../values/javaRandom';
import { SqlError } from '../../engine';
import { textOf, type Definitions } from './definition';

/** What a text is read as; one that is no number is an error. */
function required<T>(value: T | null, text: string): T {
	if (value !== null) return value;
	const reason = text.trim() === '' ? 'Input is empty' : 'Invalid character found';
	throw new SqlError(`java.lang.NumberFormatException: For input string: '${text.trim()}'. ${reason}.`);
}

/** The generators of RAND in the order of their rows. */
const seeded = new Map<string, { readonly random: JavaRandom; next: number }>();

/** The generator of a seed at a row of a batch of rows: the rows of a query draw from it one after the other. */
function randomAt(key: string, seed: number, row: number): JavaRandom {
	const known = seeded.get(key);
	if (known?.next === row && row > 0) {
		known.next += 1;
		return known.random;
	}
	const random = new JavaRandom(seed);
	seeded.set(key, { random, next: row + 1 });
	return random;
}

/** Numbers as Flink reckons with them. */
/** Digits of a DECIMAL that Flink keeps in a long; it reads texts of longer ones in another way. */
const COMPACT_DIGITS = 18;

/** Flink counts a zero before the point as a digit, for which a DECIMAL(2, 2) has no room. */
function countsZeroBeforePoint(digits: string, precision: number, scale: number): boolean {
	return precision === scale && precision <= COMPACT_DIGITS && /^[+-]?0/.test(digits);
}

export const NUMBER_DEFINITIONS: Definitions = {
	flink_decimal_quotient: {
		parameterTypes: [VARCHAR, VARCHAR, INTEGER, INTEGER],
		of: ([left, right, precision, scale]) => quotient(textOf(left), textOf(right), Number(precision), Number(scale)),
	},
	flink_decimal_product: {
		parameterTypes: [VARCHAR, VARCHAR, INTEGER, INTEGER],
		of: ([left, right, precision, scale]) => product(textOf(left), textOf(right), Number(precision), Number(scale)),
	},
	flink_round: {
		parameterTypes: [VARCHAR, INTEGER, BOOLEAN],
		of([value, place, isCut]) {
			if (/[a-df-z]/i.test(textOf(value))) throw new SqlError('java.lang.NumberFormatException: Infinite or NaN');
			return atPlace(textOf(value), Number(place), isCut === true);
		},
	},
	flink_whole_number: { parameterTypes: [VARCHAR], of: ([text]) => required(wholeNumber(textOf(text)), textOf(text)) },
	flink_double: {
		parameterTypes: [VARCHAR],
		returnType: DOUBLE,
		of: ([text]) => required(parseDouble(textOf(text)), textOf(text)),
	},
	flink_decimal: {
		parameterTypes: [VARCHAR, INTEGER, INTEGER],
		of([value, precision, scale]) {
			const text = textOf(value);
			const digits = required(isExactNumber(text) ? text.trim() : null, text);
			const fitted = product(digits, '1', Number(precision), Number(scale));
			if (fitted === null || countsZeroBeforePoint(digits, Number(precision), Number(scale)))
				throw new SqlError(`java.lang.NumberFormatException: For input string: '${text}'. Overflow.`);
			return fitted;
		},
	},
	flink_rand: {
		parameterTypes: [INTEGER],
		returnType: DOUBLE,
		volatile: true,
		of: ([seed], row) => randomAt(`rand ${String(seed)}`, Number(seed), row).nextDouble(),
	},
	flink_rand_integer: {
		parameterTypes: [INTEGER, INTEGER],
		returnType: INTEGER,
		volatile: true,
		of([seed, bound], row) {
			if (Number(bound) <= 0) throw new SqlError('java.lang.IllegalArgumentException: bound must be positive');
			return randomAt(`integer ${String(seed)}`, Number(seed), row).nextInt(Number(bound));
		},
	},
};
