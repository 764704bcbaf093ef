import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SHOW_ALL, type Redact } from '../../language/redaction';
import type { NodeCredential } from '../network/clients';
import { CredentialViews, type CredentialView } from './credentialViews';
import { itemContext } from './itemContext';
import type { Operation } from './operation';
import { runOperations, type ItemBounds } from './runOperations';

/** Of a credential, what an item's session is made from. */
export interface SessionCredential<Endpoint> {
	/** Where the credential leads. */
	readonly endpoint: Endpoint;
	/** The ID of the key, which is no secret. */
	readonly keyId: string;
	/** Hides its secret. */
	readonly redact: Redact;
	/** The context as the item sees it. Made when it is first asked for: of many items that are carried out together few need one. */
	readonly context: () => IExecuteFunctions;
}

/**
 * An action node's `execute`: carries out the operation for every item, with the credential as it is for that item.
 * A wrong credential is the error of each item that it is wrong for. Nothing that comes out shows its secret.
 */
export async function runWithCredential<Endpoint, Session>(
	context: IExecuteFunctions,
	{ name, endpointOf }: NodeCredential<Endpoint>,
	operations: ReadonlyArray<Operation<Session>>,
	createSession: (credential: SessionCredential<Endpoint>, bounds: ItemBounds) => Session,
): Promise<INodeExecutionData[][]> {
	const views = new CredentialViews(endpointOf);
	/** Of the items that have no session yet: n8n decrypts a credential each time it is asked for. */
	const read = new Map<number, Promise<CredentialView<Endpoint>>>();
	const viewFor = async (itemIndex: number) => views.of(await context.getCredentials(name, itemIndex));
	const knownView = async (itemIndex: number) => {
		const known = read.get(itemIndex) ?? viewFor(itemIndex);
		read.set(itemIndex, known);
		return await known;
	};
	return await runOperations(
		context,
		operations,
		async (bounds, itemIndex) => {
			const view = await knownView(itemIndex);
			const endpoint = view.endpoint();
			read.delete(itemIndex);
			let own: IExecuteFunctions | undefined;
			return createSession({ endpoint, keyId: view.keyId, redact: view.redact, context: () => (own ??= itemContext(context, itemIndex)) }, bounds);
		},
		async (itemIndex) => {
			try {
				return (await knownView(itemIndex)).redact;
			} catch {
				return SHOW_ALL;
			}
		},
	);
}
