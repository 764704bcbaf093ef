import type { SelectItem } from '../../syntax/tree/ast';
import type { Bound } from '../../bound/bound';

/** A column of a select list. */
export interface BoundItem {
	readonly name: string;
	readonly bound: Bound;
	/** Null for a column that a star stands for. */
	readonly item: SelectItem | null;
}
