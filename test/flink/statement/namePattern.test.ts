import fc from 'fast-check';
import { matchesPattern, partFlaw, patternFlaw, type PatternFlaw } from '../../../nodes/shared/flink/statement/namePattern';
import { validateExistingName } from '../../../nodes/shared/flink/statement/statementName';

const character = (of: string): PatternFlaw => ({ reason: 'patternCharacter', character: of });
const FORM: PatternFlaw = { reason: 'patternForm' };
const LENGTH: PatternFlaw = { reason: 'patternTooLong', most: 253 };

describe('a pattern', () => {
	it.each(['*', '**', 'etl', 'etl-*', '*-etl', 'a.b', 'a*.b', 'a.*', '*.a', 'a-*-b', 'a--b', '*-*', 'x'.repeat(253), `${'x'.repeat(253)}*`])('%j can be matched', (pattern) => {
		expect(patternFlaw(pattern)).toBeUndefined();
	});

	it.each<[string, PatternFlaw]>([
		['Etl-*', character('E')],
		['etl_*', character('_')],
		['etl *', character(' ')],
		['etl-?', character('?')],
		['größe', character('ö')],
		['etl-😀*', character('😀')],
		['-etl', FORM],
		['-*', FORM],
		['*-', FORM],
		['.a*', FORM],
		['*a.', FORM],
		['a..b', FORM],
		['*a.-b*', FORM],
		['*a-.b*', FORM],
		['x'.repeat(254), LENGTH],
		[`*${'x'.repeat(200)}*${'x'.repeat(54)}`, LENGTH],
	])('%j cannot', (pattern, flaw) => {
		expect(patternFlaw(pattern)).toEqual(flaw);
	});
});

describe('a part of a name', () => {
	it.each(['', 'a', '-', '.', '-a', 'a-', '.a', 'x'.repeat(253)])('%j can be', (part) => {
		expect(partFlaw(part)).toBeUndefined();
	});

	it.each<[string, PatternFlaw]>([
		['etl-*', character('*')],
		['a_b', character('_')],
		['..', FORM],
		['-.', FORM],
		['x'.repeat(254), LENGTH],
	])('%j cannot be', (part, flaw) => {
		expect(partFlaw(part)).toEqual(flaw);
	});
});

describe('the verdict on a pattern', () => {
	const unit = fc.constantFrom('a', 'b', '-', '.', '_');
	const name = fc.string({ unit, minLength: 1, maxLength: 7 });
	const pattern = fc.string({ unit: fc.oneof({ weight: 3, arbitrary: unit }, fc.constant('*')), minLength: 1, maxLength: 6 });

	it('is none where a name matches', () => {
		fc.assert(
			fc.property(pattern, name, (glob, text) => {
				fc.pre(validateExistingName(text) === undefined && matchesPattern(glob)(text));
				expect(patternFlaw(glob)).toBeUndefined();
			}),
			{ numRuns: 300 },
		);
	});

	it('is one where no name does', () => {
		fc.assert(
			fc.property(pattern, (glob) => {
				const likely = ['a', 'aa'].map((filling) => glob.replaceAll('*', filling));
				expect(likely.some((text) => validateExistingName(text) === undefined)).toBe(patternFlaw(glob) === undefined);
			}),
			{ numRuns: 2000 },
		);
	});
});
