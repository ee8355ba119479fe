import { language } from '@ebok/shell';

/** ISO 3166-1. */
const CODES =
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GI GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW';

/** Countries in the language of the page, Poland first. */
export function countries(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(language.current, { type: 'region' });
  const { compare } = new Intl.Collator(language.current);
  const all = CODES.split(' ').map((code) => ({ code, name: names.of(code) ?? code }));
  return all.sort((a, b) => Number(b.code === 'PL') - Number(a.code === 'PL') || compare(a.name, b.name));
}
