import { STATEMENT_PHASES } from '../../nodes/shared/flink/statement/phase';
import { exampleFiles } from '../examples/exampleFiles';
import { markdownFiles, read, section, tableRows, withoutCode } from './markdown';

const pages = markdownFiles().filter((page) => /^docs\/[^/]+\.md$/.test(page));

it.each(markdownFiles())('%s reports, and does not tell', (file) => {
	expect(withoutCode(read(file)).replace(/"[^"\n]*"/g, '').match(/\b(told|tells?)\b/gi)).toBeNull();
});

it.each(exampleFiles())('examples/%s says so in its name and notes, too', (file) => {
	expect(read(`examples/${file}`).match(/\b(told|tells?)\b/gi)).toBeNull();
});

it.each(pages)('%s begins with a sentence for its reader, of few words', (page) => {
	const [heading = '', first = ''] = read(page).split(/\n+/);
	expect(heading).toMatch(/^# /);
	const [sentence = ''] = withoutCode(first).replace(/\]\([^)]*\)/g, ']').split(/(?<=[.:])\s/);
	expect(sentence).toMatch(/^\p{Lu}[^|!]*[.:]$/u);
	expect(sentence.split(' ').length).toBeLessThanOrEqual(35);
});

describe('docs/guarantees.md', () => {
	const rows = tableRows(section(read('docs/guarantees.md'), 'Flink Statement Trigger')).filter(([situation = '']) => !situation.startsWith('**'));

	it('says of each situation whether a change is reported, reported twice or missed', () => {
		expect(rows.length).toBeGreaterThan(15);
		expect(rows.filter(([, result = '']) => !/^(Reported( once)?|Reported twice|Missed|Reported twice, or missed|Not a change|The .* is missed|Reported twice, with .*)$/.test(result))).toEqual([]);
	});

	it('names phases that are there', () => {
		const named = new Set(rows.flatMap((cells) => cells.join(' ').match(/\b[A-Z]{6,}\b/g) ?? []));
		expect([...named].filter((phase) => !STATEMENT_PHASES.some((known) => known === phase))).toEqual([]);
	});
});
