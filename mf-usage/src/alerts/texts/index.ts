import { catalogue } from '@ebok/shell';
import en from './en.json';
import pl from './pl.json';
import uk from './uk.json';

export const t = catalogue({ pl, en, uk });
