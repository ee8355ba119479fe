// Texts of the settings alone: messages and the tile on home load without them.
import { catalogue } from '@ebok/shell';
import baseEn from '../../texts/en.json';
import basePl from '../../texts/pl.json';
import baseUk from '../../texts/uk.json';
import en from './en.json';
import pl from './pl.json';
import uk from './uk.json';

export const t = catalogue({ pl: { ...basePl, ...pl }, en: { ...baseEn, ...en }, uk: { ...baseUk, ...uk } });
