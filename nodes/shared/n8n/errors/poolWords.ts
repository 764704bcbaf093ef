import type { PoolFacts } from '../../confluent/pools/poolsError';
import { answerMessage, cutShort, requestIn } from './requestWords';
import { lookLater, type Repeater, type Words } from './words';

const WISHES = { provisioned: 'PROVISIONED', deleted: 'deleted' };

export function poolWords(facts: PoolFacts, repeater: Repeater): Words {
	switch (facts.reason) {
		case 'poolNotProvisioned':
			return {
				message: `Compute pool "${facts.displayName}" (${facts.id}) could not be provisioned: it is FAILED`,
				nextStep: 'Delete it and create it again. If it fails again, check the quota and region in the Confluent Cloud console.',
			};
		case 'poolTimedOut':
			return {
				message: `Compute pool ${facts.id} is ${facts.phase} after ${Math.round(facts.waitedMs / 1000)} s, not yet ${WISHES[facts.wish]}${cutShort(facts.cut)}`,
				nextStep: lookLater(repeater, 'Get Compute Pool'),
			};
		case 'poolNotInEnvironment':
			return {
				message: `There is no compute pool ${facts.id} in environment ${facts.environmentId}: ${answerMessage(facts.failure)}${requestIn(facts.failure)}`,
				nextStep:
					'Check both IDs; Get Many lists the pools of an environment. If the pool belongs to another environment, choose that one. If it was deleted before, there is nothing left to do.',
			};
	}
}
