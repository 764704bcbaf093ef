import type { PatternFlaw } from '../../flink/statement/namePattern';
import type { NameFlaw } from '../../flink/statement/statementName';
import type { Advice } from './words';

const FORM = 'Use lower-case letters, digits and hyphens, such as "daily-orders-1"; it has to begin and end with a letter or digit.';

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
 * @param given what it is, such as `Name Matches has the pattern "Etl-*"`
 */
export function patternWords(flaw: PatternFlaw, given: string): Advice {
	const message = `${given}, which no statement name can match`;
	switch (flaw.reason) {
		case 'patternCharacter':
			return { message, nextStep: `Names of statements have lower-case letters, digits, hyphens and dots, and no ${JSON.stringify(flaw.character)}: it should be without.` };
		case 'patternTooLong':
			return { message, nextStep: `Names of statements have at most ${flaw.most} characters: it should be shorter.` };
		case 'patternForm':
			return { message, nextStep: 'Names of statements begin and end with a letter or digit, and have one on each side of a dot: it should be without the hyphen or dot that is in the way.' };
	}
}
