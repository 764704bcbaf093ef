/** Characters of a cell that are shown. */
const WIDEST = 72;

/** @param {unknown} value */
function cellText(value) {
	if (value === undefined || value === null) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const line = text.replace(/\s+/g, ' ');
	return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}

/**
 * Rows as an aligned text table, its columns those of the first row.
 *
 * @param {ReadonlyArray<Record<string, unknown>>} rows
 * @returns {string}
 */
export function formatTable(rows) {
	const columns = Object.keys(rows[0] ?? {});
	const lines = [columns, ...rows.map((row) => columns.map((column) => cellText(row[column])))];
	const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
	const format = (/** @type {string[]} */ cells) => `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
	const [header = [], ...body] = lines;
	return [format(header), format(widths.map((width) => '-'.repeat(width))), ...body.map(format)].join('\n');
}
