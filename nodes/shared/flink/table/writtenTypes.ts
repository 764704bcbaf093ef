import type { SqlType } from '../sql/sqlType';

/** Whether a value of the type may have a MULTISET in it. */
export function hasMultiset(type: SqlType | undefined): boolean {
	switch (type?.kind) {
		case 'multiset':
			return true;
		case 'array':
			return hasMultiset(type.element);
		case 'map':
			return hasMultiset(type.key) || hasMultiset(type.value);
		case 'row':
			return type.fields.some((field) => hasMultiset(field.type));
		default:
			return false;
	}
}
