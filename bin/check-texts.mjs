// Texts are complete in three languages: the same keys, the same placeholders, the plural forms of each language, and
// no forbidden word.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

const LANGUAGES = ['pl', 'en', 'uk'];
/** Words that customers must not read, with their replacements. */
const WRONG_WORDS = {
  pl: [[/odnośnik/i, 'link']],
  en: [
    [/debit note/i, 'accounting note, or credit note where it gives money back'],
    [/your use\b/i, 'your electricity use'],
    [/\bbegun\b/i, 'started'],
    [/at the operator/i, 'with the operator'],
  ],
  uk: [],
};
const PLURAL = /\.(zero|one|two|few|many|other)$/;

/**
 * @param {string[]} workspaces the packages' folders
 * @param {string} root the folder that contains them
 * @returns {string[]} one line for each text that is missing or different
 */
export function textFaults(workspaces, root = ROOT) {
  return workspaces.flatMap((workspace) => [
    ...foldersOf(path.join(root, workspace, 'src')).flatMap((folder) => catalogueFaults(workspace, folder)),
    ...menuFaults(workspace, path.join(root, workspace, 'slice.json')),
  ]);
}

/** In the help, these stand around a label of the product. */
const QUOTES = { pl: /„([^”]+)”/g, en: /“([^”]+)”/g, uk: /«([^»]+)»/g };

/**
 * The help quotes buttons and headings of all packages: each must be there, word for word.
 * @param {string[]} workspaces the packages' folders
 */
export function quoteFaults(workspaces) {
  const help = path.join(ROOT, 'mf-shell/src/help/texts');
  const folders = workspaces.flatMap((workspace) => foldersOf(path.join(ROOT, workspace, 'src')));
  return LANGUAGES.flatMap((language) => {
    const pages = folders.filter((folder) => folder !== help);
    const labels = new Set(pages.flatMap((folder) => Object.values(textsOf(folder, language))));
    return Object.entries(textsOf(help, language)).flatMap(([key, text]) =>
      [...text.matchAll(QUOTES[language])]
        .filter(([, label]) => !labels.has(label))
        .map(([quote]) => `mf-shell ${language}: "${key}" quotes ${quote}, which no page says`),
    );
  });
}

/** The texts of a language by key; a text of several lines as one. */
function textsOf(folder, language) {
  const file = path.join(folder, `${language}.json`);
  const texts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, [text].flat().join('\n')]));
}

function menuFaults(workspace, file) {
  if (!existsSync(file)) return [];
  const { menu = [] } = JSON.parse(readFileSync(file, 'utf8'));
  return menu.flatMap(({ text = {} }) =>
    LANGUAGES.flatMap((language) =>
      wordFaults(`${workspace} ${language}: the menu`, language, text[language]),
    ),
  );
}

function wordFaults(where, language, text = '') {
  return WRONG_WORDS[language]
    .filter(([wrong]) => wrong.test(text))
    .map(([wrong, right]) => `${where} says "${wrong.exec(text)[0]}": ${right}`);
}

/** All folders with texts in one of the languages. */
function foldersOf(sources) {
  if (!existsSync(sources)) return [];
  const files = readdirSync(sources, { recursive: true, withFileTypes: true });
  const texts = files.filter(({ name }) => LANGUAGES.some((language) => name === `${language}.json`));
  return [...new Set(texts.map(({ parentPath }) => parentPath))].sort();
}

function catalogueFaults(workspace, folder) {
  const absent = LANGUAGES.filter((language) => !existsSync(path.join(folder, `${language}.json`)));
  if (absent.length > 0)
    return absent.map((l) => `${workspace} ${l}: ${path.join(folder, l)}.json is missing`);
  const catalogues = Object.fromEntries(LANGUAGES.map((l) => [l, textsOf(folder, l)]));
  const plurals = new Set(
    Object.values(catalogues)
      .flatMap((texts) => Object.keys(texts))
      // Every language has "other"; a text with plurals needs the language's other forms, too.
      .filter((key) => PLURAL.test(key) && !key.endsWith('.other'))
      .map((key) => key.replace(PLURAL, '')),
  );
  const keys = new Set(
    Object.values(catalogues).flatMap((c) =>
      Object.keys(c).filter((k) => !plurals.has(k.replace(PLURAL, ''))),
    ),
  );
  const faults = [];
  for (const language of LANGUAGES) {
    const texts = catalogues[language];
    const where = `${workspace} ${language}`;
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of keys) {
      if (!texts[key]?.trim()) faults.push(`${where}: "${key}" is missing`);
      else if (placeholders(texts[key]) !== placeholders(catalogues.pl[key] ?? ''))
        faults.push(`${where}: "${key}" has placeholders that differ from pl`);
    }
    for (const [key, text] of Object.entries(texts))
      faults.push(...wordFaults(`${where}: "${key}"`, language, text));
    for (const key of plurals)
      for (const form of forms)
        if (!texts[`${key}.${form}`]?.trim()) faults.push(`${where}: "${key}.${form}" is missing`);
  }
  return faults;
}

function placeholders(text) {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
}
