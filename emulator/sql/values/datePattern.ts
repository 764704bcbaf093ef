import { SqlError } from '../engine';

/** A run of one letter of a pattern, or text that stands for itself. */
export type PatternPart =
	| { readonly letter: string; readonly count: number }
	| { readonly text: string };

const ILLEGAL = 'java.lang.IllegalArgumentException: ';
/** How often a letter may stand in a run of java.time's patterns; letters without a limit are padded to the run. */
const LIMITS: Readonly<Record<string, number>> = {
	...{ G: 5, Q: 5, q: 5, M: 5, L: 5, E: 5, e: 5, c: 5, a: 1, d: 2, h: 2, H: 2, K: 2, k: 2, m: 2, s: 2 },
	...{ D: 3, F: 1, w: 2, W: 1, S: 9, z: 4, O: 4, X: 5, x: 5, Z: 5 },
};
const UNLIMITED = 'uyYAnNg';
/** Letters that Java has and the emulator leaves out. */
const OTHERS = 'pVBvg';

/**
 * Reads a pattern of java.time's DateTimeFormatter. Throws `SqlError` for what is none, and for letters that are not
 * in this emulator.
 */
export function datePattern(pattern: string): readonly PatternPart[] {
	const parts: PatternPart[] = [];
	let at = 0;
	while (at < pattern.length) {
		const char = pattern[at] ?? '';
		const [run] = /^([A-Za-z])\1*/.exec(pattern.slice(at)) ?? [];
		if (run !== undefined) {
			parts.push(letterRun(run));
			at += run.length;
		} else if (char === "'") {
			const { text, next } = quotedText(pattern, at);
			parts.push({ text });
			at = next;
		} else {
			if ('{}#'.includes(char)) throw new SqlError(`${ILLEGAL}Pattern includes reserved character: '${char}'`);
			if ('[]'.includes(char)) throw new SqlError(`The optional section of the date pattern '${pattern}' is not in this emulator.`);
			parts.push({ text: char });
			at += 1;
		}
	}
	return parts;
}

function letterRun(run: string): PatternPart {
	const letter = run.charAt(0);
	const limit = LIMITS[letter];
	if (OTHERS.includes(letter)) throw new SqlError(`The date pattern '${run}' is not in this emulator.`);
	if (limit === undefined && !UNLIMITED.includes(letter)) throw new SqlError(`${ILLEGAL}Unknown pattern letter: ${letter}`);
	if (run.length > (limit ?? 19) || (letter === 'c' && run.length === 2))
		throw new SqlError(`${ILLEGAL}Too many pattern letters: ${letter}`);
	return { letter, count: run.length };
}

function quotedText(pattern: string, start: number): { text: string; next: number } {
	let text = '';
	let at = start + 1;
	while (at < pattern.length) {
		if (pattern[at] !== "'") text += pattern[at];
		else if (pattern[at + 1] === "'") {
			text += "'";
			at += 1;
		} else return { text: text || "'", next: at + 1 };
		at += 1;
	}
	throw new SqlError(`${ILLEGAL}Pattern ends with an incomplete string literal: ${pattern}`);
}
