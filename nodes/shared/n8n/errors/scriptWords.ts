import type { ScriptFacts } from '../../flink/sql/sqlScript';
import type { Advice } from './words';

const FORMS = {
	SET: "SET 'sql.state-ttl' = '1 h';, name and value in single quotes, and a quote within them doubled",
	USE: 'USE CATALOG `my-environment`;, USE `my-cluster`; or USE `my-environment`.`my-cluster`;',
};

/** Settings of Confluent's SQL shell, and where a statement has what they are about. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
	['client.service-account', ': give the service account in the option "Principal"'],
	['client.statement-name', ': give the name in the field "Statement Name" of the operation Submit'],
]);

/** Why SQL cannot be sent as one statement with its settings. */
export function scriptWords(facts: ScriptFacts): Advice {
	switch (facts.reason) {
		case 'noStatement':
			return {
				message: facts.settings === 0 ? 'The SQL has no statement, only comments or semicolons' : 'The SQL has settings (SET, USE), but no statement after them',
				nextStep: 'Write the statement behind them, in the same field: each statement has settings of its own, and those of another one do not count.',
			};
		case 'severalStatements':
			return {
				message: `The SQL has ${facts.count} statements, and Confluent Cloud runs one at a time`,
				nextStep: 'Write each into a node of its own, or have each come as an item of its own. Several INSERT INTO can be one statement: EXECUTE STATEMENT SET BEGIN … END;',
			};
		case 'settingAfterStatement':
			return { message: `The SQL has ${facts.verb} behind its statement`, nextStep: `Write ${facts.verb} before the statement that it is for, or remove it: settings do not last until the next statement.` };
		case 'settingForm':
			return { message: `A ${facts.verb} in the SQL cannot be read`, nextStep: `It should be ${FORMS[facts.verb]}.` };
		case 'settingsAsked':
			return { message: "The SQL has a SET without name and value, which lists the settings in Confluent's SQL shell", nextStep: `Remove it, or write what it should be: ${FORMS.SET}.` };
		case 'resetSetting':
			return { message: "The SQL has RESET, which is for the session of Confluent's SQL shell", nextStep: 'Remove it: every statement begins with the default settings.' };
		case 'shellSetting':
			return { message: `"${facts.name}" is a setting of Confluent's SQL shell, not of a statement`, nextStep: `Remove it${INSTEAD.get(facts.name.toLowerCase()) ?? ''}.` };
		case 'shellStatementSet':
			return { message: 'The SQL has BEGIN STATEMENT SET, which Confluent Cloud does not know', nextStep: 'Write it as one statement: EXECUTE STATEMENT SET BEGIN … END;' };
	}
}
