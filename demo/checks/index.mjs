import { firstStatementCheck } from '../firstStatement.mjs';
import { revenueByBrandCheck } from '../revenueByBrand.mjs';
import { bigOrdersCheck } from './bigOrders.mjs';
import { dailyDigestCheck } from './dailyDigest.mjs';
import { failureAlertCheck } from './failureAlert.mjs';
import { formToKafkaCheck } from './formToKafka.mjs';
import { credentialsTested, nodesKnown } from './installation.mjs';
import { nightlyStopCheck } from './nightlyStop.mjs';
import { sheetToKafkaCheck } from './sheetToKafka.mjs';
import { statementTriggerCheck } from './statementTrigger.mjs';
import { tableListsCheck } from './tableLists.mjs';

/** What `npm run demo -- --check` makes sure of, in this order. @type {readonly import('./run.mjs').Check[]} */
export const CHECKS = [
	nodesKnown,
	credentialsTested,
	firstStatementCheck,
	revenueByBrandCheck,
	dailyDigestCheck,
	tableListsCheck,
	formToKafkaCheck,
	sheetToKafkaCheck,
	statementTriggerCheck,
	failureAlertCheck,
	bigOrdersCheck,
	nightlyStopCheck,
];
