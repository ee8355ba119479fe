// What came with the project's task and is no part of it: the folder ../shared, with readings and the ministry's examples.
import { existsSync } from 'node:fs';
import path from 'node:path';

export const SHARED = path.resolve(__dirname, '../../shared');

/** A test that needs a file of another's: skipped, and counted so, where it is not there. */
export const itWith = (file: string): jest.It => (existsSync(file) ? it : it.skip);
