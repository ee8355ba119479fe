/** As stored in the table. */
const LONGEST = 255;
/** Letters of Polish stand behind the ones they are made of: no letter of ASCII comes after "{". */
const LETTERS: Record<string, string> = {
  ...{ ą: 'a{', ć: 'c{', ę: 'e{', ł: 'l{', ń: 'n{', ó: 'o{', ś: 's{', ź: 'z{', ż: 'z|' },
};

/**
 * A key by which names sort as people expect, byte by byte: "ul. Łąkowa 2" before "ul. Łąkowa 10", and both before
 * "ul. Miła 1". Neither database has such an order, and in the order of bytes "Ł" comes after "Z".
 */
export function naturalKey(name: string): string {
  const key = name
    .toLowerCase()
    .replace(/[ąćęłńóśźż]/g, (letter) => LETTERS[letter]!)
    .replace(/\d+/g, (digits) => digits.padStart(8, '0'));
  return Array.from(key).slice(0, LONGEST).join('');
}
