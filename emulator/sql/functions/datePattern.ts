import { SqlError } from '../engine';

/** Java's runs of date letters as strftime writes them. */
const RUNS: Readonly<Record<string, string>> = {
	...{ y: '%Y', yy: '%y', yyyy: '%Y', u: '%Y', uu: '%y', uuuu: '%Y' },
	...{ M: '%-m', MM: '%m', MMM: '%b', MMMM: '%B', d: '%-d', dd: '%d', D: '%-j', DDD: '%j' },
	...{ E: '%a', EE: '%a', EEE: '%a', EEEE: '%A', a: '%p' },
	...{ H: '%-H', HH: '%H', h: '%-I', hh: '%I', m: '%-M', mm: '%M', s: '%-S', ss: '%S' },
	...{ SSS: '%g', SSSSSS: '%f', SSSSSSSSS: '%n' },
};

/** Letters that Java's patterns have and strftime has no equal of. */
const JAVA_LETTERS = 'GuyYDMLdQqwWEecFaBhKkHmsSAnNVvzOXxZ';

/** A run of one letter as strftime writes it. */
function letters(run: string): string {
	const known = RUNS[run];
	if (known !== undefined) return known;
	throw new SqlError(
		JAVA_LETTERS.includes(run.charAt(0))
			? `The date pattern '${run}' is not in this emulator.`
			: `java.lang.IllegalArgumentException: Unknown pattern letter: ${run.charAt(0)}`,
	);
}

function quotedText(pattern: string, start: number): { text: string; next: number } {
	let text = '';
	let position = start + 1;
	while (position < pattern.length) {
		if (pattern[position] !== "'") text += pattern[position];
		else if (pattern[position + 1] === "'") {
			text += "'";
			position += 1;
		} else return { text, next: position + 1 };
		position += 1;
	}
	return { text, next: position };
}

/**
 * Rewrites a pattern of Java's DateTimeFormatter (`yyyy-MM-dd`) for DuckDB's strftime and strptime. Throws `SqlError`
 * for a letter that Java does not know, and for one that DuckDB does not.
 */
export function datePattern(pattern: string): string {
	let rewritten = '';
	let position = 0;
	while (position < pattern.length) {
		const [run] = /^([A-Za-z])\1*/.exec(pattern.slice(position)) ?? [];
		if (run !== undefined) {
			rewritten += letters(run);
			position += run.length;
		} else if (pattern[position] === "'") {
			const { text, next } = quotedText(pattern, position);
			rewritten += (text || "'").replace(/%/g, '%%');
			position = next;
		} else {
			rewritten += pattern[position] === '%' ? '%%' : pattern[position];
			position += 1;
		}
	}
	return rewritten;
}
