import { sourceTexts } from './docs/sourceTexts';

/** Words that a person can read take at most so many in a sentence. Confluent's own words, and values, are a `…` in the source. */
const MOST_WORDS = 20;

/** A colon ends a sentence where another one follows it. */
function sentencesOf(text: string): string[] {
	return text.split(/(?<=[.!?])\s+|(?<=:)\s+(?=\p{Lu})/u);
}

function wordsOf(sentence: string): number {
	return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Sentences, labels and descriptions; not ids, paths, SQL in lower case or n8n's expressions. */
function isProse(text: string): boolean {
	return /^[…'"\s.]*\p{Lu}/u.test(text) && /\S\s+\S+\s+\S/.test(text) && !text.startsWith('=');
}

const texts = [...new Set(sourceTexts('nodes', 'credentials'))].filter(isProse);

/** What reads as a translation, what n8n's guidelines avoid, and what they want instead. */
const AVOIDED: ReadonlyArray<readonly [RegExp, string]> = [
	[/\b(?:error|problem|failure|mistake)s?\b(?! code …)/i, "n8n's guidelines: say what happened and what to do"],
	[/\b(?:told|tells?|telling)\b/i, 'report, show, say'],
	[/\bas a rule\b/i, 'usually'],
	[/\bno end of its own\b/i, 'runs continuously'],
	[/\bended well\b/i, 'final status'],
	[/\b(?:is|was|be) (?:looked for|asked for)\b/i, 'look for, request'],
	[/\bthere is no such\b/i, 'not found'],
	[/\binside of\b/i, 'inside'],
	[/\b(?:belong|belongs) into\b/i, 'belongs in'],
	[/\banew\b/i, 'again'],
	[/\bof (?:it|them) (?:no|nothing)\b/i, 'say it in active voice'],
	[/\bspeaks? of\b/i, 'name, mention'],
	[/\bwhat is (?:there|watched|in them)\b/i, 'name it'],
	[/\bsee to it\b/i, 'make sure'],
	[/\bwhoever\b/i, 'name them'],
	[/\bthe one that\b/i, 'name it'],
	[/\bsuffices?\b/i, 'is enough'],
	[/\bin the clear\b/i, 'unencrypted'],
];

it('finds the words of errors and fields', () => {
	expect(texts.length).toBeGreaterThan(450);
});

it('no sentence is longer than a person reads at once', () => {
	const long = texts.flatMap(sentencesOf).filter((sentence) => wordsOf(sentence) > MOST_WORDS);
	expect(long).toEqual([]);
});

it.each(AVOIDED)('no text has %s', (avoided) => {
	expect(texts.filter((text) => avoided.test(text))).toEqual([]);
});

it.each([
	['Correct the value that the message names.', 1, 7],
	['It failed: The host … cannot be found. Run it again.', 3, 5],
])('counts the words of %j', (text, sentences, mostWords) => {
	expect(sentencesOf(text)).toHaveLength(sentences);
	expect(Math.max(...sentencesOf(text).map(wordsOf))).toBe(mostWords);
});
