import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Themed,
} from 'n8n-workflow';
import { cloudEndpoint } from '../nodes/shared/confluent/http/endpoint';
import { authenticated } from '../nodes/shared/n8n/network/authenticate';
import { redirectRules } from '../nodes/shared/n8n/network/redirectRules';

export class ConfluentCloudApi implements ICredentialType {
	name = 'confluentCloudApi';

	displayName = 'Confluent Cloud API';

	documentationUrl = 'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html';

	icon: Themed<`file:${string}.svg`> = { light: 'file:confluentCloud.svg', dark: 'file:confluentCloud.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName:
				'Use a <b>Cloud API key</b> (resource scope "Cloud resource management") or a <b>Global API key</b>. A Flink API key does not work here: use it in "Confluent Flink API".',
			name: 'keyNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKeyId',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. ABCDEFGHIJKLMNOP',
			description: 'In the Confluent Cloud console: menu → API keys → Cloud resource management',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown once, when the key is created',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.confluent.cloud',
			placeholder: 'e.g. https://api.confluent.cloud',
			description: 'Change it only if you reach Confluent Cloud through your own proxy',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => authenticated(credentials, cloudEndpoint, request);

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.baseUrl || "https://api.confluent.cloud").trim().replace(/^(?!https?:\\/\\/)/i, "https://").replace(/^(https?:\\/\\/)(?:[^\\/?#\\\\]*@)?([^\\/?#\\\\]+).*$/i, "$1$2") }}',
			url: '/fcpm/v2/regions',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Confluent does not accept this key here. Use a Cloud API key. Confluent refuses Flink API keys.' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'Confluent does not accept this key here. Use a Cloud API key. Confluent refuses Flink API keys.' },
			},
			...redirectRules('base URL'),
		],
	};
}
