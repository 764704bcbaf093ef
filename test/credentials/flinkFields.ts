/** What a user fills in for "Confluent Flink API", but for the endpoint. */
export const FLINK_FIELDS = {
	apiKeyId: 'KEY',
	apiSecret: 'SECRET',
	organizationId: '1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f',
	environmentId: 'env-a1b2c3',
	cloud: 'aws',
	region: 'us-east-1',
};
