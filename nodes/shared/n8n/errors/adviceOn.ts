import { NEXT_POLL_TRIES, type Repeater } from './words';

interface Advice {
	/** The service's words. */
	readonly words: RegExp;
	readonly step: (repeater: Repeater) => string;
}

const ADVICE: readonly Advice[] = [
	{
		words: /kafka topic\b.*\bdoes not exist\b.*\btry again later/is,
		step: (repeater) =>
			`This is normal for a few seconds after a table is created or dropped: ${repeater === 'poll' ? NEXT_POLL_TRIES.toLowerCase() : 'run it again in a minute'}. If it persists, the topic was deleted: drop the table or create it again.`,
	},
	{
		words: /\bonly a single statement is supported/i,
		step: () =>
			"Submit one statement at a time. Put settings (SET) into 'Properties', and USE into 'Catalog' and 'Database'. Wrap several INSERT INTO in one EXECUTE STATEMENT SET BEGIN … END.",
	},
	{
		words: /(?<!statement )\b(?:RESET|SET)\b.*\b(?:unsupported|not supported)|\b(?:unsupported|not supported)\b.*(?<!statement )\b(?:RESET|SET)\b/is,
		step: () => "Settings are not statements here: enter the name and value under 'Properties', without SET.",
	},
	{
		// A name of three parts is full already; functions of the service need none.
		words: /\btable \(or view\) '(?!(?:[^'.]*\.){2})[^']*' does not exist\b.*\bcurrent database ''|\bcurrent, valid (?:catalog|database) has not been set\b/is,
		step: () => "Write the full name, as catalog.database.table, or set 'Default Database' in the credential.",
	},
	{
		words: /\btable \(or view\) '.*' does not exist\b/is,
		step: () => 'Check the name of the table. Flink Table → Get Many lists the tables that this key may read.',
	},
	{
		words: /\bcolumn '.*' not found in\b/is,
		step: () => 'Check the name of the column. Flink Table → Get Schema lists the columns of a table.',
	},
];

/** What to do about words of the service that say too little of it; undefined for all others. */
export function adviceOn(words: string | undefined, repeater: Repeater): string | undefined {
	return ADVICE.find((advice) => advice.words.test(words ?? ''))?.step(repeater);
}
