import { markdownFiles, read, withoutCode } from './markdown';
import { sourceTexts } from './sourceTexts';

/** Pages that show users what they see on the screen. */
const pages = markdownFiles().filter((page) => /^(README|SECURITY)\.md$|^docs\/[^/]+\.md$/.test(page) && !/architecture|testing/.test(page));
const own = new Set(sourceTexts('nodes', 'credentials'));
const given = [...own, ...new Set(sourceTexts('emulator'))];

/** What others show: no source of this repository has it. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
	'n8n, about this package': ['Actions', 'Connect to Confluent Cloud', 'Connect to Confluent Flink', 'Flink Statement Tool', 'Flink Table Tool', 'On failed', 'Triggers'],
	n8n: [
		'⋯', 'Active', 'Add credential', 'Add first step', 'Add to workflow', 'AI Agent', 'Allowed HTTP Request Domains', 'Community Nodes', 'Connection tested successfully',
		"Couldn't connect", 'Crashed', 'Create new credential', 'Credentials', 'Error', 'Execute step', 'Fetch Test Event', 'Import from File', 'Install', 'Loop Over Items',
		'Map Automatically', 'Map Each Column Manually', 'More details', 'On Error', 'Publish', 'Remove Duplicates', 'Retry', 'Retry On Fail', 'Schedule Trigger', 'Set Automatically', 'Set Manually', 'Settings', 'Tool', 'Tool Description',
		'Trigger manually', 'Wait',
	],
	"Confluent's console": ['Add API key', 'API keys', 'Cloud API key', 'Cloud resource management', 'Environments', 'Flink', 'Flink API key', 'Global', 'Global API key', 'My account', 'Organization settings', 'Service account'],
	"Confluent's roles": ['FlinkAdmin'],
	GitHub: ['Report a vulnerability', 'Security'],
	'names in the examples': ['Confluent Cloud account', 'Confluent Flink account', 'One a Second', 'Run Query', 'SMTP account', 'Slack account'],
};

const foreign = Object.values(FOREIGN).flat();
const quoted = pages.flatMap((page) => labelsIn(read(page)).map((label) => ({ page, label })));

it('are quoted', () => expect(quoted.length).toBeGreaterThan(200));

it.each(pages)('%s quotes labels that are there', (page) => {
	const unknown = quoted.filter((each) => each.page === page && !own.has(each.label) && !foreign.includes(each.label)).map(({ label }) => label);
	expect(unknown).toEqual([]);
});

it('of others are quoted still, and are not among those of this package', () => {
	expect(foreign.filter((label) => !quoted.some((each) => each.label === label))).toEqual([]);
	expect(foreign.filter((label) => own.has(label))).toEqual([]);
});

it.each(pages)('%s quotes sentences that the nodes can give', (page) => {
	const prose = read(page).replace(/^```[\s\S]*?^```/gm, '').replace(/^\| `.*$/gm, '');
	const spans = [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map((match) => match[1] ?? '').filter(isSentence);
	const unknown = spans.filter((span) => !given.some((text) => span.split('…').every((part) => text.includes(part.trim()))));
	expect(unknown).toEqual([]);
});

/**
 * Labels that a page shows in bold or italics: what begins with a capital. The lead of a paragraph, an entry or a row
 * (`- **No rows yet:** …`) is none. A path such as *Settings → On Error* has one at each step.
 */
function labelsIn(page: string): string[] {
	const prose = withoutCode(page).replace(/^(?:[-|>]\s+)+\*\*[^*]+\*\*/gm, '').replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
	const bold = [...prose.matchAll(/\*\*([^*\n]+)\*\*/g)];
	const italics = [...prose.replace(/\*\*[^*\n]+\*\*/g, '').matchAll(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g)];
	const paths = [...bold, ...italics].flatMap((match) => (match[1] ?? '').split(/ → |: /));
	return paths.map((label) => label.trim()).filter((label) => /^[\p{Lu}⋯]/u.test(label) && !label.endsWith('.'));
}

/** Four words or more that are neither SQL nor a command nor a template. */
function isSentence(span: string): boolean {
	const words = span.split(' ');
	return words.length >= 4 && words.every((word) => /^[\w'"…,.:()-]+$/.test(word)) && /^\p{L}/u.test(span) && !/\b[A-Z]{2,}\b/.test(span) && !/^(npm|npx|confluent|git|docker)\b/.test(span);
}
