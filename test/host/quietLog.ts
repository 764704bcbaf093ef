/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
// n8n's engine logs every error that ends an execution: hundreds that tests provoke, among which a test's own failure would be lost.
process.env['N8N_LOG_LEVEL'] ??= 'silent';
