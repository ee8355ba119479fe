// The words by which documents tell energy drawn from everything else that they count.

/** The units of what isn't energy drawn: reactive energy, power, gas, water, heat. */
const OTHER_UNIT = /kvar|mvar|m3|m³|m\^3|(?<!\p{L})gj(?!\p{L})|(?<!\p{L})[km]w(?!h|\p{L})|(?<!\p{L})szt/iu;
const REACTIVE = /biern|indukcyjn|pojemnościow|tg ?[φf]|(?<!\p{L})r[+-]/iu;
const POWER = /(?<!\p{L})moc(y|ą)?(?!\p{L})/iu;
const OTHER_MEDIUM = /(?<!\p{L})(gaz|ciepł|wod[aąyę](?!\p{L}))/iu;
export const FED_IN =
  /oddan|wprowadzon|wysłan|eksport|do sieci|wyprodukowan|generacj|produkcj|(?<!\p{L})a-(?!\p{L})/iu;
/** OBIS codes: active energy drawn is 1.8, all other registers count something else. */
const OTHER_REGISTER = /(?<![\d.])(?:(?:[2-9]|\d\d)\.8|\d{1,2}\.[0-79])\.\d(?!\d)/;

/** Whether the words mean anything but active energy drawn. */
export function isOtherQuantity(text: string): boolean {
  return [OTHER_UNIT, REACTIVE, POWER, OTHER_MEDIUM, FED_IN, OTHER_REGISTER].some((words) =>
    words.test(text),
  );
}
