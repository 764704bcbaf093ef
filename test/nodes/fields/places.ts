import type { INodeParameters, INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeTypeDescription, NodeParameterValueType } from 'n8n-workflow';

/** A field of a node as a user meets it: with one operation chosen, or one thing to watch. */
export interface Place {
	/** Such as `submit: options.queryParameters.parameter.value`. */
	readonly title: string;
	/** The same without the operation. */
	readonly path: string;
	/** The mode of a resource locator. */
	readonly mode?: string;
	/** As the editor shows it. */
	readonly label: string;
	readonly property: INodeProperties;
	/** Parameters that are valid but for this field, which is `value`. */
	readonly parametersWith: (value: string) => INodeParameters;
}

/** A node with one operation chosen, or with one thing to watch. */
export interface Shape {
	/** Such as `flinkStatement submit`. */
	readonly title: string;
	readonly node: string;
	/** Valid, with nothing in it that has a default. */
	readonly parameters: INodeParameters;
	readonly places: readonly Place[];
	/** Collections as a whole, with valid parameters but for that. */
	readonly collections: readonly Place[];
}

/** Values that make a field valid, by its name; those of an entry of a fixed collection below the collection's name. */
export interface ValidValues {
	readonly fields: Readonly<Record<string, NodeParameterValueType>>;
	readonly entries: Readonly<Record<string, { readonly entry: INodeParameters; readonly beside?: INodeParameters }>>;
	/** What an operation needs beyond its required fields, by the title of the shape. */
	readonly beside: Readonly<Record<string, INodeParameters>>;
}

/** Every shape of a node, one for each choice of the dropdown that decides which fields there are. */
export function shapesOf(description: INodeTypeDescription, valid: ValidValues): Shape[] {
	const selector = description.properties.find(({ type, noDataExpression }) => type === 'options' && noDataExpression === true);
	if (selector === undefined) throw new Error(`${description.name} has no dropdown that decides which fields there are`);
	return valuesOf(selector).map((value) => shapeOf(description, selector, value, valid));
}

function shapeOf({ name, properties }: INodeTypeDescription, selector: INodeProperties, chosen: string, valid: ValidValues): Shape {
	const title = `${name} ${chosen}`;
	const shown = properties.filter((property) => property.type !== 'hidden' && isShown(property, selector, chosen));
	const required = shown.filter((property) => property.required === true && property.name !== selector.name);
	const values = required.map((property): [string, NodeParameterValueType] => [property.name, validValue(property, valid, title)]);
	const parameters = merged({ [selector.name]: chosen, ...Object.fromEntries(values) }, valid.beside[title] ?? {});
	const found = shown.flatMap((property) => {
		const conditions = Object.entries(property.displayOptions?.show ?? {}).filter(([name]) => name !== selector.name && name !== 'resource');
		const beside = Object.fromEntries(conditions.map(([condition, values]) => [condition, values?.[0] as NodeParameterValueType]));
		return placesOf(withoutHide(property, parameters), [property.name], (inner) => merged(merged(parameters, beside), inner), valid).map((place) => ({ ...place, title: `${chosen}: ${place.title}` }));
	});
	const [collections, places] = [found.filter(isCollection), found.filter((place) => !isCollection(place))];
	return { title, node: name, parameters, places, collections };
}

function isCollection({ property }: Place): boolean {
	return property.type === 'collection' || property.type === 'fixedCollection';
}

/** @param put adds what is nested under the field's own name to parameters that are valid */
function placesOf(property: INodeProperties, path: readonly string[], put: (inner: INodeParameters) => INodeParameters, valid: ValidValues): Place[] {
	const place = (wrap: (value: string) => NodeParameterValueType | INodeParameters, mode?: string): Place => ({
		title: mode === undefined ? path.join('.') : `${path.join('.')} (${mode})`,
		path: path.join('.'),
		label: property.displayName,
		property,
		parametersWith: (value) => put({ [property.name]: wrap(value) }),
		...(mode === undefined ? {} : { mode }),
	});
	const whole = place((value) => value);
	if (property.displayOptions?.hide !== undefined) throw new Error(`${path.join('.')} is hidden by a condition, which this walk does not know`);
	switch (property.type) {
		case 'notice':
			return [];
		case 'resourceLocator':
			return [whole, ...(property.modes ?? []).map(({ name }) => place((value) => ({ __rl: true, mode: name, value }), name))];
		case 'collection':
			return [whole, ...fieldsOf(property).flatMap((field) => placesOf(field, [...path, field.name], (inner) => put({ [property.name]: inner }), valid))];
		case 'fixedCollection':
			return [whole, ...groupsOf(property).flatMap((group) => placesInGroup(property, group, path, put, valid))];
		default:
			return [whole];
	}
}

function placesInGroup(property: INodeProperties, group: INodePropertyCollection, path: readonly string[], put: (inner: INodeParameters) => INodeParameters, valid: ValidValues): Place[] {
	const known = valid.entries[property.name];
	if (known === undefined) throw new Error(`There is no valid entry for "${property.name}" (${property.displayName}): add one to the values of the test`);
	const { entry, beside = {} } = known;
	return group.values.flatMap((field) => {
		const shownFor = Object.entries(field.displayOptions?.show ?? {}).map(([condition, values]) => [condition, values?.[0] as NodeParameterValueType]);
		const putEntry = (inner: INodeParameters) => merged(put({ [property.name]: { [group.name]: [{ ...entry, ...Object.fromEntries(shownFor), ...inner }] } }), beside);
		return placesOf(withoutHide(field, entry), [...path, group.name, field.name], putEntry, valid);
	});
}

/** A field that the values beside it do not hide. */
function withoutHide({ displayOptions, ...field }: INodeProperties, beside: INodeParameters): INodeProperties {
	const hidden = Object.entries(displayOptions?.hide ?? {}).filter(([condition, values]) => values?.includes(chosenIn(beside[condition]) as never) ?? false);
	if (hidden.length > 0) throw new Error(`${field.name} is hidden beside the valid values: ${hidden.map(([condition]) => condition).join(', ')} should be another one`);
	return { ...field, displayOptions: { show: displayOptions?.show ?? {} } };
}

/** The value, of a resource locator that of its mode. */
function chosenIn(value: unknown): unknown {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value ? value.value : value;
}

function validValue({ name, displayName }: INodeProperties, { fields }: ValidValues, title: string): NodeParameterValueType {
	const value = fields[name];
	if (value === undefined) throw new Error(`There is no valid value for the required field "${name}" (${displayName}) of ${title}: add one to the values of the test`);
	return value;
}

function isShown({ name, displayOptions }: INodeProperties, selector: INodeProperties, chosen: string): boolean {
	const wanted = displayOptions?.show?.[selector.name];
	return name === selector.name || wanted === undefined || wanted.includes(chosen);
}

function merged(parameters: INodeParameters, more: INodeParameters): INodeParameters {
	const entries = Object.entries(more).map(([name, value]): [string, NodeParameterValueType] => {
		const before = parameters[name];
		return [name, isNested(before) && isNested(value) ? merged(before, value) : value];
	});
	return { ...parameters, ...Object.fromEntries(entries) };
}

function isNested(value: unknown): value is INodeParameters {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !('__rl' in value);
}

function fieldsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

function groupsOf({ options = [] }: INodeProperties): INodePropertyCollection[] {
	return options.filter((option): option is INodePropertyCollection => 'values' in option);
}

function valuesOf({ options = [] }: INodeProperties): string[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option).map(({ value }) => String(value));
}
