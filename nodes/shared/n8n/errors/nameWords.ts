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
