import { isHiddenFrom, type ApiError } from '../../confluent/http/errors/apiError';
import { statementInPath } from '../../confluent/statements/statementPath';

/** What a 403 by name says of a statement to a key whose role covers one compute pool. */
export const HIDDEN = "does not exist, or is on a compute pool that this key's role does not cover";

const NEXT_STEP =
	"Check the name. If the statement exists, give the key's owner the role FlinkDeveloper or FlinkAdmin on its compute pool or environment.";

/** Whether the answer is about one statement, asked for by its name, and hides from the key whether there is one. */
export function hidesStatement(error: ApiError): boolean {
	return isHiddenFrom(error) && statementInPath(error.path) !== undefined;
}

/** Both possibilities, to follow the API's own words, which say neither; undefined for every answer that hides no statement. */
export function hiddenRemark(error: ApiError): string | undefined {
	if (!hidesStatement(error)) return undefined;
	const { finding } = error;
	return finding?.reason === 'outOfSight' ? `It was ${finding.phase} before. Now it ${HIDDEN}` : `It ${HIDDEN}`;
}

/** What to do. A statement that was to change may well be there: where it was to move to is not covered then. */
export function hiddenNextStep({ method, finding }: ApiError): string {
	if (finding?.reason === 'outOfSight') return `It was deleted, or resumed on another compute pool. ${NEXT_STEP}`;
	return method === 'PUT' ? `${NEXT_STEP} The same applies to the compute pool you move it to.` : NEXT_STEP;
}
