import type { TableColumn } from '../../../nodes/shared/flink/table/tableColumn';

/** A column that is written, may be NULL and is nothing else, but for what is said. */
export function columnOf(name: string, typeText: string, others: Partial<TableColumn> = {}): TableColumn {
	return { name, typeText, nullable: true, isKey: false, isMetadata: false, isVirtual: false, isPersisted: true, isHidden: false, comment: null, ...others };
}
