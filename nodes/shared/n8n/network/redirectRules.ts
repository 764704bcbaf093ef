import type { IAuthenticateRuleResponseCode } from 'n8n-workflow';
import { REDIRECT_STATUSES } from '../../confluent/http/redirect';

/**
 * What the test of a credential says of a redirect. It must not follow one (`disableFollowRedirect`): n8n sends
 * the Authorization header along, to whatever host the answer names.
 *
 * @param fields the labels of what may be wrong in the credential, as in "Check the …"
 */
export function redirectRules(fields: string): IAuthenticateRuleResponseCode[] {
	return REDIRECT_STATUSES.map((value) => ({
		type: 'responseCode',
		properties: { value, message: `The server answered with a redirect. The test does not follow it, to keep the key on its own host. Check the ${fields}.` },
	}));
}
