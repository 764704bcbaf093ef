import type { ScriptFacts } from '../../flink/sql/sqlScript';
import type { Advice } from './words';

const FORMS = {
	SET: "SET 'sql.state-ttl' = '1 h';, with name and value in single quotes and inner quotes doubled",
	USE: 'USE CATALOG `my-environment`;, USE `my-cluster`; or USE `my-environment`.`my-cluster`;',
};

/** Settings of Confluent's SQL shell, and where a statement has what they are about. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
	['client.service-account', ", and enter the service account in 'Principal'"],
	['client.statement-name', ", and enter the name in 'Statement Name' of Submit Statement"],
]);

/** Why SQL cannot be sent as one statement with its settings. */
export function scriptWords(facts: ScriptFacts): Advice {
	switch (facts.reason) {
		case 'noStatement':
			return {
				message: facts.settings === 0 ? 'The SQL has no statement, only comments or semicolons' : 'The SQL has settings (SET, USE), but no statement after them',
				nextStep: 'Write the statement after them, in the same field: settings apply only to their own statement.',
			};
		case 'severalStatements':
			return {
				message: `The SQL has ${facts.count} statements, and Confluent Cloud runs one at a time`,
				nextStep: 'Use one node or one item for each. Several INSERT INTO can form one statement: EXECUTE STATEMENT SET BEGIN … END;',
			};
		case 'settingAfterStatement':
			return { message: `The SQL has ${facts.verb} after its statement`, nextStep: `Write ${facts.verb} before its statement, or remove it: settings do not last until the next statement.` };
		case 'settingForm':
			return { message: `A ${facts.verb} in the SQL cannot be read`, nextStep: `Write it as ${FORMS[facts.verb]}.` };
		case 'settingsAsked':
			return { message: "The SQL has a SET without name and value, which lists the settings in Confluent's SQL shell", nextStep: `Remove it, or complete it: ${FORMS.SET}.` };
		case 'resetSetting':
			return { message: "The SQL has RESET, which works only in Confluent's SQL shell", nextStep: 'Remove it: every statement starts with the default settings.' };
		case 'shellSetting':
			return { message: `"${facts.name}" is a setting of Confluent's SQL shell, not of a statement`, nextStep: `Remove it${INSTEAD.get(facts.name.toLowerCase()) ?? ''}.` };
		case 'shellStatementSet':
			return { message: 'The SQL has BEGIN STATEMENT SET, which Confluent Cloud does not support', nextStep: 'Write it as one statement: EXECUTE STATEMENT SET BEGIN … END;' };
	}
}
