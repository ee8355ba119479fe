// ../shared is not part of the repository. It holds real readings and the ministry's examples, which some tests need.
import { existsSync } from 'node:fs';
import path from 'node:path';

export const SHARED = path.resolve(__dirname, '../../shared');

/** `it` where the file exists; otherwise the test is reported as skipped. */
export const itWith = (file: string): jest.It => (existsSync(file) ? it : it.skip);
