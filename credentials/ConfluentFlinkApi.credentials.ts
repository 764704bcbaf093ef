import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Themed,
} from 'n8n-workflow';
import { flinkEndpoint } from '../nodes/shared/confluent/http/endpoint';
import { CLOUD_OPTIONS } from '../nodes/shared/n8n/fields/cloudOptions';
import { authenticated } from '../nodes/shared/n8n/network/authenticate';
import { redirectRules } from '../nodes/shared/n8n/network/redirectRules';

export class ConfluentFlinkApi implements ICredentialType {
	name = 'confluentFlinkApi';

	displayName = 'Confluent Flink API';

	documentationUrl = 'https://docs.confluent.io/cloud/current/flink/operate-and-deploy/generate-api-key-for-flink.html';

	icon: Themed<`file:${string}.svg`> = { light: 'file:confluentFlink.svg', dark: 'file:confluentFlink.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName:
				'Use a <b>Flink API key</b>, made for one environment, cloud and region, or a <b>Global API key</b>. A Cloud API key does not work here: use it in "Confluent Cloud API".',
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
			description: 'In the Confluent Cloud console: Environments → your environment → Flink → API keys',
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
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f',
			description: 'A UUID. In the console: menu → Organization settings.',
		},
		{
			displayName: 'Environment ID',
			name: 'environmentId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. env-a1b2c3',
			description: 'In the console: Environments → your environment, on the right',
		},
		{
			displayName: 'Cloud',
			name: 'cloud',
			type: 'options',
			options: CLOUD_OPTIONS,
			default: 'aws',
			description: 'The cloud that this key is for',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. us-east-1',
			description: 'The region that this key is for, as the console shows it',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: 'Through an access point or another host of your network' },
				{ name: 'Private', value: 'private', description: 'Over private networking: flink.region.cloud.private.confluent.cloud' },
				{ name: 'Public', value: 'public', description: 'Over the internet: flink.region.cloud.confluent.cloud' },
			],
			default: 'public',
			description: 'How n8n reaches Flink in this region',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://flink-ap1a2b3c.us-east-1.aws.accesspoint.glb.confluent.cloud',
			description: 'Scheme and host of the endpoint, with https. A path is ignored.',
			displayOptions: { show: { endpoint: ['custom'] } },
		},
		{
			displayName: 'Default Database',
			name: 'database',
			type: 'string',
			default: '',
			placeholder: 'e.g. my-cluster',
			description: 'The Kafka cluster, by name or ID (lkc-…), for tables without a database, as in SELECT * FROM orders. Nodes can override it.',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => authenticated(credentials, flinkEndpoint, request);

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.endpoint === "custom" ? $credentials.baseUrl.trim().replace(/^(?!https?:\\/\\/)/i, "https://").replace(/^(https?:\\/\\/)(?:[^\\/?#\\\\]*@)?([^\\/?#\\\\]+).*$/i, "$1$2") : "https://flink." + $credentials.region.trim().toLowerCase().replace(/^(aws|gcp|azure)[.]/, "") + "." + $credentials.cloud + ($credentials.endpoint === "private" ? ".private" : "") + ".confluent.cloud" }}',
			url: '=/sql/v1/organizations/{{ $credentials.organizationId.trim() }}/environments/{{ $credentials.environmentId.trim() }}/statements',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Confluent does not accept this key here. Use a Flink API key made for this environment, cloud and region. Confluent refuses Cloud API keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The key is valid, but its owner may not list statements here. Check the organization and environment ID, and give the owner the role FlinkDeveloper.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'Organization, environment or region not found. Check the organization ID, the environment ID, the cloud and the region.' },
			},
			...redirectRules('endpoint, the base URL and the region'),
		],
	};
}
