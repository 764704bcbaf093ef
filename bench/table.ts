import type { Table } from './bench';

/** The table in Markdown, its columns aligned for a terminal as well. */
export function tableText({ caption, columns, rows }: Table): string {
	const cells = rows.map((row) => row.map(String));
	const widths = columns.map((column, index) =>
		Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)),
	);
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
	const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
	return [caption, '', line(columns), rule, ...cells.map(line)].join('\n');
}

export function thousands(value: number): string {
	return Math.round(value).toLocaleString('en-US');
}

export function mebibytes(bytes: number): string {
	return `${Math.round(bytes / 2 ** 20)} MiB`;
}

/** The middle of the values; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((left, right) => left - right);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	if (low === undefined || high === undefined) throw new Error('The median of nothing is not defined');
	return (low + high) / 2;
}
