/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

import { isRecord, member, type JsonRecord } from './json';
import { withoutReadOnlyRequirements } from './requestRules';

/** Confluent's own files, by the path under which each one's calls begin. */
const SPECS: ReadonlyArray<readonly [string, string]> = [
	['/sql/v1/', 'flink-gateway-sql-v1.yaml'],
	['/fcpm/v2/', 'flink-fcpm-v2.yaml'],
	['/org/v2/', 'org-v2.yaml'],
	['/iam/v2/', 'iam-v2.yaml'],
];

export interface OpenApiOperation {
	readonly spec: string;
	readonly method: string;
	readonly template: string;
	/** Parameters of the query by name. */
	readonly query: ReadonlyMap<string, JsonRecord>;
	readonly statuses: readonly string[];
	readonly requestMediaType: string | null;
	/** Null where the spec describes no body. */
	requestValidator(): ValidateFunction | null;
	responseValidator(status: string): ValidateFunction | null;
	/** Shape of every error body. */
	failureValidator(): ValidateFunction;
	queryValidator(name: string): ValidateFunction;
}

/** The published specs of one folder. */
export class OpenApi {
	private readonly documents: ReadonlyArray<{ readonly prefix: string; readonly document: SpecDocument }>;

	constructor(directory: string) {
		this.documents = SPECS.map(([prefix, file]) => ({
			prefix,
			document: new SpecDocument(file, parse(readFileSync(join(directory, file), 'utf8'))),
		}));
	}

	/** Null for calls that no spec describes. */
	find(method: string, path: string): OpenApiOperation | null {
		const found = this.documents.find(({ prefix }) => path.startsWith(prefix));
		return found?.document.find(method, path) ?? null;
	}
}

/** One spec. Requests are held to it without the members that only the server writes. */
export class SpecDocument {
	private readonly responses = newAjv();
	private readonly requests = newAjv();
	private readonly paths: JsonRecord;

	constructor(
		private readonly name: string,
		document: unknown,
	) {
		const paths = member(document, 'paths');
		if (!isRecord(document) || !isRecord(paths)) throw new Error(`${name} has no paths`);
		this.paths = paths;
		this.responses.addSchema(document, name);
		this.requests.addSchema(withoutReadOnlyRequirements(document), name);
	}

	find(method: string, path: string): OpenApiOperation | null {
		const templates = Object.keys(this.paths).filter((template) => fits(template, path));
		// A literal segment is a better fit than a parameter.
		templates.sort((a, b) => a.split('{').length - b.split('{').length);
		for (const template of templates) {
			const operation = member(this.paths[template], method.toLowerCase());
			if (isRecord(operation)) return this.operation(method, template, operation);
		}
		return null;
	}

	private operation(method: string, template: string, operation: JsonRecord): OpenApiOperation {
		const pointer = `${this.name}#/paths/${escapePointer(template)}/${method.toLowerCase()}`;
		const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isRecord) : [];
		const inQuery = parameters.filter((parameter) => parameter['in'] === 'query');
		const media = Object.keys(asRecord(member(operation, 'requestBody', 'content')))[0] ?? null;
		return {
			spec: this.name,
			method,
			template,
			query: new Map(inQuery.map((parameter) => [String(parameter['name']), parameter])),
			statuses: Object.keys(asRecord(operation['responses'])),
			requestMediaType: media,
			requestValidator: () =>
				media === null
					? null
					: reference(this.requests, `${pointer}/requestBody/content/${escapePointer(media)}/schema`),
			responseValidator: (status) => {
				if (member(operation, 'responses', status, 'content', 'application/json', 'schema') === undefined)
					return null;
				return reference(this.responses, `${pointer}/responses/${status}/content/application~1json/schema`);
			},
			failureValidator: () => reference(this.responses, `${this.name}#/components/schemas/Failure`),
			queryValidator: (name) => {
				const index = parameters.findIndex(
					(parameter) => parameter['name'] === name && parameter['in'] === 'query',
				);
				return reference(this.requests, `${pointer}/parameters/${index}/schema`);
			},
		};
	}
}

function newAjv(): Ajv {
	// Not strict: OpenAPI's own keywords stand beside JSON Schema's, and its patterns are older than the `u` flag.
	const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateSchema: false });
	addFormats(ajv);
	return ajv;
}

function reference(ajv: Ajv, target: string): ValidateFunction {
	return ajv.getSchema(target) ?? ajv.compile({ $ref: target });
}

function fits(template: string, path: string): boolean {
	const [expected, given] = [template.split('/'), path.split('/')];
	return (
		expected.length === given.length &&
		expected.every((part, at) => part.startsWith('{') || part === given[at])
	);
}

function escapePointer(text: string): string {
	return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function asRecord(value: unknown): JsonRecord {
	return isRecord(value) ? value : {};
}
