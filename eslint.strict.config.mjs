// The rules beyond n8n's own, which stay in eslint.config.mjs as n8n's strict mode wants them: types,
// sizes, the direction of imports, and eslint-plugin-n8n-nodes-base in its second version.
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';

const off = (...rules) => Object.fromEntries(rules.map((rule) => [`n8n-nodes-base/${rule}`, 'off']));

const zone = (target, from, message) => ({ target, from, message });

/**
 * A zone for each room below `folder`: of all that is in `from` it may import itself, the rooms that its arrows lead
 * to, and what stands `below` them all.
 */
const rooms = (from, folder, arrows, ...below) =>
	Object.entries(arrows).map(([room, allowed]) => ({
		target: `${from}/${folder}${room}`,
		from,
		except: [...[room, ...allowed].map((each) => `./${folder}${each}`), ...below.map((each) => `./${each}`)],
	}));

/** Every arrow between the rooms of `nodes/shared`: docs/architecture.md has the picture. */
const ROOMS = [
	...rooms('./nodes', 'shared/', { language: [] }),
	...rooms('./nodes', 'shared/flink/', { statement: [], sql: [], rows: ['sql'], table: ['rows', 'sql'], watch: ['statement'], stream: ['rows'] }, 'shared/language'),
	...rooms('./nodes', 'shared/confluent/', { http: [], statements: ['http'], results: ['http', 'statements'], pools: ['http'], tables: ['http', 'results', 'statements'], watch: ['http', 'statements'], stream: ['http', 'results', 'statements'] }, 'shared/flink', 'shared/language'),
	...rooms('./nodes', 'shared/confluent/http/', { exchange: [], errors: ['exchange'], scope: ['errors'], pacing: ['errors', 'scope'], retry: ['errors', 'exchange', 'pacing', 'scope'] }, 'shared/language'),
	...rooms('./nodes', 'shared/n8n/', { errors: [], network: ['errors'], parameters: ['errors'], fields: ['errors', 'network', 'parameters'], items: ['errors', 'network', 'parameters'], output: [], submission: ['errors', 'fields', 'items', 'network', 'output', 'parameters'] }, 'shared/confluent', 'shared/flink', 'shared/language'),
];

/** What each room of the emulator may import from the others: emulator/README.md has the picture. */
const EMULATOR_ROOMS = rooms('./emulator', '', {
	language: [],
	sql: [],
	statements: ['sql', 'language'],
	state: ['statements', 'sql', 'language'],
	cloud: ['state', 'statements', 'sql', 'language'],
	http: [],
	traffic: ['http', 'state', 'language'],
	api: ['http', 'cloud', 'state', 'statements'],
	control: ['http', 'traffic', 'cloud', 'state', 'statements', 'language'],
	server: ['api', 'control', 'http', 'traffic', 'cloud', 'state'],
});

// What a room of the emulator's SQL may import besides itself and `engine.ts`, the seam to the rest of the emulator.
const SQL_ROOMS = rooms('./emulator/sql', '', {
	text: [],
	types: [],
	values: [],
	wire: ['types', 'values'],
	'syntax/tree': ['text', 'types'],
	syntax: ['text', 'types'],
	catalog: ['syntax/tree', 'types'],
	bound: ['catalog', 'syntax/tree', 'types'],
	functions: ['bound', 'syntax/tree', 'types', 'values'],
	'plan/context': ['bound', 'syntax/tree', 'text', 'types'],
	'plan/expressions': ['plan/context', 'functions', 'bound', 'syntax/tree', 'text', 'types'],
	'plan/tables': ['plan/expressions', 'plan/context', 'functions', 'bound', 'catalog', 'syntax/tree', 'text', 'types'],
	'plan/queries': ['plan/tables', 'plan/expressions', 'plan/context', 'functions', 'bound', 'syntax/tree', 'text', 'types'],
	run: ['functions', 'bound', 'catalog', 'types', 'values', 'wire'],
	marketplace: ['run', 'catalog', 'types'],
	statements: ['run', 'plan', 'functions', 'bound', 'catalog', 'syntax', 'text', 'types', 'wire'],
}, 'engine.ts').map((zone) => ({ ...zone, message: 'a room imports only rooms below it: see emulator/sql/README.md' }));

export default defineConfig(
	globalIgnores(['dist/**', 'coverage/**', 'demo/node_modules/**', 'demo/.*/**', 'test/peers/.cache/**']),
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: ['./test/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
		plugins: { sonarjs, 'import-x': importX },
		// Without it the direction of imports cannot be seen: they are written without file extensions.
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
			// An unused binding is how a member is left out of a copy.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
			// Unknown values are shown in error texts with String().
			'@typescript-eslint/no-base-to-string': 'off',
			// An async function that only throws still rejects, which its callers rely on.
			'@typescript-eslint/require-await': 'off',
			'sonarjs/cognitive-complexity': ['error', 15],
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked, n8nCommunityNodesPlugin.configs.recommended],
		rules: {
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			'no-console': 'error',
			'import-x/no-cycle': 'error',
			'@n8n/community-nodes/icon-prefer-themed-variants': 'error',
			'@n8n/community-nodes/resource-operation-pattern': 'error',
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						...ROOMS,
						zone('./nodes', './credentials', 'credentials stand beside the nodes, not below them'),
						...['emulator', 'test', 'bench', 'demo', 'scripts'].map((from) => zone('./{nodes,credentials}/**', `./${from}`, 'is not part of the package')),
					],
				},
			],
		},
	},
	{
		files: ['emulator/**/*.ts'],
		languageOptions: { parserOptions: { project: ['./emulator/tsconfig.json'] } },
		rules: {
			// The engine is called with functions of tables and of values that use no `this`; its tokenizer has to know NUL.
			'@typescript-eslint/unbound-method': 'off',
			'no-control-regex': 'off',
			'import-x/no-restricted-paths': [
				'error',
				{ zones: [...EMULATOR_ROOMS, ...SQL_ROOMS, zone('./emulator', './{nodes,credentials}/**', 'a field name wrong on both sides would pass every test'), zone('./emulator', './{test,bench,demo,scripts}/**', 'the emulator is a tool of its own')] },
			],
		},
	},
	{
		files: ['emulator/**/*.ts'],
		// Without these the rule follows no import into a file of TypeScript. It overlooks circles of types alone: see importCircles.test.ts.
		settings: { 'import-x/extensions': ['.ts'], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] } },
		rules: { 'import-x/no-cycle': 'error' },
	},
	{
		files: ['nodes/shared/{language,flink,confluent}/**/*.ts'],
		rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'n8n-workflow', message: 'only shared/n8n and what stands above it know n8n' }] }] },
	},
	{
		files: ['nodes/shared/{language,flink}/**/*.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'the domain has no clock' },
				{ object: 'Math', property: 'random', message: 'randomness is injected' },
			],
		},
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		ignores: ['nodes/shared/n8n/network/transport.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{ selector: "MemberExpression[property.name=/^(httpRequest|httpRequestWithAuthentication|request|requestWithAuthentication)$/][object.property.name='helpers']", message: 'transport.ts is the one way to the network' },
			],
		},
	},
	{ plugins: { 'n8n-nodes-base': nodesBase } },
	{
		// Their comments switch off rules of eslint.config.mjs; whether they are still needed is told by that run.
		files: ['{emulator,test,bench}/**/*.ts'],
		plugins: n8nCommunityNodesPlugin.configs.recommended.plugins ?? {},
		linterOptions: { reportUnusedDisableDirectives: 'off' },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...nodesBase.configs.credentials.rules,
			// n8n's newer plugin wants a URL here, and masked secrets are covered by it too.
			...off('cred-class-field-documentation-url-miscased', 'cred-class-field-type-options-password-missing'),
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodesBase.configs.nodes.rules,
			// These want 'main' as a text and a maximum for every limit; n8n's newer plugin wants NodeConnectionTypes.Main, and Return All has no maximum.
			...off('node-class-description-inputs-wrong-regular-node', 'node-class-description-outputs-wrong', 'node-param-type-options-max-value-present'),
		},
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: { ...nodesBase.configs.community.rules, '@n8n/community-nodes/require-files-array': 'error', '@n8n/community-nodes/require-homepage': 'error', '@n8n/community-nodes/node-registration-complete': 'error' },
	},
	{
		files: ['test/**/*.ts', 'bench/**/*.ts', 'emulator/test/**/*.ts'],
		rules: {
			'max-lines': 'off',
			// Tests look into answers of any shape, and assert on what they find.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/unbound-method': 'off',
		},
	},
	{
		files: ['{test,bench}/**/*.ts'],
		rules: {
			'import-x/no-restricted-paths': ['error', { zones: [{ target: './{test,bench}/**', from: './emulator', except: ['./index.ts'], message: 'emulator/index.ts is the one way in' }] }],
		},
	},
);
