/** An expression in double braces, the shortest one that closes; `}` may stand inside it. */
const INLINE_EXPRESSION = /\{\{([\s\S]*?)\}\}/g;

/**
 * Resolves `{{ … }}` in a fixed text. The editor previews such expressions, but n8n evaluates only parameters
 * that are expressions as a whole.
 *
 * Every expression is evaluated once, in the text as the user wrote it: braces that come out of one stay text.
 *
 * @param evaluate gives the value of one expression, braces included
 */
export function resolveInlineExpressions(text: string, evaluate: (expression: string) => unknown): string {
	return text.replace(INLINE_EXPRESSION, (expression) => asText(evaluate(expression)));
}

function asText(value: unknown): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
