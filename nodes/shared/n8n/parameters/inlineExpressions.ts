import { jsonText } from '../../language/jsonText';

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

/** Of a date object the text that JSON has for it, without JSON's quotes, of an invalid one nothing; of other objects their JSON. */
function asText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value);
	return jsonText(value) ?? JSON.stringify(value).replace(/^null$/, '');
}
