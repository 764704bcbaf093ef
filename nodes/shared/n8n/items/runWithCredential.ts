import type { ICredentialDataDecryptedObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SHOW_ALL } from '../../language/redaction';
import { keyOf } from '../network/apiKey';
import type { NodeCredential } from '../network/clients';
import { SecretFreeTexts } from '../network/secretFree';
import { itemContext } from './itemContext';
import type { Operation } from './operation';
import { runOperations, type ItemBounds } from './runOperations';

/**
 * An action node's `execute`: carries out the operation for every item, with the credential as it is for that item.
 * A wrong credential is the error of each item that it is wrong for. Nothing that comes out shows its secret.
 *
 * @param createSession has the ID of the key as well, which is no secret
 */
export async function runWithCredential<Endpoint, Session>(
	context: IExecuteFunctions,
	{ name, endpointOf }: NodeCredential<Endpoint>,
	operations: ReadonlyArray<Operation<Session>>,
	createSession: (context: IExecuteFunctions, endpoint: Endpoint, bounds: ItemBounds, keyId: string) => Session,
): Promise<INodeExecutionData[][]> {
	const texts = new SecretFreeTexts();
	/** Of the items that have no session yet: n8n decrypts a credential each time it is asked for. */
	const read = new Map<number, Promise<ICredentialDataDecryptedObject>>();
	const credentialOf = async (itemIndex: number) => {
		const known = read.get(itemIndex) ?? itemContext(context, itemIndex).getCredentials(name);
		read.set(itemIndex, known);
		return await known;
	};
	return await runOperations(
		context,
		operations,
		async (bounds, itemIndex) => {
			const credential = await credentialOf(itemIndex);
			const endpoint = endpointOf(credential);
			read.delete(itemIndex);
			return createSession(itemContext(context, itemIndex), endpoint, bounds, keyOf(credential).id);
		},
		async (itemIndex) => {
			try {
				return texts.of(await credentialOf(itemIndex));
			} catch {
				return SHOW_ALL;
			}
		},
	);
}
