// Validates each content element of a Green Button feed: `node validate-espi.mjs SCHEMA FEED` prints how many, or fails.
import { readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const [schema, feed] = process.argv.slice(2);
const validator = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync(schema, 'utf8')));
const contents =
  readFileSync(feed, 'utf8').match(/(?<=<content type="application\/xml">).*?(?=<\/content>)/gs) ?? [];
const names = {};
for (const content of contents) {
  const document = XmlDocument.fromString(content);
  validator.validate(document);
  names[document.root.name] = (names[document.root.name] ?? 0) + 1;
}
// The feed as a whole is well-formed XML.
XmlDocument.fromString(readFileSync(feed, 'utf8'));
console.log(JSON.stringify(names));
