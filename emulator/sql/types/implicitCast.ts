import type { FlinkType } from './flinkType';
import { elementOf, fieldsOf, keyOf, valueOf } from './flinkType';
import { familyOf, integerRank, isApproximate } from './typeFamily';

function numeric(from: FlinkType, to: FlinkType): boolean {
	if (to.type === 'DECIMAL' || to.type === 'DOUBLE') return true;
	if (to.type === 'FLOAT') return from.type !== 'DOUBLE';
	return integerRank(from) >= 0 && !isApproximate(from) && integerRank(from) <= integerRank(to);
}

/** Whether a value of one type may enter a column of another without a CAST. NULLs are a matter of run time. */
export function isImplicitlyCastable(from: FlinkType, to: FlinkType): boolean {
	const source = familyOf(from);
	const target = familyOf(to);
	if (source === 'NULL') return true;
	if (source !== target) return source === 'DATE' && target === 'TIMESTAMP';
	switch (source) {
		case 'NUMERIC':
			return numeric(from, to);
		case 'ARRAY':
		case 'MULTISET':
			return isImplicitlyCastable(elementOf(from), elementOf(to));
		case 'MAP':
			return isImplicitlyCastable(keyOf(from), keyOf(to)) && isImplicitlyCastable(valueOf(from), valueOf(to));
		case 'ROW': {
			const [left, right] = [fieldsOf(from), fieldsOf(to)];
			return (
				left.length === right.length &&
				left.every((field, index) => isImplicitlyCastable(field.type, right[index]?.type ?? from))
			);
		}
		default:
			return true;
	}
}
