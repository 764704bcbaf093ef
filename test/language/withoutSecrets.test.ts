import { withoutSecrets } from '../../nodes/shared/language/withoutSecrets';

it.each([
	['Key sk-123456 is refused, sk-123456!', ['sk-123456', 'sk-123'], 'Key hidden is refused, hidden!'],
	['sk-123 and sk-123456', ['sk-123456', 'sk-123'], 'hidden and hidden'],
	['a $& b', ['$&'], 'a hidden b'],
	['nothing of it', ['sk-123'], 'nothing of it'],
	['nothing at all', [], 'nothing at all'],
])('%j without %j', (text, secrets, shown) => {
	expect(withoutSecrets(text, secrets)).toBe(shown);
});
