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
			`This passes where the table was created or dropped a moment ago: ${repeater === 'poll' ? NEXT_POLL_TRIES.toLowerCase() : 'run it again in a minute'}. If it stays so, the topic was deleted: drop the table, or create it anew.`,
	},
	{
		words: /\bonly a single statement is supported/i,
		step: () =>
			'Submit one statement at a time. Settings, SET in a workspace, belong into the option "Properties", USE into "Catalog" and "Database"; several INSERT INTO into one EXECUTE STATEMENT SET BEGIN … END.',
	},
	{
		words: /(?<!statement )\b(?:RESET|SET)\b.*\b(?:unsupported|not supported)|\b(?:unsupported|not supported)\b.*(?<!statement )\b(?:RESET|SET)\b/is,
		step: () => 'A setting is no statement here: give its name and value under the option "Properties", without SET.',
	},
];

/** What to do about words of the service that say too little of it; undefined for all others. */
export function adviceOn(words: string | undefined, repeater: Repeater): string | undefined {
	return ADVICE.find((advice) => advice.words.test(words ?? ''))?.step(repeater);
}
