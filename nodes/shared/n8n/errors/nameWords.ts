import type { PatternFlaw } from '../../flink/statement/namePattern';
import type { NameFlaw } from '../../flink/statement/statementName';
import type { Advice } from './words';

const FORM = 'Use lower-case letters, digits and hyphens, as in "daily-orders-1". Begin and end with a letter or digit.';

/**
 * What is wrong with the name of a statement.
 *
 * @param correction one sentence on where to correct it
 */
export function nameWords(flaw: NameFlaw, correction: string): Advice {
	switch (flaw.reason) {
		case 'nameEmpty':
			return { message: 'The statement name is empty', nextStep: correction };
		case 'nameTooLong':
			return { message: `The statement name has ${flaw.length} characters; at most ${flaw.most} are allowed`, nextStep: correction };
		case 'nameForm':
			return { message: `The statement name "${flaw.name}" is not valid`, nextStep: `${FORM} ${correction}` };
	}
}

/**
 * Why no statement's name can match what was given in a field.
 *
 * @param given what it is, such as `'Name Matches' has the pattern "Etl-*"`
 */
export function patternWords(flaw: PatternFlaw, given: string): Advice {
	const message = `${given}, which no statement name can match`;
	switch (flaw.reason) {
		case 'patternCharacter':
			return { message, nextStep: `Statement names have only lower-case letters, digits, hyphens and dots. Remove the ${JSON.stringify(flaw.character)}.` };
		case 'patternTooLong':
			return { message, nextStep: `Statement names have at most ${flaw.most} characters. Shorten it.` };
		case 'patternForm':
			return { message, nextStep: 'Statement names have a letter or digit at both ends and on each side of a dot. Remove the misplaced hyphen or dot.' };
	}
}
