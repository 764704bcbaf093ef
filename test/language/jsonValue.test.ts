import { jsonObject } from '../../nodes/shared/language/jsonValue';

describe('jsonObject', () => {
	it('leaves out what is undefined and keeps everything else', () => {
		const kept = { zero: 0, no: false, empty: '', none: null };
		expect(jsonObject({ ...kept, gone: undefined })).toStrictEqual(kept);
	});
});
