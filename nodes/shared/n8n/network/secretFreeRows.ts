import type { IDataObject } from 'n8n-workflow';
import { REWRITTEN, type ReadTexts } from '../../flink/rows/rowTexts';
import { redactedJson, type Redact } from '../../language/redaction';

/**
 * Rows without the credential's secret. They are looked through text by text, but for those that are known to have
 * nothing of it: of results whose pages were looked through as they came.
 *
 * @param texts what is known of the texts in them; absent where nothing is
 */
export function secretFreeRows<T extends IDataObject>(rows: readonly T[], redact: Redact, texts?: ReadTexts): readonly T[] {
	return texts !== undefined && areSecretFree(texts, redact) ? rows : redactedJson(rows, redact);
}

/**
 * Whether no text can have a piece of the secret: those of the pages are parts of texts that have none; what stands in no
 * page is looked through here; and of what numbers and times are written with none is made.
 */
function areSecretFree({ arePagesClean, areAsTheyCame, others }: ReadTexts, redact: Redact): boolean {
	return arePagesClean && areAsTheyCame && redact.atOnce?.isCleanOf(REWRITTEN) === true && others.every((text) => redact(text) === text);
}
