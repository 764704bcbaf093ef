import { scanSql } from './sqlScanner';

/**
 * Whether the SQL that the service shows of a statement is the SQL that was sent for it, as far as can be told. White
 * space around SQL and semicolons behind it make no other one. A literal in whose place the service shows a mask, as it
 * does with the secrets of `CREATE CONNECTION`, may have been any.
 */
export function isSameSql(shown: string, sent: string): boolean {
	const [one, other] = [bare(shown), bare(sent)];
	return one === other || isMaskOf(one, other);
}

/** Takes time linear in the length: `/[\s;]+$/` tries anew at each blank of a long run inside of the text. */
function bare(sql: string): string {
	let end = sql.length;
	while (end > 0 && /[\s;]/.test(sql.charAt(end - 1))) end--;
	return sql.slice(0, end).trimStart();
}

/** What stands in place of a text that is not shown, `******`, `<REDACTED>`, `[masked]`, `***redacted***`. */
const MASKS: readonly RegExp[] = [
	/^[*•●]{3,}$/,
	/^[*•●]*[<[({]+(?:redacted|masked|hidden|secret)[>\])}]+[*•●]*$/i,
	/^[*•●]{2,}(?:redacted|masked|hidden|secret)[*•●]{2,}$/i,
	/^REDACTED$/,
];
/** Without quotes around them: a word alone would be a name there, and one in brackets an index. */
const MASKS_IN_CODE = /[*•●]{3,}|<(?:redacted|masked|hidden|secret)>/gi;

/** A piece of SQL: code as it is, or a literal in quotes, which as a mask may be any other. */
interface Piece {
	readonly text: string;
	readonly isLiteral: boolean;
	readonly isMask: boolean;
}

function isMaskOf(shown: string, sent: string): boolean {
	const masked = piecesOf(shown, true);
	if (!masked.some(({ isMask }) => isMask)) return false;
	const whole = piecesOf(sent, false);
	return masked.length === whole.length && masked.every((piece, index) => fits(piece, whole[index]));
}

function fits(shown: Piece, sent: Piece | undefined): boolean {
	if (sent === undefined) return false;
	return shown.isMask ? sent.isLiteral : shown.text === sent.text && shown.isLiteral === sent.isLiteral;
}

/** The literals of `sql` and the code between them, in turn; comments, quoted names and placeholders are code. */
function piecesOf(sql: string, hasMasks: boolean): Piece[] {
	const pieces = new Pieces();
	for (const { kind, start, end } of scanSql(sql)) {
		const text = sql.slice(start, end);
		if (kind === 'string') pieces.literal(text, hasMasks && isMask(text.slice(1, -1).trim()));
		else if (kind === 'code' && hasMasks) addCode(pieces, text);
		else pieces.code(text);
	}
	return pieces.all();
}

function addCode(pieces: Pieces, text: string): void {
	const masks = text.match(MASKS_IN_CODE) ?? [];
	text.split(MASKS_IN_CODE).forEach((code, index) => {
		pieces.code(code);
		const mask = masks[index];
		if (mask !== undefined) pieces.literal(mask, true);
	});
}

function isMask(text: string): boolean {
	return MASKS.some((mask) => mask.test(text));
}

/** Code and literals by turns, so that the two texts can be laid side by side. */
class Pieces {
	private readonly pieces: Piece[] = [];
	private open = '';

	code(text: string): void {
		this.open += text;
	}

	literal(text: string, isMask: boolean): void {
		this.pieces.push({ text: this.open, isLiteral: false, isMask: false }, { text, isLiteral: true, isMask });
		this.open = '';
	}

	all(): Piece[] {
		return [...this.pieces, { text: this.open, isLiteral: false, isMask: false }];
	}
}
